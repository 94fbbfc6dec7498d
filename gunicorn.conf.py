"""Read by gunicorn itself wherever it starts in this folder."""

logger_class = "config.gunicorn_logs.MaskedLogger"
