"""The partners of a draft, and organisations that may become some."""
