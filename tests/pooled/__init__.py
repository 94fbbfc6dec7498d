"""What holds behind a pooler only: `make pooler` runs it, nothing else collects it."""
