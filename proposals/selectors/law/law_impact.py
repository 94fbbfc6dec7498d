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
from eligibility.core import Outcome, Rulebook
from eligibility.models import RulebookUpload
from eligibility.services.seen_impacts import sealed
from proposals.selectors.law.impact import DraftImpact, Impact, impact_of
from proposals.selectors.law.impact_page import MOST_SHOWN, again_words, state_words
from proposals.selectors.law.law_in_force import rulebooks_of, version_in_force
from proposals.selectors.standing.verdicts import MARKS, Verdict
from proposals.snapshots import open_drafts


@dataclass(frozen=True, slots=True)
class MovedDraft:
    """An open draft that would stand elsewhere if it were moved over."""

    acronym: str
    coordinator: str
    state: str
    """That it was submitted and may be again; empty of open drafts."""
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
    seen: str = ""
    """The figures, signed, as a decision on the upload keeps them."""


def law_impact_page(upload: RulebookUpload, *, now: dt.datetime) -> LawImpactPage:
    """Return what would happen if every open draft moved over; nothing is written."""
    law = kept_rulebook(upload)
    call = Call.objects.filter(pk=law.code).first()
    if call is None:
        nothing = _("The call is new, so it has no drafts.")
        return LawImpactPage(upload.public_id, own_words(law.title), nothing, ())
    version = version_in_force(call)  # First: what comes in between is to be noticed.
    impact = impact_of(call=call, now=now, rulebook=law)
    touched = sorted(impact.touched, key=lambda each: not each.is_flip)
    summary = [
        _headline(len(impact.open_flips), impact.drafts),
        _waiting(call, law, now) if impact.drafts else "",
        _submitted(impact),
    ]
    return LawImpactPage(
        public_id=upload.public_id,
        title=own_words(law.title),
        summary=" ".join(filter(None, summary)),
        drafts=tuple(map(_draft, touched[:MOST_SHOWN])),
        more=max(len(touched) - MOST_SHOWN, 0),
        seen=sealed(figures=impact.summary, upload=upload, compared_with=version),
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


def _waiting(call: Call, law: Rulebook, now: dt.datetime) -> str:
    """Say in how many open drafts Submit would wait for the move; two queries."""
    if not law.takes_submissions or law.deadline <= now:
        return ""
    own = rulebooks_of(call)
    other = [key for key, each in own.items() if not each.asks_the_same_as(law)]
    waiting = open_drafts(call).filter(rulebook__in=other).count()
    if not waiting:
        return _(
            "None has to move over: every clause asks what it asked, and Submit takes"
            " the new version."
        )
    words = ngettext(
        "Submit waits in %(number)d of them until it is moved over by who works on it.",
        "Submit waits in %(number)d of them until each is moved over by who works on"
        " it.",
        waiting,
    )
    return words % {"number": waiting}


def _submitted(impact: Impact) -> str:
    """Say that submissions keep their rules, and which would not stand again."""
    if not impact.submitted:
        return ""
    kept = ngettext(
        "%(number)d submission keeps its rules.",
        "%(number)d submissions keep their rules.",
        impact.submitted,
    )
    words = kept % {"number": impact.submitted}
    return " ".join(filter(None, [words, again_words(impact)]))


def _draft(draft: DraftImpact) -> MovedDraft:
    return MovedDraft(
        acronym=draft.acronym,
        coordinator=draft.coordinator_name,
        state=state_words(draft),
        planned=(_verdict(draft.planned.before), _verdict(draft.planned.after)),
        confirmed=(_verdict(draft.confirmed.before), _verdict(draft.confirmed.after)),
        clauses=tuple(each.title for each in draft.clauses),
    )


def _verdict(outcome: Outcome | None) -> Verdict:
    if outcome is None:
        return Verdict("unknown", _("No such type of project"))
    return Verdict(MARKS[outcome], messages.outcome_word(outcome))
