"""Public pages on the rules."""
