"""Tests of alliances: people, reference data, organisations and their files."""
