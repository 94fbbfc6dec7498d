"""`export_person`: writes all that is held about one address as one JSON file."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from proposals.management.addresses import add_by, address, administrator
from proposals.services.personal_data import export_for

HELD = ("parts", "acts", "named_in_submissions")
UNKNOWN = (
    "%(email)s: nothing is held about this address, and no file was written. No"
    " account, invitation, mail or log names it. Expected is the address as the person"
    " uses it here, such as name@example.org: check how it is spelled, and ask for"
    " others."
)


class Command(BaseCommand):
    help = (
        "Writes what is held about an e-mail address as JSON: for the person who asks,"
        " and for nobody else. Make sure first that it is them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "email", type=address, help="the address somebody asks about"
        )
        parser.add_argument("--to", type=Path, help="a new file; else it is printed")
        add_by(parser)

    def handle(self, *_: object, **options: object) -> None:
        by = administrator(options["by"])
        held = export_for(email=str(options["email"]), by=by)
        if not any(held[each] for each in HELD):
            raise CommandError(UNKNOWN % {"email": held["address"]})
        text = json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        target = options["to"]
        if not isinstance(target, Path):
            self.stdout.write(text)
            return
        try:
            # Never over something else, and read by who runs this alone.
            target.touch(mode=0o600, exist_ok=False)
            target.write_text(f"{text}\n", encoding="utf-8")
        except OSError as trouble:
            raise CommandError(f"{target} can not be written: {trouble}") from trouble
        self.stdout.write(f"{target} holds what is kept about this address.")
