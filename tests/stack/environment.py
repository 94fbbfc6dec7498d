"""Sets the environment of a test process before Django reads its settings.

The first process starts the servers and the others inherit their addresses, so no
variable has to be set by whoever runs the tests.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.conf import settings

from config.catalogues import compiled
from tests.stack import servers

ROOT_NAME = "SSA_TEST_ROOT"
SERVERS = contextlib.ExitStack()
# What the machine or a developer's shell has set must not reach the tests.
OURS = (
    *("DATA_DIR", "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SECRETS_DIR"),
    *("ALLOWED_HOSTS", "DEBUG", "DEMO", "HTTPS", "LOG_LEVEL", "MAIL_FROM", "MAIL_URL"),
    *(
        "BOUNCE_MAILDIR",
        "CONTACT",
        "FOUR_EYES",
        "PORT",
        "SITE_URL",
        "TRUSTED_PROXIES",
    ),
)


def prepare(engine: str, *, is_pooled: bool = False) -> None:
    """Give this process its data folder, queue and database address."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        _prepare_run(engine, is_pooled=is_pooled)
    data = Path(os.environ[ROOT_NAME]) / (worker or "main")
    data.mkdir(exist_ok=True)
    os.environ["DATA_DIR"] = str(data)
    if "REDIS_URL" in os.environ:
        # One database per process: clearing a cache must not empty another's queue.
        number = int(worker.removeprefix("gw")) + 1 if worker else 0
        server = os.environ["REDIS_URL"].rpartition("/")[0]
        os.environ["REDIS_URL"] = f"{server}/{number}"
    start_django()


def start_django() -> None:
    """Read the settings now, and change what only production needs.

    The variable does not stay: the processes of pytest-xdist inherit it, and
    pytest-django would read the settings there before this module is asked.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    # Serve sources as they are; nothing is collected before a test.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["tests.stack.hashers.OneRound"]
    compiled.compile_outdated()
    django.setup()
    del os.environ["DJANGO_SETTINGS_MODULE"]


def clean_up() -> None:
    """Stop what `prepare` started in this process."""
    SERVERS.close()


def _prepare_run(engine: str, *, is_pooled: bool) -> None:
    for name in OURS:
        os.environ.pop(name, None)
    root = Path(tempfile.mkdtemp(prefix="ssa-"))
    # Short and passable: PostgreSQL runs as another user, sockets allow 107 bytes.
    root.chmod(0o711)
    SERVERS.callback(shutil.rmtree, root, ignore_errors=True)
    os.environ |= {
        ROOT_NAME: str(root),
        "SECRET_KEY": "a-key-for-tests-that-opens-nothing-outside-of-them",
        "HTTPS": "0",
        "LOG_LEVEL": "WARNING",
        # Playwright's loop runs beside the test, which Django takes for async code.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }
    if engine == "postgresql":
        address = SERVERS.enter_context(servers.postgresql(root))
        if is_pooled:
            address = SERVERS.enter_context(servers.pooled(root, address))
        os.environ["DATABASE_URL"] = address
        redis = SERVERS.enter_context(servers.valkey(root))
        os.environ["REDIS_URL"] = f"{redis}/0"
