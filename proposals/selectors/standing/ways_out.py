"""What would mend a draft: proved ways out, and for each move where it is made."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility import messages, remedies
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    AddPartners,
    Answer,
    ChangeRole,
    ConsortiumSnapshot,
    Participant,
    Place,
    Reading,
    RemovePartner,
    Repair,
    Repairs,
    Report,
    Role,
    SettleType,
)
from eligibility.services.ways_out import clause_repairs, ways_out
from eligibility.words import country_names, together
from proposals.models import Proposal
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.standing.move_codes import move_codes
from proposals.selectors.standing.newcomers import newcomer_query
from proposals.selectors.standing.wanted import wanted_card
from proposals.snapshots.reference import reference_of


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a way out, and the form that makes it."""

    words: str
    act: str
    """What the link to the form says."""
    note: str = ""
    """What it asks of the organisation it is about; empty where nothing special."""
    number: str = ""
    """The number of the partner it is about; empty for a newcomer."""
    asks: str = ""
    """The query that fills in the form."""
    is_removal: bool = False
    helps: str = ""
    """The countries that help, all of them; empty where every country does."""
    useless: str = ""
    """The countries that do not."""
    card: str = ""
    """A text that looks for a newcomer, to be copied; empty for other moves."""


@dataclass(frozen=True, slots=True)
class Way:
    """One repair, proved by the engine."""

    id: str
    """Where it stands on the page of all ways out."""
    words: str
    steps: tuple[Step, ...]
    effect: str
    """Where the consortium stands then: "Checked: 12 met, 0 not met, …"."""
    also: str
    """Which other verdicts change, in a sentence; empty where none does."""
    moves: tuple[str, ...]
    """Its moves as a sandbox takes them, to be tried there."""

    @property
    def only(self) -> Step | None:
        """Return the step of a way that has just one."""
        return self.steps[0] if len(self.steps) == 1 else None


@dataclass(frozen=True, slots=True)
class WaysOut:
    """The answer to what would mend some clauses."""

    asked: str
    """The clauses it is about, by their titles."""
    ways: tuple[Way, ...]
    """The smallest first."""
    nothing: str
    """Why there is none; empty where there is one."""


@dataclass(frozen=True, slots=True)
class WaysOutPage:
    """Every way out of what is open."""

    masthead: Masthead
    tasks: Tasks
    answers: tuple[WaysOut, ...]
    """The whole first; where nothing mends the whole, clause by clause."""


def ways_out_page(proposal: Proposal, *, now: dt.datetime) -> WaysOutPage:
    """Return the page of a draft as of `now`; the search is bounded."""
    snapshot, report = standing_of(proposal, now=now)
    return WaysOutPage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks_of(proposal, snapshot, report),
        answers=ways_out_of(proposal, snapshot, report),
    )


def ways_out_of(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report
) -> tuple[WaysOut, ...]:
    """Return what mends everything moves can mend, or clause by clause."""
    found = ways_out(
        snapshot=snapshot,
        rulebook=published_rulebook(proposal.rulebook),
        on=report.on,
        places=places_of_call(proposal, snapshot),
    )
    return tuple(
        _answer(proposal, report, each, place=str(number))
        for number, each in enumerate(found, start=1)
        if each.clauses
    )


def clause_ways_out(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report, *, clause: str
) -> WaysOut | None:
    """Return what mends one clause; None where it is met or no move can mend it."""
    found = clause_repairs(
        snapshot=snapshot,
        rulebook=published_rulebook(proposal.rulebook),
        on=report.on,
        places=places_of_call(proposal, snapshot),
        clause=clause,
    )
    return _answer(proposal, report, found, place=clause) if found.clauses else None


def places_of_call(
    proposal: Proposal, snapshot: ConsortiumSnapshot
) -> tuple[Place, ...]:
    """Return the countries newcomers may come from, as the call sees them."""
    reference = reference_of(proposal.alliance.call_id, snapshot.edition)
    return tuple(filter(None, reference.places.values()))


def _answer(
    proposal: Proposal, report: Report, found: Repairs, *, place: str
) -> WaysOut:
    titles = {e.clause.id: messages.clause_title(e.clause) for e in report.findings}
    return WaysOut(
        asked=together([titles[each] for each in found.clauses]),
        ways=tuple(
            _way(proposal, each, titles, id_=f"way-{place}-{number}")
            for number, each in enumerate(found.options, start=1)
        ),
        nothing="" if found.options else _nothing(found),
    )


def _nothing(found: Repairs) -> str:
    if found.is_bounded:
        return _(
            "No way out within three moves was found. The search was cut short, so"
            " there may be one."
        )
    return _("There is no way out within three moves.")


def _way(
    proposal: Proposal, repair: Repair, titles: dict[str, str], *, id_: str
) -> Way:
    return Way(
        id=id_,
        words=remedies.repair_words(repair),
        steps=tuple(_step(proposal, each, repair.after) for each in repair.moves),
        effect=_("Checked: %(tally)s")
        % {"tally": messages.tally_words(repair.after, Reading.PLANNED)},
        also=_also(repair, titles),
        moves=tuple(code for each in repair.moves for code in move_codes(each)),
    )


def _also(repair: Repair, titles: dict[str, str]) -> str:
    """Say which verdicts change besides those it mends: advice, mostly."""
    changes = [
        _("%(clause)s then %(outcome)s")
        % {
            "clause": titles[each.clause],
            "outcome": messages.outcome_word(each.after).lower(),
        }
        for each in repair.changes
        if each.clause not in repair.mends
    ]
    return _("Also: %(changes)s.") % {"changes": together(changes)} if changes else ""


def _step(
    proposal: Proposal,
    move: AddPartners | ChangeRole | SettleType | RemovePartner,
    after: Report,
) -> Step:
    words = remedies.move_words(move, after)
    if isinstance(move, AddPartners):
        return Step(
            words,
            ngettext("Add a partner", "Add the first of them", move.count),
            asks=newcomer_query(move, after),
            helps=_countries(move.countries) if move.fresh or move.others else "",
            useless=_countries(move.others),
            card=wanted_card(proposal, move, after),
        )
    number = move.organisation.label.removeprefix("P")
    if isinstance(move, RemovePartner):
        return Step(words, _("Show it"), number=number, is_removal=True)
    asks = {"role": move.role} if isinstance(move, ChangeRole) else {"type": move.type}
    note = _note(move.organisation)
    return Step(words, _("Review the change"), note, number, urlencode(asks))


def _note(organisation: Participant) -> str:
    """Say what a change asks of who confirmed: the answer was to another statement."""
    is_asked = organisation.role is not Role.APPLICANT
    if not is_asked or organisation.answer is not Answer.CONFIRMED:
        return ""
    return _("%(label)s must then confirm again.") % {"label": organisation.label}


def _countries(codes: tuple[str, ...]) -> str:
    return ", ".join(country_names(codes))
