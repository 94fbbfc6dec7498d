"""Suggestions from a register of 200,000 organisations, on SQLite and PostgreSQL.

Run with `python -m tests.benchmarks.register` (about five minutes). Each engine starts
empty in a folder of its own; a child process fills it and prints the slowest and the
median of what a person types, as the view asks for it.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ENTRIES, ROUNDS, AT_ONCE = 200_000, 15, 5_000
KINDS = ("University", "Université", "Universitat", "Institute", "School", "Chamber")
FIELDS = ("Technology", "Skills", "Commerce", "Heritage", "Networks", "Education")
TYPED = (
    "un",
    "university",
    "univ her",
    "univ xyz",
    "skills zwolle 777",
    "xq",
    "998900777",
    "of",
)


@contextmanager
def engines() -> Iterator[dict[str, dict[str, str]]]:
    """Yield the environment of each engine, empty."""
    from tests.stack.servers import postgresql  # noqa: PLC0415  # the child has no need of it

    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as another user, if we are root
        with postgresql(Path(folder)) as address:
            yield {
                "SQLite": {"DATA_DIR": f"{folder}/sqlite"},
                "PostgreSQL": {"DATA_DIR": f"{folder}/pg", "DATABASE_URL": address},
            }


def fill() -> None:
    """Write the register, and a draft whose coordinator types."""
    from django.db import connection  # noqa: PLC0415  # after django.setup

    from alliances.models import Organisation  # noqa: PLC0415  # as above
    from alliances.services.register import note_names  # noqa: PLC0415  # as above
    from tests.factories import make_eligible_draft  # noqa: PLC0415  # as above

    make_eligible_draft()
    chance = random.Random(7)  # noqa: S311  # names, no secrets
    for start in range(0, ENTRIES, AT_ONCE):
        batch = Organisation.objects.bulk_create(
            Organisation(
                pic=f"{999_000_000 - ENTRIES + number}",
                name=f"{chance.choice(KINDS)} of {chance.choice(FIELDS)}"
                f" {chance.choice(('Zwolle', 'Barcelona', 'Łódź', 'Ghent'))} {number}",
                country_id="BE",
                types="higher_education",
            )
            for number in range(start, start + AT_ONCE)
        )
        note_names(organisations=batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def milliseconds(act: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the slowest of some rounds."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), max(times)


def measure(name: str) -> None:
    """Fill the engine of this process and print what typing costs."""
    import django  # noqa: PLC0415  # only the child needs it

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # as above

    from proposals.models import Proposal  # noqa: PLC0415  # as above
    from proposals.selectors.consortium.suggestions import suggestions_for  # noqa: PLC0415  # as above

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    fill()
    out = sys.stdout.write
    out(f"{name}: {ENTRIES} organisations in {time.perf_counter() - start:.0f} s\n")
    draft = Proposal.objects.select_related("alliance__coordinator").get()
    for typed in TYPED:
        found = suggestions_for(draft, draft.alliance.coordinator, typed)
        middle, worst = milliseconds(
            lambda typed=typed: suggestions_for(  # type: ignore[misc]  # bound at once
                draft, draft.alliance.coordinator, typed
            )
        )
        out(f"  {typed:18} {len(found)} found {middle:7.1f} ms, slowest {worst:.1f}\n")


def main() -> None:
    """Measure each engine in a process of its own."""
    with engines() as environments:
        for name, more in environments.items():
            Path(more["DATA_DIR"]).mkdir()
            environment = (
                os.environ | more | {"DJANGO_SETTINGS_MODULE": "config.settings"}
            )
            command = [sys.executable, "-m", "tests.benchmarks.register", name]
            subprocess.run(command, env=environment, check=True)  # ourselves


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        main()
