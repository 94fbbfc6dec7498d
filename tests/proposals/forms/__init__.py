"""Tests of the forms of proposals."""
