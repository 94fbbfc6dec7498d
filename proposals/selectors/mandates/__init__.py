"""What partners sign: mandates and the declaration."""
