"""What newer country data did to the verdict of a draft, for who has not read it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alliances.models import User
from alliances.worded import Worded
from alliances.words import day_words
from eligibility.core import Outcome
from eligibility.messages import outcome_word
from eligibility.words import BRUSSELS
from proposals.models import Proposal, VerdictChange

MOST = 3
"""Editions told apart; older ones are put away with them."""


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """What one edition did."""

    sentence: str
    """When, by which clauses, and from which verdict to which."""
    reason: str
    """Why the data changed, as the administrators put it."""
    is_worse: bool
    """Whether the verdict as planned, else as confirmed, is no longer met."""


@dataclass(frozen=True, slots=True)
class VerdictChanges:
    """What is to be read beside the verdict."""

    public_id: uuid.UUID
    edition: int
    """The newest version told of; reading puts everything up to it away."""
    told: tuple[ChangeTold, ...]
    """The newest first."""


def verdict_changes(proposal: Proposal, reader: User) -> VerdictChanges | None:
    """Return what a person has not read yet; None if nothing. One query."""
    newest = _newest(proposal.pk, reader.pk)
    if not newest:
        return None
    return VerdictChanges(
        public_id=proposal.alliance.public_id,
        edition=newest[0].edition.version,
        told=tuple(_told(each) for each in newest),
    )


@Worded
def _newest(proposal: int, reader: int) -> QuerySet[VerdictChange]:
    rows = VerdictChange.objects.filter(proposal=proposal).exclude(read_by=reader)
    return rows.select_related("edition").order_by("-edition__version")[:MOST]


def _told(row: VerdictChange) -> ChangeTold:
    told = row.told
    reading = "planned" if told["planned"][0] != told["planned"][1] else "confirmed"
    day = row.edition.published_at.astimezone(BRUSSELS).date()
    words = {
        "day": day_words(day),
        "clauses": "; ".join(_clause(each) for each in told["clauses"]),
        "verdict": _verdict(reading, *told[reading]),
    }
    sentence = _("Country data changed on %(day)s: %(clauses)s. %(verdict)s")
    if not told["clauses"]:
        sentence = _("Country data changed on %(day)s. %(verdict)s")
    return ChangeTold(
        sentence=sentence % words,
        reason=row.edition.reason,
        is_worse=told[reading][0] == Outcome.MET,
    )


def _clause(clause: dict[str, Any]) -> str:
    before, after = clause["figures"]
    words = {"title": clause["title"], "before": before or "–", "after": after or "–"}
    return _("%(title)s %(before)s → %(after)s") % words


def _verdict(reading: str, before: str, after: str) -> str:
    sentence = {
        "planned": _("As planned the verdict went from “%(before)s” to “%(after)s”."),
        "confirmed": _(
            "As confirmed the verdict went from “%(before)s” to “%(after)s”."
        ),
    }[reading]
    sides = {"before": before, "after": after}
    return sentence % {
        side: outcome_word(Outcome(each)) for side, each in sides.items()
    }
