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
from proposals.selectors.impact_page import MOST_SHOWN
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
    """By acronym, those that get another verdict before the others."""
    more: int = 0
    """How many more there are."""


def law_impact_page(upload: RulebookUpload, *, now: dt.datetime) -> LawImpactPage:
    """Return what would happen if every open draft moved over; nothing is written."""
    law = kept_rulebook(upload)
    call = Call.objects.filter(pk=law.code).first()
    if call is None:
        nothing = _("The call is new, so it has no drafts.")
        return LawImpactPage(upload.public_id, own_words(law.title), nothing, ())
    impact = impact_of(call=call, now=now, rulebook=law)
    touched = sorted(impact.touched, key=lambda each: not each.is_flip)
    summary = [_headline(len(impact.flips), impact.drafts)]
    if impact.submitted:
        kept = ngettext(
            "%(number)d submission keeps its rules.",
            "%(number)d submissions keep their rules.",
            impact.submitted,
        )
        summary.append(kept % {"number": impact.submitted})
    return LawImpactPage(
        public_id=upload.public_id,
        title=own_words(law.title),
        summary=" ".join(summary),
        drafts=tuple(map(_draft, touched[:MOST_SHOWN])),
        more=max(len(touched) - MOST_SHOWN, 0),
    )


def _headline(flips: int, drafts: int) -> str:
    """Say how many drafts would stand elsewhere, in a sentence for each case."""
    if not drafts:
        return _("This call has no open drafts.")
    if not flips:
        words = ngettext(
            "The %(number)d open draft would keep its verdict if it moved over.",
            "All %(number)d open drafts would keep their verdict if they moved over.",
            drafts,
        )
    else:
        words = ngettext(
            "%(flips)d of %(number)d open draft would have another verdict if it moved"
            " over.",
            "%(flips)d of %(number)d open drafts would have another verdict if they"
            " moved over.",
            drafts,
        )
    return words % {"flips": flips, "number": drafts}


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
