"""POST evaluate for 20 partners beside a minimal page of the same server, in one run.

Run with `python -m tests.benchmarks.api`. A child process starts with an empty SQLite
database, publishes the shipped calls and asks both in turn through the whole stack of
middleware, each time from another address so that nobody is told to wait. The minimal
page is `/health/live`, which only answers. Times are of the processor.
"""

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.child import milliseconds, prepare, run_in_child

if TYPE_CHECKING:
    from django.test import Client

PARTNERS = 20
FILE = Path("fixtures/consortia/charter-2020-lot-2.json")


def consortium() -> dict[str, Any]:
    """Return a real Blueprint of 20 partners."""
    data: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    named = [
        each | {"name": f"{each['name']} {number}", "role": "full_partner", "pic": None}
        for number, each in enumerate(data["partners"] * 2)
    ]
    return data | {"partners": [data["partners"][0], *named[1:PARTNERS]]}


def measure() -> None:
    """Print both times and their ratio, for one that is open and one not eligible."""
    prepare()
    from django.test import Client  # noqa: PLC0415  # after the set-up

    client = Client(HTTP_HOST="localhost")
    open_one = consortium()
    lacking = open_one | {"duration_months": 36}
    floor, *took = milliseconds(
        lambda ip: client.get("/health/live", REMOTE_ADDR=ip, secure=True),
        partial(evaluate, client, open_one),
        partial(evaluate, client, lacking),
    )
    sys.stdout.write(f"minimal page              {floor:7.2f} ms\n")
    for name, each in zip(("open", "not eligible"), took, strict=True):
        sys.stdout.write(
            f"evaluate 20, {name:12} {each:7.2f} ms, {each / floor:.1f} of it\n"
        )


def evaluate(client: "Client", data: dict[str, Any], address: str) -> Any:
    """Ask about a consortium from an address."""
    return client.post(
        "/api/v1/evaluate",
        data,
        "application/json",
        REMOTE_ADDR=address,
        secure=True,
    )


if __name__ == "__main__":
    if "--child" in sys.argv:
        measure()
    else:
        run_in_child("tests.benchmarks.api")
