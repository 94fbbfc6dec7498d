"""Writing: every change of drafts, submissions and packs, one transaction each."""
