"""Measurements, not tests: ratios in one run, listed in docs/performance.md."""
