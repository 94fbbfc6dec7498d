"""What the pages on the rules show."""
