"""The HTTP API: what other programs ask, under `/api/v1/`."""
