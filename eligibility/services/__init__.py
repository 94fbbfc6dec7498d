"""Acts on rulebooks and verdicts."""
