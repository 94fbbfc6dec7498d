"""Commands of the alliances app."""
