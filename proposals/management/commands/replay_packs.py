"""`replay_packs`: says which packs failed, and has them drawn again."""

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from proposals.enums import PackState
from proposals.models import ApplicationPack
from proposals.services.packs import replay_packs


class Command(BaseCommand):
    help = (
        "List the packs that failed, with the reason. --failed has them all drawn"
        " again, --pack one, also one that somebody stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--failed", action="store_true", help="all that failed")
        which.add_argument("--pack", type=uuid.UUID, help="the id in its address")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        failed = ApplicationPack.objects.filter(state=PackState.FAILED)
        if options["pack"]:
            one = ApplicationPack.objects.filter(public_id=options["pack"])
            if not replay_packs(packs=one):
                raise CommandError("There is no such pack that failed or was stopped.")
            self.stdout.write("1 pack is drawn again.")
        elif options["failed"]:
            self.stdout.write(f"{replay_packs(packs=failed)} packs are drawn again.")
        else:
            self._list(failed)

    def _list(self, failed: QuerySet[ApplicationPack]) -> None:
        rows = failed.select_related("proposal__alliance", "submission").order_by("pk")
        for each in rows:
            of = each.submission.number if each.submission else "a draft"
            acronym = each.proposal.alliance.acronym
            self.stdout.write(f"{each.public_id} {acronym}, {of}: {each.failure}")
        self.stdout.write(f"{len(rows)} packs failed.")
