"""Work plan and money."""
