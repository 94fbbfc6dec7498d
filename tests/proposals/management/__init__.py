"""Tests of the commands of proposals."""
