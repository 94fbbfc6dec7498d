"""The live panel beside a minimal page that reads the same rows, in one run.

Run with `python -m tests.benchmarks.panel`. Both are asked through the whole stack of
middleware by a signed-in coordinator of a draft with 20 partners, on SQLite. The
minimal page reads what the panel reads and lists names. Times are of the processor.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.child import milliseconds, prepare, run_in_child

FILE = Path("fixtures/consortia/charter-2020-lot-2.json")
PAGES = ("eligibility-fragment", "ways-out-fragment", "workspace")
MOST = 2.5
"""What the panel may cost of the minimal page."""


def measure() -> None:
    """Print both times and their ratio."""
    prepare()
    from django.test import Client, override_settings  # noqa: PLC0415  # after the set-up
    from django.urls import reverse  # noqa: PLC0415  # as above

    from alliances.files.consortium import parse_json  # noqa: PLC0415  # as above
    from proposals.services.imports import import_consortium  # noqa: PLC0415  # as above
    from tests.factories import make_user  # noqa: PLC0415  # as above

    maria = make_user()
    draft = import_consortium(file=parse_json(FILE.read_bytes()), by=maria)
    client = Client(HTTP_HOST="localhost")
    client.force_login(maria)
    key = draft.alliance.public_id

    def ask(name: str) -> Callable[[str], Any]:
        address = reverse(name, args=[key])
        return lambda _ip: client.get(address, secure=True)

    with override_settings(ROOT_URLCONF="tests.benchmarks.minimal_page"):
        floor, *took = milliseconds(ask("minimal"), *map(ask, PAGES))
    sys.stdout.write(f"minimal page           {floor:7.2f} ms\n")
    for name, each in zip(PAGES, took, strict=True):
        sys.stdout.write(f"{name:22} {each:7.2f} ms, {each / floor:.1f} of it\n")
    if took[0] > MOST * floor:
        sys.exit(f"the panel costs more than {MOST} of the minimal page")


if __name__ == "__main__":
    if "--child" in sys.argv:
        measure()
    else:
        run_in_child("tests.benchmarks.panel")
