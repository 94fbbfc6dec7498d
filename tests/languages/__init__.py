"""Pages in other languages than English."""
