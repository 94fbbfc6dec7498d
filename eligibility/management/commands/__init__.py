"""Commands of eligibility."""
