"""The album: every page of the product as people see it, in pictures in the docs."""
