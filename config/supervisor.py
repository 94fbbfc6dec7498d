"""Runs everything on one machine: `make run`, or `python -m config.supervisor`.

It prepares the data folder, starts the web server and the worker, says where to
look, and stops both together. Each step may run again at any time.
"""

import contextlib
import io
import os
import signal
import socket
import sys
import time
from types import FrameType
from typing import NoReturn

import django
from django.conf import settings
from django.core.management import call_command

from config import processes, staticfiles
from config.catalogues import compiled
from config.probe import status_of

WARM_SHUTDOWN_SECONDS = 20
START_SECONDS = 60
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """Somebody asked us to end; not an error, so nothing may swallow it."""


def say(text: str = "") -> None:
    """Tell the person at the terminal, who may have closed it already."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def main() -> int:
    """Prepare, start, wait, stop; return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "MAKELEVEL" in os.environ:
        processes.end_with_parent(signal.SIGTERM)
    for sign in STOP_SIGNALS:
        signal.signal(sign, _raise_stop)
    children: list[processes.Child] = []
    try:
        refuse_taken_port()
        accounts = prepare()
        children.append(start_web())
        children.append(start_worker())
        wait_until_answering(children)
        announce(accounts)
        return wait_for_end(children)
    except Stop:
        say("\nStopping: the worker finishes what it has in hand.")
        return 0
    finally:
        # From here on a second Ctrl-C means: at once.
        for sign in STOP_SIGNALS:
            signal.signal(sign, lambda *_: _kill_all(children))
        processes.stop(children, patience=WARM_SHUTDOWN_SECONDS)


def refuse_taken_port() -> None:
    """End with one sentence while another program listens on our port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", settings.PORT))
        except OSError as error:
            raise SystemExit(
                f"Port {settings.PORT} cannot be used ({error.strerror}): stop the"
                f" program that uses it, or run `make run PORT={settings.PORT + 1}`."
            ) from error


def prepare() -> str:
    """Bring folders, key, schema, reference data and static files up to date.

    Returns what `load_demo` says about its accounts, or nothing without the demo.
    """
    # Ours alone: it holds the database, and letters with links that let people in.
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not settings.SECRET_KEY_IS_SHARED:
        keep_secret_key()
    compiled.compile_outdated()
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_calls")
    call_command("load_forms")
    accounts = io.StringIO()
    if settings.DEMO:
        call_command("load_demo", stdout=accounts)
    staticfiles.collect_if_changed()
    return accounts.getvalue()


def keep_secret_key() -> None:
    """Keep the key this process invented, for its children and for the next start."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(settings.SECRET_KEY_FILE, flags, 0o600), "w") as file:
        file.write(settings.SECRET_KEY)


def start_web() -> processes.Child:
    """Start gunicorn on the loopback address."""
    return processes.start(
        "web server",
        [
            *(sys.executable, "-m", "gunicorn", "config.wsgi"),
            *("--bind", f"127.0.0.1:{settings.PORT}"),
            *("--log-level", "warning", "--no-control-socket"),
        ],
    )


def start_worker() -> processes.Child:
    """Start the Celery worker, with the beat inside: one machine needs only one."""
    return processes.start(
        "worker",
        [
            # Quiet: the address and the accounts must stay the last words on screen.
            *(sys.executable, "-m", "celery", "--quiet", "-A", "config"),
            *("worker", "--beat"),
            *("--schedule", str(settings.DATA_DIR / "beat-schedule")),
            *("--concurrency", "2", "--loglevel", settings.LOG_LEVEL),
            *("--without-gossip", "--without-mingle"),
        ],
    )


def wait_until_answering(children: list[processes.Child]) -> None:
    """Return once the web process says it is ready."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        end_if_one_died(children)
        with contextlib.suppress(OSError):
            if status_of("/health/ready", port=settings.PORT) == 200:  # noqa: PLR2004  # HTTP's own number
                return
        time.sleep(0.1)
    raise SystemExit(f"The web server did not answer within {START_SECONDS} seconds.")


def announce(accounts: str) -> None:
    """Print where to look and who may sign in."""
    say(f"\nOpen http://127.0.0.1:{settings.PORT}/ - stop with Ctrl-C.")
    if accounts.strip():
        say(f"\n{accounts.strip()}\n")


def wait_for_end(children: list[processes.Child]) -> NoReturn:
    """Sleep until a child dies or somebody asks us to stop."""
    while True:
        end_if_one_died(children)
        time.sleep(0.5)


def end_if_one_died(children: list[processes.Child]) -> None:
    """Stop everything when a part is gone: half a product helps nobody."""
    for child in children:
        if not child.running:
            raise SystemExit(
                f"The {child.name} ended unexpectedly"
                f" (status {child.process.returncode}); stopping the rest."
            )


def _raise_stop(_sign: int, _frame: FrameType | None) -> NoReturn:
    raise Stop


def _kill_all(children: list[processes.Child]) -> None:
    for child in children:
        child.kill()


if __name__ == "__main__":
    sys.exit(main())
