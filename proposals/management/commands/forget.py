"""`forget`: erases what is known of one person, or of people in old proposals."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alliances.models import User
from proposals.management.addresses import add_by, address, administrator
from proposals.selectors.log.erasures import sort_words
from proposals.services.erasure import (
    Forgotten,
    forget_old_calls,
    forget_person,
    keep_for,
    months_kept,
)

KEEPS = (
    "Submissions, the packs drawn from them, mandates and signed copies are evidence:"
    " they stay as they are, with the names in them. So do accounts, texts, comments."
)


MOST_MONTHS = 1200


class Command(BaseCommand):
    help = f"Erases names and addresses. {KEEPS}"

    def add_arguments(self, parser: CommandParser) -> None:
        whom = parser.add_mutually_exclusive_group(required=True)
        whom.add_argument(
            "--person", type=address, metavar="ADDRESS", help="one e-mail address"
        )
        whom.add_argument(
            "--old",
            action="store_true",
            help="everybody in proposals that nobody touched for so many months after"
            " the deadline of their call",
        )
        whom.add_argument(
            "--after",
            type=int,
            metavar="MONTHS",
            help="have --old done every day from now on, after so many months; 0: no"
            " more",
        )
        parser.add_argument(
            "--months", type=int, help="with --old: instead of what --after said"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only say how much it would be"
        )
        add_by(parser)

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        # Who only counts erases nothing that somebody would have to answer for.
        by = None if options["dry_run"] else administrator(options["by"])
        if options["after"] is not None:
            self._keep(options["after"], by)
        else:
            self._forget(options, by)

    def _forget(self, options: dict[str, Any], by: User | None) -> None:
        is_rehearsal = options["dry_run"]
        how: dict[str, Any] = {"by": by, "is_rehearsal": is_rehearsal}
        if options["person"]:
            found = [forget_person(email=options["person"], **how)]
        else:
            months, now = self._months(options["months"]), timezone.now()
            found = forget_old_calls(months=months, now=now, **how)
        for each in found:
            self._say(each, "would be erased" if is_rehearsal else "erased")
        if not any(any(each.counts.values()) for each in found):
            self.stdout.write("Nothing is left to erase.")

    def _keep(self, months: int, by: User | None) -> None:
        if not 0 <= months <= MOST_MONTHS:
            raise CommandError(f"Say 0 to {MOST_MONTHS} months.")
        keep_for(months=months, by=by)
        each_day = f"Each day what is {months} months old is erased."
        self.stdout.write(each_day if months else "Nothing is erased by itself.")

    def _months(self, given: int | None) -> int:
        months = months_kept() if given is None else given
        if not 0 < months <= MOST_MONTHS:
            raise CommandError(f"Say 1 to {MOST_MONTHS} --months, or --after before.")
        return months

    def _say(self, forgotten: Forgotten, done: str) -> None:
        where = f"call {forgotten.call}: " if forgotten.call else ""
        for sort, number in forgotten.counts.items():
            if number:
                self.stdout.write(f"{where}{sort_words(sort)}: {number} {done}")
        if forgotten.submissions:
            self.stdout.write(f"{where}{forgotten.submissions} submissions. {KEEPS}")
