"""Tests of the services of eligibility."""
