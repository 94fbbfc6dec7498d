"""What a page shows, read once and handed over frozen."""
