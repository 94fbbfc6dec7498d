"""The consortium in pictures: each drawn from the very rows of its equal table."""
