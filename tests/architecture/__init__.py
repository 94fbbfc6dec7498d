"""Reads the code instead of running it: what keeps the house in order."""
