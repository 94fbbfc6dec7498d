"""Many people at once, on a real server: nothing that was acknowledged is lost."""
