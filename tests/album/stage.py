"""A stage for pictures: a clock that stands, chance that repeats, the demo's settings.

What a page shows must not depend on when and where its picture is taken: a picture that
is taken again is then the same file, and a change of it a change of the page.
"""

import contextlib
import datetime as dt
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import time_machine

NOON = dt.datetime(2026, 11, 17, 10, 30, tzinfo=dt.UTC)
"""When every picture is taken: a Tuesday, half past eleven in Brussels."""
SEED = 20201
"""What keys, codes and links are drawn from."""
PREFIX = "ssa-album-"
HOST = "alliances.example"
ADDRESS = f"http://{HOST}"
"""What the browser is told the address is: it is printed on some pages."""


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, traveller: Any) -> None:
        self._traveller = traveller

    def pass_by(self, **time: float) -> None:
        """Let so much time go by."""
        self._traveller.shift(dt.timedelta(**time))

    def stand_at(self, moment: dt.datetime) -> None:
        """Let it be this moment."""
        self._traveller.move_to(moment, tick=False)


@contextlib.contextmanager
def set_up() -> Iterator[None]:
    """Give this process a folder of its own and the settings of the demo."""
    folder = tempfile.mkdtemp(prefix=PREFIX)
    for name in ("DATABASE_URL", "REDIS_URL", "SECRETS_DIR", "MAIL_URL", "SITE_URL"):
        os.environ.pop(name, None)
    os.environ |= {
        "DATA_DIR": folder,
        "DEMO": "1",
        # As on a server, where one administrator asks and another one publishes.
        "FOUR_EYES": "1",
        "SECRET_KEY": "a-key-for-pictures-that-opens-nothing-outside-of-them",
        "SITE_URL": f"https://{HOST}",
        "LOG_LEVEL": "CRITICAL",
        # Playwright's loop runs beside us, which Django takes for async code.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def standing_still(before: dt.timedelta) -> Iterator[Clock]:
    """Let time stand, so much before NOON, and chance begin at SEED."""
    chance = random.Random(SEED)  # noqa: S311  # the same keys each time are the point
    with (
        time_machine.travel(NOON - before, tick=False) as traveller,
        patch.object(os, "urandom", chance.randbytes),
        patch.object(random, "_urandom", chance.randbytes),
    ):
        yield Clock(traveller)


@contextlib.contextmanager
def workers_at_once() -> Iterator[None]:
    """Let what workers do be done where it is asked for: there are none."""
    from celery import current_app  # noqa: PLC0415  # needs the settings

    import alliances.outbox  # noqa: PLC0415  # the same
    import proposals.outbox  # noqa: PLC0415  # the same

    def do(task: str, *keys: str) -> bool:
        current_app.tasks[task].apply(keys, throw=True)
        return True

    current_app.loader.import_default_modules()
    with (
        patch.object(alliances.outbox, "send", do),
        patch.object(proposals.outbox, "_send", do),
    ):
        yield


@contextlib.contextmanager
def serving() -> Iterator[tuple[str, ...]]:
    """Serve the product from new tables; yield how a browser finds it at ADDRESS."""
    from django.conf import settings  # noqa: PLC0415  # needs the settings
    from django.contrib.staticfiles.handlers import (  # noqa: PLC0415  # the same
        StaticFilesHandler,
    )
    from django.db import connection  # noqa: PLC0415  # the same
    from django.test.testcases import LiveServerThread  # noqa: PLC0415  # the same
    from django.test.utils import (  # noqa: PLC0415  # the same
        setup_databases,
        teardown_databases,
    )

    from tests.stack import tables  # noqa: PLC0415  # the same

    settings.MIGRATION_MODULES = _NoMigrations()
    settings.ALLOWED_HOSTS = [HOST, "testserver"]
    made = setup_databases(verbosity=0, interactive=False)
    tables.add_what_no_model_says(connection)
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield (
            "--lang=en-GB",
            f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{server.port}",
            # As behind TLS, or there would be no passkeys.
            f"--unsafely-treat-insecure-origin-as-secure={ADDRESS}",
        )
    finally:
        server.terminate()
        teardown_databases(made, verbosity=0)


class _NoMigrations(dict[str, None]):
    """Tables come from the models, as in the tests."""

    def __contains__(self, _app: object) -> bool:
        return True

    def __missing__(self, _app: str) -> None:
        return None
