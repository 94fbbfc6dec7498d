"""PostgreSQL as Django knows it, asked in a way that ends in seconds."""
