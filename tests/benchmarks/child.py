"""What the benchmarks of the server share: a child with an empty database, and time."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import Any

ROUNDS, WARM = 60, 5
OK = 200


def milliseconds(*asks: Callable[[str], Any]) -> list[float]:
    """Return the median of some rounds for each, all answered as they should be.

    Every round asks each of them once, so that neighbours on the machine slow all of
    them alike. Each gets another address each time, so that nobody is told to wait.
    """
    rounds = []
    for number in range(ROUNDS + WARM):
        address = f"10.0.{number // 200}.{number % 200}"
        rounds.append([_once(ask, address) for ask in asks])
    return [statistics.median(each) for each in zip(*rounds[WARM:], strict=True)]


def _once(ask: Callable[[str], Any], address: str) -> float:
    begun = time.process_time()
    answer = ask(address)
    took = (time.process_time() - begun) * 1000
    if answer.status_code != OK:
        raise SystemExit(f"{answer.status_code}: {answer.content[:200]!r}")
    return took


def prepare() -> None:
    """Set Django up in the child, with the shipped calls published."""
    import django  # noqa: PLC0415  # only the child needs it

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # as above

    call_command("migrate", verbosity=0)
    call_command("load_calls", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def run_in_child(module: str) -> None:
    """Run a benchmark with `--child` in a process and a folder of its own."""
    with TemporaryDirectory() as folder:
        more = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": folder,
            "LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", module, "--child"]
        done = subprocess.run(command, env=os.environ | more, check=False)
    sys.exit(done.returncode)
