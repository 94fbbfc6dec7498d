"""Tests of the commands of alliances."""
