"""Forms of administrators."""
