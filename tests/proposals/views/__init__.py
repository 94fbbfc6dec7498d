"""Tests of the views of proposals."""
