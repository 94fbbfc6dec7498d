"""A register of 200,000 organisations, from its file to the index of names.

Run with `python -m tests.benchmarks.register_import` (two to four minutes): on
PostgreSQL as the tests start it, beside bare COPY of the same file in the same run,
before and after, the quicker of the two: into a table with the keys the register
states (primary key, unique PIC, foreign key to the country, Django's indexes), into
one like the register's own, where nothing checks the country, and into one without
keys. Then the memory of the process that reads. Ratios are of the processor's work,
ours and the server's, so that neighbours do not count, and of the time on the clock.
With `sqlite` as argument the same stages on SQLite.
"""

import csv
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.bare_copy import Cost, quicker, reference, timed
from tests.benchmarks.register import FIELDS, KINDS, engines

ENTRIES = 200_000
TOWNS = ("Zwolle", "Barcelona", "Łódź", "Ghent")
COUNTRIES = ("BE", "DE", "FR", "ES", "IT", "PL", "NL", "EL", "PT", "RO")
TYPES = ("higher_education", "vet_provider", "sme", "ngo", "sme|ngo", "")
say = sys.stdout.write


def name_of(chance: random.Random, number: int) -> str:
    """Invent a name of five words."""
    kind, field, town = map(chance.choice, (KINDS, FIELDS, TOWNS))
    return f"{kind} of {field} {town} {number}"


def write_file(path: Path, number: int, *, is_shuffled: bool = False) -> Path:
    """Write a file of invented organisations, always the same ones."""
    chance = random.Random(7)  # noqa: S311  # names, no secrets
    rows = [
        (
            f"{700_000_000 + each}",
            name_of(chance, each),
            chance.choice(COUNTRIES),
            chance.choice(TYPES),
        )
        for each in range(number)
    ]
    if is_shuffled:
        chance.shuffle(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("pic", "name", "country", "type"), *rows])
    return path


def staged(path: Path) -> tuple[Any, Any, Cost]:
    """Keep, read and compare a file; return upload, counts and cost."""
    from alliances.models import RegisterUpload  # noqa: PLC0415  # after django.setup
    from alliances.selectors.register_diff import register_counts  # noqa: PLC0415  # as above
    from alliances.services import register_reading, register_uploads  # noqa: PLC0415  # as above

    def keep() -> Any:
        with path.open("rb") as file:
            return register_uploads.keep_register_upload(
                file=file, file_name=path.name, is_whole=True, by=None
            )

    upload, kept = timed("keep the file", keep)
    _none, read = timed(
        "parse, validate and stage, ANALYZE, duplicates",
        lambda: register_reading.read_register_upload(key=upload.pk),
    )
    row = RegisterUpload.objects.get(pk=upload.pk)
    counts, compared = timed("compare", lambda: register_counts(row))
    return row, counts, kept + read + compared


def published(row: Any, counts: Any) -> tuple[Cost, Cost]:
    """Publish, then make names searchable, as a worker does; return both costs."""
    from alliances.services import (  # noqa: PLC0415  # after django.setup
        register_names,
        register_publishing,
    )

    publication, wrote = timed(
        "publish, changes noted",
        lambda: register_publishing.publish_register_import(
            upload=row, compared_with=counts.revision, reason="Measured.", by=None
        ),
    )
    is_done, indexed = timed(
        "make a million tails of names searchable",
        lambda: register_names.index_names(key=publication.pk),
    )
    assert is_done, "names of so many wait for a worker"
    return wrote, indexed


def measure(folder: Path) -> None:
    """Print every stage, on the engine of this process."""
    prepare()
    from django.db import connection  # noqa: PLC0415  # after django.setup

    path = write_file(folder / "register.csv", ENTRIES)
    other = write_file(folder / "shuffled.csv", ENTRIES, is_shuffled=True)
    say(f"{connection.vendor}, {ENTRIES:,} rows, {path.stat().st_size:,} bytes\n")
    is_postgresql = connection.vendor == "postgresql"
    copies = reference(path) if is_postgresql else {}
    row, counts, before = staged(path)
    wrote, indexed = published(row, counts)
    again(path)
    say("the same rows in another order\n")
    _row, same, unchanged = staged(other)
    assert same.is_nothing, "nothing has changed"
    if is_postgresql:
        copies = quicker(copies, reference(path))
    for words, copy in copies.items():
        load = before + wrote
        say(
            f"beside COPY, {words}:\n"
            f"  load {copy.of(load)} of its rows/s;"
            f" with searchable names {copy.of(load + indexed)};"
            f" another order {unchanged.of(copy)} of its time\n"
        )


def again(path: Path) -> None:
    """Print how soon a file that was published is known again."""
    from alliances.services.register_uploads import AlreadyPublished  # noqa: PLC0415  # after django.setup

    say("the same file again\n")
    begun = time.perf_counter()
    try:
        staged(path)
    except AlreadyPublished:
        say(f"  answered in {time.perf_counter() - begun:.2f} s\n")


def measure_memory(folder: Path, number: int) -> None:
    """Print the most memory a process took that read a file of so many rows."""
    prepare()
    path = write_file(folder / f"{number}.csv", 20)  # nothing of the file's own size
    command = [sys.executable, "-m", "tests.benchmarks.register_import", "write"]
    subprocess.run([*command, str(path), str(number)], check=True)  # ourselves
    with Path(os.devnull).open("w") as nowhere:
        heard, sys.stdout = sys.stdout, nowhere
        staged(path)
        sys.stdout = heard
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"reading {number:7,} rows took at most {peak:.0f} MB\n")


def prepare() -> None:
    """Set Django up, with the countries there are; no worker is sent anything."""
    import django  # noqa: PLC0415  # only the child needs it

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # as above

    from alliances import outbox  # noqa: PLC0415  # as above
    from alliances.services.reference import load_countries  # noqa: PLC0415  # as above
    from eligibility.catalogue import iso_countries  # noqa: PLC0415  # as above

    outbox.send = lambda *_message: True
    call_command("migrate", verbosity=0)
    load_countries(rows=[(code, *names) for code, names in iso_countries().items()])


def main(engine: str) -> None:
    """Measure in processes of their own, so that memory is that of one act."""
    command = [sys.executable, "-m", "tests.benchmarks.register_import"]
    with engines() as environments:
        for name, more in environments.items():
            if name.casefold() != engine:
                continue
            Path(more["DATA_DIR"]).mkdir()
            settings = {
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "LOG_LEVEL": "ERROR",
            }
            environment = os.environ | more | settings
            for act in (["all"], ["memory", "20000"], ["memory", "199000"]):
                arguments = [*command, act[0], more["DATA_DIR"], *act[1:]]
                subprocess.run(arguments, env=environment, check=True)  # ourselves


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["all", folder]:
            measure(Path(folder))
        case ["memory", folder, number]:
            measure_memory(Path(folder), int(number))
        case ["write", path, number]:
            write_file(Path(path), int(number))
        case given:
            main(*(given or ["postgresql"]))
