"""Check and submit: what was checked, who has not confirmed, what was tried before."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import PendingPartners
from alliances.models import User
from eligibility import messages
from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Finding,
    Outcome,
    Participant,
    Reading,
    Report,
    Role,
    Severity,
)
from eligibility.words import deadline_words, months, together
from proposals import policies
from proposals.models import Proposal, Submission
from proposals.policies import Decision
from proposals.selectors.changes import changes, packed, seen_of, unpacked
from proposals.selectors.masthead import Masthead, masthead_of, second_words
from proposals.selectors.verdicts import MARKS, Verdict, report_of, taking_part
from proposals.snapshots import take

NAMED = 8
"""Names listed in a line of the check list; the tick box names everybody."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check list: what was looked at and how it stands."""

    verdict: Verdict
    """The icon, and its word for those who cannot see it."""
    title: str
    details: tuple[str, ...]
    """The reasons, one sentence each."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One press of the button, kept as proof."""

    received: str
    received_iso: str
    result: str
    verdict: Verdict
    by: str
    reason: str
    number: str
    """The number of the submission it led to; empty for a refusal."""


@dataclass(frozen=True, slots=True)
class SubmitPage:
    """The page that shows the check list and takes the submission."""

    masthead: Masthead
    decision: Decision
    """Whether this person may submit now, and why not."""
    is_history: bool
    """Whether the call never takes submissions here."""
    deadline: str
    applicant: str
    """For whom the submission speaks; empty without an applicant."""
    eligibility: Check
    facts: Check
    partners: Check
    asked_partners: tuple[str, ...]
    """Partners that have not confirmed, where ticking a box for them can help."""
    revision: int
    """The version of the draft this page shows."""
    seen: str
    """What this page shows, packed for the form."""
    number: str
    """The number of the live submission; empty without one."""
    attempts: tuple[Attempt, ...]


def submit_page(proposal: Proposal, user: User, *, now: dt.datetime) -> SubmitPage:
    """Return the check list of a draft as of `now`."""
    call = proposal.alliance.call
    snapshot = take(proposal)
    report = report_of(proposal, snapshot, now=now)
    pending = _pending(snapshot)
    can_wait = call.pending_partners == PendingPartners.WARN
    return SubmitPage(
        masthead=masthead_of(proposal, now=now, sector=_sector(snapshot)),
        decision=policies.can_submit(user, proposal, now=now),
        is_history=not call.takes_submissions,
        deadline=deadline_words(call.deadline),
        applicant=_applicant(snapshot),
        eligibility=_eligibility(report),
        facts=_facts(proposal, snapshot),
        partners=_partners(snapshot, pending, can_wait=can_wait),
        asked_partners=_labels(pending) if can_wait else (),
        revision=proposal.revision,
        seen=packed(_seen(proposal, snapshot)),
        number=_live_number(proposal),
        attempts=_attempts(proposal),
    )


def changes_since(proposal: Proposal, word: str) -> tuple[str, ...]:
    """Say what changed since the page that carried `word` was shown."""
    before = unpacked(word)
    if before is None:
        return ()
    return changes(before, _seen(proposal, take(proposal)))


def open_clauses(report: Report) -> tuple[str, ...]:
    """Say each blocking clause that is not met as planned, one sentence each."""
    return tuple(
        _("%(title)s. %(sentence)s")
        % {
            "title": messages.clause_title(each.clause),
            "sentence": messages.sentence(each, Reading.PLANNED),
        }
        for each in _blocking(report)
        if each.planned.outcome is not Outcome.MET
    )


def _seen(proposal: Proposal, snapshot: ConsortiumSnapshot) -> dict[str, list[str]]:
    alliance = proposal.alliance
    return seen_of(snapshot, acronym=alliance.acronym, title=alliance.title)


def _blocking(report: Report) -> list[Finding]:
    return [
        each for each in report.findings if each.clause.severity is Severity.BLOCKING
    ]


def _sector(snapshot: ConsortiumSnapshot) -> str:
    """Return the sector's title where it is on the list, else as stated."""
    stated = snapshot.sector or ""
    return next((e.title for e in snapshot.sectors if e.slug == stated), stated)


def _applicant(snapshot: ConsortiumSnapshot) -> str:
    names = [e.name for e in taking_part(snapshot) if e.role is Role.APPLICANT]
    return together(names)


def _pending(snapshot: ConsortiumSnapshot) -> list[Participant]:
    return [each for each in taking_part(snapshot) if each.answer is Answer.INVITED]


def _eligibility(report: Report) -> Check:
    readings = [
        _("%(reading)s: %(verdict)s.")
        % {"reading": name, "verdict": messages.overall(report, reading)}
        for name, reading in (
            (_("As planned"), Reading.PLANNED),
            (_("As confirmed"), Reading.CONFIRMED),
        )
    ]
    mark = MARKS[report.outcome]
    word = messages.outcome_word(report.outcome)
    return Check(
        Verdict(mark, word), _("Eligibility"), (*readings, *open_clauses(report))
    )


def _facts(proposal: Proposal, snapshot: ConsortiumSnapshot) -> Check:
    duration, grant = snapshot.duration_months, snapshot.grant_requested
    missing = [
        str(label)
        for label, is_missing in (
            (_("the title"), not proposal.alliance.title),
            (_("the sector"), not snapshot.sector),
            (_("the duration"), not duration),
            (_("the grant requested"), grant is None),
        )
        if is_missing
    ]
    if missing or not duration or grant is None:
        detail = _("Missing: %(what)s.") % {"what": together(missing)}
        return Check(Verdict("unknown", _("Missing")), _("Facts"), (detail,))
    detail = _("%(duration)s, %(grant)s requested") % {
        "duration": months([duration]),
        "grant": messages.money(grant),
    }
    return Check(Verdict("met", _("Complete")), _("Facts complete"), (detail,))


def _partners(
    snapshot: ConsortiumSnapshot, pending: list[Participant], *, can_wait: bool
) -> Check:
    if not taking_part(snapshot):
        nobody = _("No organisation has been added yet.")
        return Check(Verdict("not-met", _("Missing")), _("Partners"), (nobody,))
    if not pending:
        return Check(
            Verdict("met", _("Complete")), _("Every partner has confirmed"), ()
        )
    number = len(pending)
    title = ngettext(
        "%(number)d partner has not confirmed",
        "%(number)d partners have not confirmed",
        number,
    ) % {"number": number}
    rule = (
        _("This call lets you submit; the pack prints it as it is.")
        if can_wait
        else _("This call asks every partner to confirm first.")
    )
    mark = "unknown" if can_wait else "not-met"
    return Check(Verdict(mark, _("Warning")), title, (_names(pending), rule))


def _names(pending: list[Participant]) -> str:
    names = list(_labels(pending[:NAMED]))
    more = len(pending) - len(names)
    if more:
        names.append(ngettext("%d more", "%d more", more) % more)
    return f"{together(names)}."


def _labels(participants: list[Participant]) -> tuple[str, ...]:
    return tuple(f"{each.label} {each.name}".strip() for each in participants)


def _live_number(proposal: Proposal) -> str:
    live = Submission.objects.live().filter(proposal=proposal)
    return live.values_list("number", flat=True).first() or ""


def _attempts(proposal: Proposal) -> tuple[Attempt, ...]:
    rows = proposal.attempts.select_related("by", "submission")
    return tuple(
        Attempt(
            received=second_words(each.received_at),
            received_iso=each.received_at.isoformat(timespec="seconds"),
            result=each.get_result_display(),
            verdict=Verdict(
                "met" if each.submission else "not-met", each.get_result_display()
            ),
            by=str(each.by),
            reason=each.reason,
            number=each.submission.number if each.submission else "",
        )
        for each in rows[:50]
    )
