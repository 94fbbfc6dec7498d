"""Forms: they check shape and offer choices; services decide meaning."""
