"""Tests of the commands of eligibility."""
