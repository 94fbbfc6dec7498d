"""Filters for lists of reference data."""
