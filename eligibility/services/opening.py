"""Opening a call: refused while nobody could submit to it, by law or by its tables."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import ngettext

from alliances.files.tables import ReferenceTables
from alliances.models import Call
from alliances.services.reference import Unpublished
from eligibility.catalogue import published_rulebook
from eligibility.core import Rulebook
from eligibility.linter import LintProblem, is_open_or_will_be, lint
from eligibility.models import Rulebook as PublishedRulebook


class CannotOpen(Unpublished):
    """The call would be open and nobody could submit; `problems` say why."""

    def __init__(self, problems: Iterable[LintProblem]) -> None:
        self.problems = tuple(problems)
        number = len(self.problems)
        words = ngettext(
            "The call would be open with %(number)d problem, so nothing was published:",
            "The call would be open with %(number)d problems, so nothing was"
            " published:",
            number,
        ) % {"number": number}
        remedies = " ".join(f"{each.place}: {each.remedy}" for each in self.problems)
        self.message = f"{words} {remedies}"
        super().__init__(self.message)


def require_openable(
    *,
    rulebook: Rulebook,
    present: Rulebook | None,
    tables: ReferenceTables,
    now: dt.datetime,
) -> None:
    """Raise CannotOpen for a law that would open its call to nobody.

    One that takes no submissions is history and may lack what it likes. So may a
    correction of a call that took them and is over, unless it moves the deadline.
    """
    is_over = (
        present is not None
        and present.takes_submissions
        and present.deadline == rulebook.deadline
        and present.deadline <= now
    )
    if rulebook.takes_submissions and not is_over:
        _refuse(lint(rulebook, tables, now=now))


def guard_edition(
    *, call: Call, present: ReferenceTables | None, tables: ReferenceTables
) -> None:
    """Raise CannotOpen for tables that make an open call worse than it is.

    What is missing already is no reason to keep a correction out.
    """
    now = timezone.now()
    row = PublishedRulebook.objects.newest().filter(call=call).first()
    if row is None or present is None:
        return
    rulebook = published_rulebook(row)
    if is_open_or_will_be(rulebook, now):
        before = {each.id + each.place for each in lint(rulebook, present, now=now)}
        found = lint(rulebook, tables, now=now)
        _refuse(each for each in found if each.id + each.place not in before)


def _refuse(problems: Iterable[LintProblem]) -> None:
    if found := tuple(problems):
        raise CannotOpen(found)
