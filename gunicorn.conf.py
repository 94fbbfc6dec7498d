"""Read by gunicorn itself wherever it starts in this folder."""

import gc
import os
import shutil
import tempfile

# Here its processes add up what they measure, from one start to its end. Named before
# any of them loads the library, which looks once.
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
if SHARED_FOLDER not in os.environ:
    os.environ[SHARED_FOLDER] = tempfile.mkdtemp(prefix="metrics-")

# For two processors. Threads of one process take turns at Python; a third process works
# while two wait for the database (docs/load.md).
workers = 3
threads = 3
logger_class = "config.gunicorn_logs.MaskedLogger"
# A deadline counts when a request arrives, and what it is lost by is answered first.
worker_class = "config.gunicorn_worker.NotingWorker"


def post_worker_init(worker: object) -> None:  # noqa: ARG001  # gunicorn's signature
    """Look seldom for what nobody uses, and keep an eye on this machine's clock.

    What is loaded by now stays, and pages leave little behind that has to be looked
    for: they take 3 % less, a process 5 MB more. The database's clock decides.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)
    from django.conf import settings  # noqa: PLC0415  # once it is loaded

    if settings.configured:
        from config import clocks  # noqa: PLC0415  # as above

        clocks.keep_comparing()


def on_exit(server: object) -> None:  # noqa: ARG001  # gunicorn's signature
    """Take the folder away with the processes that wrote into it."""
    shutil.rmtree(os.environ[SHARED_FOLDER], ignore_errors=True)
