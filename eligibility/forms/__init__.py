"""Forms of the public pages on the rules."""
