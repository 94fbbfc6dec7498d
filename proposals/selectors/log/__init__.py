"""The log of a proposal as people read it, and what is forgotten."""
