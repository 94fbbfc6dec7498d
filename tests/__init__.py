"""The tests; they mirror the code folder by folder."""
