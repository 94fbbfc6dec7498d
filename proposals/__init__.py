"""Everything that reads or writes drafts, submissions and application packs."""
