"""The law of each call as data, and the engine that says what it means."""
