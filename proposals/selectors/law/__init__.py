"""Reference data and rules that change, and what that does to drafts."""
