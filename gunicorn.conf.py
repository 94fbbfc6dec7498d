"""Read by gunicorn itself wherever it starts in this folder."""

import os
import shutil
import tempfile

# Here its processes add up what they measure, from one start to its end. Named before
# any of them loads the library, which looks once.
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
if SHARED_FOLDER not in os.environ:
    os.environ[SHARED_FOLDER] = tempfile.mkdtemp(prefix="metrics-")

logger_class = "config.gunicorn_logs.MaskedLogger"
# A deadline counts when a request arrives, not when a thread is free for it.
worker_class = "config.gunicorn_worker.NotingWorker"


def on_exit(server: object) -> None:  # noqa: ARG001  # gunicorn's signature
    """Take the folder away with the processes that wrote into it."""
    shutil.rmtree(os.environ[SHARED_FOLDER], ignore_errors=True)
