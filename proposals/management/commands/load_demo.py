"""`load_demo`: accounts with known passwords and an alliance to look at."""

import csv
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from alliances.files.consortium import ConsortiumFile, FileRefused, parse_file
from alliances.models import Alliance, Organisation, User
from alliances.services.people import vouch_for_address
from alliances.services.register import note_names
from proposals.demo import (
    COORDINATOR,
    DEMO_ACCOUNTS,
    DEMO_FOLDER,
    DEMO_REGISTER,
    DemoAccount,
)
from proposals.management.demo_draft import load_whole_proposal
from proposals.services.imports import import_consortium, stated_project_type


class Command(BaseCommand):
    help = (
        "Creates the demo accounts and alliances. Twice changes nothing but a password"
        " that was changed, so that what is printed is true."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help="also where DEMO is off, although everybody knows the passwords",
        )

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        if not (settings.DEMO or options["force"]):
            raise CommandError(
                "This is no demo (DEMO=1), and everybody knows the demo's passwords."
                " --force loads it all the same."
            )
        files = read_alliances()
        with transaction.atomic():
            people = {each.email: open_account(each) for each in DEMO_ACCOUNTS}
            load_register()
            load_alliances(files, people[COORDINATOR.email])
            load_whole_proposal(people, people[COORDINATOR.email])
        self.stdout.write("Demo accounts, nothing in here is real:")
        for account in DEMO_ACCOUNTS:
            words = f"{account.email:26}{account.password:27}{account.role.lower()}"
            self.stdout.write(f"  {words}")


def open_account(account: DemoAccount) -> User:
    """Return the person of a demo account, who can sign in as announced."""
    user, _is_new = User.objects.get_or_create(
        email=account.email,
        defaults={
            "full_name": account.full_name,
            "is_staff": account.is_administrator,
            "is_superuser": account.is_administrator,
        },
    )
    # Setting it anew would sign the person out at every start.
    if not user.check_password(account.password):
        user.set_password(account.password)
        user.save(update_fields=["password"])
    vouch_for_address(user=user)
    return user


def load_register() -> None:
    """Add the invented organisations of the demo, except those whose PIC is known."""
    with DEMO_REGISTER.open(encoding="utf-8", newline="") as file:
        rows = {row["pic"]: row for row in csv.DictReader(file)}
    known = Organisation.objects.filter(pic__in=rows).values_list("pic", flat=True)
    added = Organisation.objects.bulk_create(
        Organisation(
            pic=pic,
            name=row["name"],
            country_id=row["country"],
            types=row["type"],
            city=row["city"],
        )
        for pic, row in rows.items()
        if pic not in set(known)
    )
    note_names(organisations=added)


def read_alliances() -> list[ConsortiumFile]:
    """Return the demo's files, refusing where their calls are not published."""
    files = []
    for path in sorted(DEMO_FOLDER.glob("*.json")):
        try:
            file = parse_file(path.read_bytes(), path.name)
            stated_project_type(call=file.call, lot=file.lot, code=file.project_type)
        except FileRefused as refusal:
            hint = "`load_calls` publishes the calls of the demo."
            raise CommandError(f"{path.name}: {refusal}. {hint}") from refusal
        files.append(file)
    return files


def load_alliances(files: Iterable[ConsortiumFile], coordinator: User) -> None:
    """Import the demo's files, except those whose acronym the coordinator has."""
    mine = set(
        Alliance.objects.filter(coordinator=coordinator).values_list(
            "acronym", flat=True
        )
    )
    for each in files:
        if each.acronym not in mine:
            import_consortium(file=each, by=coordinator)
