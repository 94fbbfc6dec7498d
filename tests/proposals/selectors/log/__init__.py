"""Tests of the selectors of proposals."""
