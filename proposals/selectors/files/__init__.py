"""Files that are read into a draft, and what of them fits."""
