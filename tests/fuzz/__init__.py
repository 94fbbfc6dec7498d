"""Odd, damaged and hostile input for every door, counted: `make fuzz`.

Readers of files are led by the code they reach (atheris), forms and links by
Hypothesis, the API by its own description (schemathesis). An answer is one that was
meant: taken, or refused in words. Anything else is a finding, and `make fuzz` fails.
"""
