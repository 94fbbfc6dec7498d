"""Long runs that show what the tests sample: `make evidence`."""
