"""Tests of taking and freezing snapshots."""
