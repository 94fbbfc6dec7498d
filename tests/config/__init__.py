"""Settings, queue, health, logs and the supervisor."""
