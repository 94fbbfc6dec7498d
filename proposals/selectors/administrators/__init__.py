"""What administrators look at: what waits, what happened, how everything stands."""
