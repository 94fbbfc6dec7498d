"""What an uploaded rulebook would do to open drafts, in words."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import Call
from alliances.words import own_words
from eligibility import messages
from eligibility.catalogue import kept_rulebook
from eligibility.core import Outcome
from eligibility.models import RulebookUpload
from proposals.selectors.impact import DraftImpact, impact_of
from proposals.selectors.verdicts import MARKS, Verdict


@dataclass(frozen=True, slots=True)
class MovedDraft:
    """An open draft that would stand elsewhere if it were moved over."""

    acronym: str
    coordinator: str
    planned: tuple[Verdict, Verdict]
    """The verdict as planned, before and after."""
    confirmed: tuple[Verdict, Verdict]
    clauses: tuple[str, ...]
    """The clauses that would be answered otherwise."""


@dataclass(frozen=True, slots=True)
class LawImpactPage:
    """The open drafts of the call before and after."""

    public_id: uuid.UUID
    title: str
    summary: str
    drafts: tuple[MovedDraft, ...]


def law_impact_page(upload: RulebookUpload, *, now: dt.datetime) -> LawImpactPage:
    """Return what would happen if every open draft moved over; nothing is written."""
    law = kept_rulebook(upload)
    call = Call.objects.filter(pk=law.code).first()
    if call is None:
        nothing = _("The call is new, so it has no drafts.")
        return LawImpactPage(upload.public_id, own_words(law.title), nothing, ())
    impact = impact_of(call=call, now=now, rulebook=law)
    words = ngettext(
        "%(flips)d of %(number)d open draft would have another verdict if it moved"
        " over.",
        "%(flips)d of %(number)d open drafts would have another verdict if they moved"
        " over.",
        impact.drafts,
    )
    summary = words % {"flips": len(impact.flips), "number": impact.drafts}
    kept = ngettext(
        "%(number)d submission keeps its rules.",
        "%(number)d submissions keep their rules.",
        impact.submitted,
    ) % {"number": impact.submitted}
    return LawImpactPage(
        public_id=upload.public_id,
        title=own_words(law.title),
        summary=f"{summary} {kept}" if impact.submitted else summary,
        drafts=tuple(map(_draft, impact.touched)),
    )


def _draft(draft: DraftImpact) -> MovedDraft:
    return MovedDraft(
        acronym=draft.acronym,
        coordinator=draft.coordinator_name,
        planned=(_verdict(draft.planned.before), _verdict(draft.planned.after)),
        confirmed=(_verdict(draft.confirmed.before), _verdict(draft.confirmed.after)),
        clauses=tuple(each.title for each in draft.clauses),
    )


def _verdict(outcome: Outcome | None) -> Verdict:
    if outcome is None:
        return Verdict("unknown", _("No such type of project"))
    return Verdict(MARKS[outcome], messages.outcome_word(outcome))
