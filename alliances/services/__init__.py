"""Acts on reference data."""
