"""POST evaluate for 20 partners beside a minimal page of the same server, in one run.

Run with `python -m tests.benchmarks.api`. A child process starts with an empty SQLite
database, publishes the shipped calls and asks both in turn through the whole stack of
middleware, each time from another address so that nobody is told to wait. The minimal
page is `/health/live`, which only answers. Times are of the processor.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PARTNERS, ROUNDS, WARM = 20, 60, 5
FILE = Path("fixtures/consortia/charter-2020-lot-2.json")
OK = 200


def consortium() -> dict[str, Any]:
    """Return a real Blueprint of 20 partners."""
    data: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    named = [
        each | {"name": f"{each['name']} {number}", "role": "full_partner", "pic": None}
        for number, each in enumerate(data["partners"] * 2)
    ]
    return data | {"partners": [data["partners"][0], *named[1:PARTNERS]]}


def milliseconds(ask: Callable[[str], Any]) -> float:
    """Return the median of some rounds, each answered as it should be."""
    times = []
    for number in count():
        address = f"10.0.{number // 200}.{number % 200}"
        begun = time.process_time()
        answer = ask(address)
        times.append((time.process_time() - begun) * 1000)
        if answer.status_code != OK:
            raise SystemExit(f"{answer.status_code}: {answer.content[:200]!r}")
        if number == ROUNDS + WARM:
            break
    return statistics.median(times[WARM:])


def measure() -> None:
    """Print both times and their ratio, for one that is open and one not eligible."""
    import django  # noqa: PLC0415  # only the child needs it

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # as above
    from django.test import Client  # noqa: PLC0415  # as above

    call_command("migrate", verbosity=0)
    call_command("load_calls", verbosity=0)
    client = Client(HTTP_HOST="localhost")
    open_one = consortium()
    lacking = open_one | {"duration_months": 36}
    floor = milliseconds(
        lambda ip: client.get("/health/live", REMOTE_ADDR=ip, secure=True)
    )
    sys.stdout.write(f"minimal page              {floor:7.2f} ms\n")
    for name, data in (("open", open_one), ("not eligible", lacking)):
        took = milliseconds(
            lambda ip, data=data: client.post(  # type: ignore[misc]  # bound at once
                "/api/v1/evaluate",
                data,
                "application/json",
                REMOTE_ADDR=ip,
                secure=True,
            )
        )
        sys.stdout.write(
            f"evaluate 20, {name:12} {took:7.2f} ms, {took / floor:.1f} of it\n"
        )


def main() -> None:
    """Measure in a process of its own."""
    with TemporaryDirectory() as folder:
        more = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": folder,
            "LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "tests.benchmarks.api", "child"]
        subprocess.run(command, env=os.environ | more, check=True)  # ourselves


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure()
    else:
        main()
