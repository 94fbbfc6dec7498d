"""Tags of pages that stand alone."""
