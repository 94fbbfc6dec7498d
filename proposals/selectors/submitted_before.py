"""What the submission that stands says, to show what a draft says otherwise."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from alliances.words import own_words
from proposals.models import Proposal, Submission
from proposals.snapshots import FrozenApplication, FrozenPartA, thaw


@dataclass(frozen=True)
class Before:
    """A submission by rows; None where nothing stands, or it held none of that."""

    application: FrozenApplication | None = None
    number: str = ""

    def differs(
        self, kind: str, which: Hashable, now: object, *, empty: object = None
    ) -> bool:
        """Say whether a row says otherwise; never where there is nothing to compare.

        `empty` is what a row says that was not there.
        """
        known = self._rows.get(kind)
        return known is not None and known.get(which, empty) != now

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[Any, object]]:
        application = self.application
        if application is None:
            return {}
        rows: dict[str, Mapping[Any, object]] = {
            "fact": _facts(application),
            "partner": {
                each.number: (
                    each.name,
                    each.country_code,
                    each.role,
                    each.types,
                    each.pic,
                )
                for each in application.partners
            },
            "part a": {
                each.number: each.part_a or FrozenPartA()
                for each in application.partners
            },
            "added value": {
                each.number: each.added_value for each in application.partners
            },
        }
        return rows | _of_form(application)


def before_of(proposal: Proposal) -> Before:
    """Return the submission of a draft that stands: one query."""
    rows = Submission.objects.live().filter(proposal=proposal)
    found = rows.values_list("snapshot", "number").first()
    return Before() if found is None else Before(thaw(found[0]), found[1])


def _facts(application: FrozenApplication) -> Mapping[str, object]:
    return {
        "acronym": application.acronym,
        "title": application.title,
        "sector": own_words(application.sector_title),
        "duration_months": application.duration_months,
        "grant_requested_eur": application.grant_requested_eur,
    }


def _of_form(application: FrozenApplication) -> dict[str, Mapping[Any, object]]:
    """Return answers, profiles, plan, days and lines; nothing in the first format."""
    form, budget = application.form, application.budget
    if form is None or budget is None:
        return {}
    days: defaultdict[int, Decimal] = defaultdict(Decimal)
    for each in budget.given.efforts:
        days[each.payee] += each.days
    return {
        "answer": {
            (question.code, reply.partner): (reply.text, reply.use)
            for section in form.sections
            for question in section.questions
            for reply in question.replies
        },
        "profile": {
            each.number: (each.title, each.code, each.level)
            for each in application.profiles
        },
        "package": {
            each.number: (
                each.title,
                each.kind,
                each.start_month,
                each.end_month,
                each.lead.number if each.lead else None,
                each.description,
            )
            for each in application.plan
        },
        "days": days,
        "line": {each.key: each for each in budget.given.journeys},
    }
