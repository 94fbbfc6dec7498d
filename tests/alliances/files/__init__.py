"""Tests of the files people bring."""
