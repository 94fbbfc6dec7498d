"""Tests of the services of alliances."""
