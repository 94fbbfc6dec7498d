"""Read by gunicorn itself wherever it starts in this folder."""

logger_class = "config.gunicorn_logs.MaskedLogger"
# A deadline counts when a request arrives, not when a thread is free for it.
worker_class = "config.gunicorn_worker.NotingWorker"
