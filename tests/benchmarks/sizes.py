"""What a call takes on a disk: bytes of rows and indexes for each thing people do.

Run with `python -m tests.benchmarks.sizes [drafts]`. A PostgreSQL is filled step by
step, and the growth of its tables (`pg_total_relation_size`: rows, long values and
indexes) is shared out over what was done. docs/growth.md computes with these figures.
"""

import os
import random
import subprocess
import sys
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

W = range(900)
DRAFTS, EDITS, SUBMISSIONS = 20, 400, 40
CHILD = "--child"
SIZES = """
    SELECT relname, pg_total_relation_size(oid), pg_indexes_size(oid)
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
say = sys.stdout.write
Sizes = dict[str, tuple[int, int]]


def main(number: int) -> int:
    """Start a PostgreSQL and measure in a process that knows it."""
    from tests.load.served import database  # noqa: PLC0415  # the child needs none

    with database("postgresql") as environment:
        command = [sys.executable, "-m", "tests.benchmarks.sizes", CHILD, str(number)]
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings"}
        return subprocess.run(
            command, env={**os.environ, **environment, **settings}, check=False
        ).returncode


def measure(number: int) -> None:
    """Fill step by step; print what each step left behind."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415  # set up now
    from django.core.management import call_command  # noqa: PLC0415  # as above

    from alliances.models import User  # noqa: PLC0415  # as above
    from proposals.management.demo_draft import whole_proposal  # noqa: PLC0415  # same
    from proposals.services.packs import request_pack  # noqa: PLC0415  # same
    from proposals.services.whole_drafts import (  # noqa: PLC0415  # same
        open_whole_proposal,
    )
    from tests.factories import (  # noqa: PLC0415  # same
        make_call,
        make_eligible_draft,
        publish_shipped_call,
        submit,
    )
    from tests.proposals.services.asking import ask as ask_one  # noqa: PLC0415  # same

    make_tables()
    publish_shipped_call("rehearsal")
    call_command("load_forms", verbosity=0)
    password = make_password("long enough")
    people = [
        User.objects.create(email=f"p{each}@alliances.test", password=password)
        for each in range(number)
    ]
    file = whole_proposal()
    drafts: list[Any] = []

    def open_drafts() -> int:
        drafts.extend(open_whole_proposal(file=file, by=each) for each in people)
        return number

    step("a whole draft: 20 partners, 10 work packages, all answers", open_drafts)
    step("an answer saved again, 1,500 characters", lambda: edit(drafts))
    step("a question mailed to a partner", lambda: ask(drafts, ask_one))

    def ask_packs() -> int:
        for each in drafts:
            request_pack(proposal=each, by=each.alliance.coordinator)
        return number

    step("a whole application, frozen for its pack", ask_packs)
    call = make_call("small")
    small = [
        make_eligible_draft(call, applicant=f"School {each}")
        for each in range(SUBMISSIONS)
    ]
    step(
        "a submission of three partners, with its notices", lambda: send(small, submit)
    )
    say(f"{sum(total for total, _index in sizes().values()) / 1e6:.1f} MB in all\n")


def make_tables() -> None:
    """Make them from the models: what migrations leave, in seconds."""
    from django.apps import apps  # noqa: PLC0415  # set up now
    from django.conf import settings  # noqa: PLC0415  # as above
    from django.core.management import call_command  # noqa: PLC0415  # same
    from django.db import connection  # noqa: PLC0415  # same

    from tests.stack.tables import add_what_no_model_says  # noqa: PLC0415  # same

    settings.MIGRATION_MODULES = dict.fromkeys(
        each.label for each in apps.get_app_configs()
    )
    call_command("migrate", run_syncdb=True, verbosity=0)
    add_what_no_model_says(connection)


def edit(drafts: list[Any]) -> int:
    """Save one answer of each draft again and again, as somebody who types does."""
    from proposals.services.answers import Reply, save_answer  # noqa: PLC0415  # same

    each_time = EDITS // len(drafts)
    # Words that repeat as those of a language do, so that they compress alike.
    chance = random.Random(1)  # noqa: S311  # no secret
    words = ["".join(chance.choices("aeiourstlnm", k=chance.randint(2, 9))) for _ in W]
    for draft in drafts:
        row = draft.answers.filter(question="needs").first()
        version = row.version
        for _number in range(each_time):
            text = " ".join(chance.choices(words, k=250))
            version = save_answer(
                proposal=draft,
                question=row.question,
                partner=row.partnership.number if row.partnership else None,
                reply=Reply(text[:1500], row.use),
                version=version,
                by=draft.alliance.coordinator,
            ).version
    return each_time * len(drafts)


def ask(drafts: list[Any], ask_one: Callable[..., object]) -> int:
    """Ask two partners of each draft to confirm."""
    for draft in drafts:
        for number in (2, 3):
            email = f"p{number}-{draft.pk}@alliances.test"
            ask_one(draft, number, email, by=draft.alliance.coordinator)
    return 2 * len(drafts)


def send(drafts: list[Any], submit: Callable[..., object]) -> int:
    """Submit each draft once."""
    for draft in drafts:
        submit(draft, idempotency_key=uuid.uuid4())
    return len(drafts)


def step(what: str, act: Callable[[], int]) -> None:
    """Do something and print what one of it takes, and the tables that grew most."""
    before = sizes()
    number = act()
    after = sizes()
    grown = Counter(
        {name: after[name][0] - before.get(name, (0, 0))[0] for name in after}
    )
    indexes = sum(i for _t, i in after.values()) - sum(i for _t, i in before.values())
    total = sum(grown.values())
    most = ", ".join(f"{n} {b / number / 1024:.1f}" for n, b in grown.most_common(4))
    say(
        f"{total / number / 1024:8.1f} KiB each ({indexes / max(total, 1):.0%} indexes)"
        f"  {what}, {number} of them\n          {most}\n"
    )
    sys.stdout.flush()


def sizes() -> Sizes:
    """Return for each table what it takes in all and for its indexes."""
    from django.db import connection  # noqa: PLC0415  # after django.setup

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute(SIZES)
        return {name: (total, indexes) for name, total, indexes in cursor.fetchall()}


if __name__ == "__main__":
    words = [each for each in sys.argv[1:] if each != CHILD]
    wanted = DRAFTS
    with suppress(IndexError):
        wanted = int(words[0])
    if CHILD not in sys.argv:
        sys.exit(main(wanted))
    import django

    django.setup()
    measure(wanted)
