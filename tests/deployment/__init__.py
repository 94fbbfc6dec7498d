"""Files for production."""
