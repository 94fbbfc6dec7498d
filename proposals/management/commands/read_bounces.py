"""`read_bounces MAILDIR`: notes which letters came back, as the schedule does."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from proposals.errors.letters import MaildirMissing
from proposals.services.bounces import read_bounces


class Command(BaseCommand):
    help = "Reads the delivery reports in a Maildir and notes which letters came back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("maildir", type=Path, help="folder that holds new and cur")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        try:
            read = read_bounces(maildir=options["maildir"])
        except MaildirMissing as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{read.total} read: {read.bounced} came back, {read.delayed} delayed,"
            f" {read.others} with nothing new about a letter"
        )
