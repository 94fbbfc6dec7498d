"""Impact over 2,000 drafts of 20 partners, on SQLite and PostgreSQL.

Run with `python -m tests.benchmarks.impact` (about two minutes). Each engine starts
empty in a folder of its own; a child process fills it and prints the median and the
slowest of some previews, how many queries each took, and the largest memory. Serbia is
a partner's country in every second draft, Spain in every one.
"""

import dataclasses
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.register import engines

DRAFTS, PARTNERS, ROUNDS = 2_000, 20, 7
COUNTRIES = ("ES", "BE", "BG", "FR", "IT", "PL", "CZ", "DE", "AT", "PT")
GOAL = 2.0


def fill() -> None:
    """Write the drafts of 40 coordinators in a copy of the call of 2020."""
    from alliances.models import Alliance, Partnership, ProjectType  # noqa: PLC0415  # after django.setup
    from eligibility.models import Rulebook  # noqa: PLC0415  # as above
    from proposals.models import Proposal  # noqa: PLC0415  # as above
    from tests.factories import make_user, publish_shipped_call  # noqa: PLC0415  # as above

    call = publish_shipped_call("rehearsal")
    kind = ProjectType.objects.get(lot__call=call, lot__code="lot-2", code="standard")
    people = [make_user() for _person in range(40)]
    alliances = Alliance.objects.bulk_create(
        Alliance(
            acronym=f"DRAFT-{number}",
            call=call,
            lot=kind.lot,
            project_type=kind,
            sector="cybersecurity",
            coordinator=people[number % len(people)],
        )
        for number in range(DRAFTS)
    )
    rules = Rulebook.objects.get()
    Proposal.objects.bulk_create(
        Proposal(alliance=each, rulebook=rules, duration_months=48)
        for each in alliances
    )
    Partnership.objects.bulk_create(
        (
            _partner(alliance, place, draft)
            for draft, alliance in enumerate(alliances)
            for place in range(PARTNERS)
        ),
        batch_size=2_000,
    )


def _partner(alliance: Any, place: int, draft: int) -> Any:  # models come after set-up
    """Return a partner; every third one waits for an answer, one may be in Serbia."""
    from alliances.models import Partnership  # noqa: PLC0415  # after django.setup

    is_serbian = place == PARTNERS - 1 and draft % 2
    return Partnership(
        alliance=alliance,
        number=place + 1,
        name=f"Organisation {place} of {draft}",
        country_id="RS" if is_serbian else COUNTRIES[place % (6 + draft % 5)],
        role="full_partner" if place else "applicant",
        types=("vet_provider", "sme", "")[place % 3],
        confirmation="invited" if place % 3 == 2 else "confirmed",
    )


def measure(name: str) -> None:
    """Fill the engine of this process and print what a preview costs."""
    import django  # noqa: PLC0415  # only the child needs it

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # as above
    from django.db import connection  # noqa: PLC0415  # as above
    from django.db.models import F  # noqa: PLC0415  # as above

    from alliances.models import Call  # noqa: PLC0415  # as above
    from alliances.selectors.reference import current_edition, published_tables  # noqa: PLC0415  # as above
    from eligibility.catalogue import shipped_rulebook  # noqa: PLC0415  # as above
    from proposals.models import Proposal  # noqa: PLC0415  # as above

    call_command("migrate", verbosity=0)
    fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    edition = current_edition(Call.objects.get())
    assert edition is not None  # just published
    tables = published_tables(edition)
    _print(name, "Serbia to Partner", tables=_moved(tables, "RS"))
    _print(name, "Spain to Partner", tables=_moved(tables, "ES"))
    _print(name, "new rules", rulebook=shipped_rulebook("2020"))
    # Drafts that state the same are evaluated once: here no two of them do.
    Proposal.objects.update(grant_requested_eur=F("pk"))
    _print(name, "Spain, none alike", tables=_moved(tables, "ES"))
    _print(name, "rules, none alike", rulebook=shipped_rulebook("2020"))


def _moved(tables: Any, code: str) -> Any:  # types come after set-up
    """Return the tables with a country moved to the Partner countries."""
    rows = tuple(
        dataclasses.replace(each, standing="partner", is_eu_member=False)
        if each.code == code
        else each
        for each in tables.countries
    )
    return dataclasses.replace(tables, countries=rows)


def _print(engine: str, about: str, **change: Any) -> None:
    from django.db import connection  # noqa: PLC0415  # after django.setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  # as above
    from django.utils import timezone  # noqa: PLC0415  # as above

    from alliances.models import Call  # noqa: PLC0415  # as above
    from proposals.selectors.law.impact import impact_of  # noqa: PLC0415  # as above

    call, times, busy = Call.objects.get(), [], []
    engine_alone = _engine_alone(call)
    for _round in range(ROUNDS):
        wall, processor = time.perf_counter(), time.process_time()
        found = impact_of(call=call, now=timezone.now(), **change)
        times.append(time.perf_counter() - wall)
        busy.append(time.process_time() - processor)
    with CaptureQueriesContext(connection) as queries:
        impact_of(call=call, now=timezone.now(), **change)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    middle = statistics.median(times)
    sys.stdout.write(
        f"{engine:10} {about:18} {found.drafts} drafts, {len(found.flips)} flips:"
        f" {middle:.2f} s, slowest {max(times):.2f}, processor"
        f" {statistics.median(busy):.2f} ({statistics.median(busy) / engine_alone:.1f}"
        f" of two verdicts on each); {len(queries)} queries; {memory} MB\n"
    )
    if middle > GOAL:
        sys.stdout.write(f"more than {GOAL} s\n")


def _engine_alone(call: Any) -> float:
    """Return the processor's seconds for two verdicts on each draft held in memory.

    What the machine can do in this minute: neighbours slow both down alike.
    """
    from django.utils import timezone  # noqa: PLC0415  # after django.setup

    from eligibility.catalogue import shipped_rulebook  # noqa: PLC0415  # as above
    from eligibility.services.assess import assess  # noqa: PLC0415  # as above
    from proposals.snapshots import evaluation_day, open_drafts, take_each  # noqa: PLC0415  # as above
    from proposals.snapshots.reference import current_reference  # noqa: PLC0415  # as above

    reference = current_reference([call.code])[call.code]
    taken = [
        each.snapshots[0] for each in take_each(open_drafts(call), call, [reference])
    ]
    rules, day = shipped_rulebook("2020"), evaluation_day(call, timezone.now())
    begun = time.process_time()
    for snapshot in (*taken, *taken):
        assess(snapshot=snapshot, rulebook=rules, on=day)
    return time.process_time() - begun


def main() -> None:
    """Measure each engine in a process of its own."""
    with engines() as environments:
        for name, more in environments.items():
            Path(more["DATA_DIR"]).mkdir()
            environment = (
                os.environ
                | more
                | {"DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"}
            )
            command = [sys.executable, "-m", "tests.benchmarks.impact", name]
            subprocess.run(command, env=environment, check=True)  # ourselves


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        main()
