"""Check and submit: what was checked, who has not confirmed, what was tried before."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.models import Call, User
from eligibility import messages
from eligibility.core import (
    ConsortiumSnapshot,
    Finding,
    Outcome,
    Participant,
    Reading,
    Report,
    Role,
    Severity,
)
from eligibility.words import deadline_words, together
from proposals import policies
from proposals.completeness import Representative
from proposals.models import Override, Proposal
from proposals.policies import Decision
from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.law.newer_rules import NewerRules, newer_rules, rules_beside
from proposals.selectors.standing.verdicts import MARKS, Verdict, report_of, taking_part
from proposals.selectors.submissions.attempts import (
    NO_ATTEMPTS,
    Attempt,
    Attempts,
    attempts_of,
)
from proposals.selectors.submissions.changes import changes, packed, seen_of, unpacked
from proposals.selectors.submissions.draft_texts import draft_texts
from proposals.selectors.submissions.other_applications import (
    OtherApplication,
    other_applications,
)
from proposals.selectors.submissions.overrides import (
    OverrideLine,
    override_line,
    standing_override,
    unmet_ids,
)
from proposals.selectors.submissions.pending_partners import (
    can_wait,
    pending_check,
    pending_in,
)
from proposals.selectors.submissions.since_submitted import (
    SinceSubmitted,
    since_submitted,
)
from proposals.selectors.submissions.submission_checks import (
    Check,
    facts_check,
    fit_check,
    form_check,
)
from proposals.selectors.submissions.submitted_before import since_of
from proposals.selectors.submissions.told_of_submissions import reachable_partners
from proposals.selectors.submissions.unverified_clauses import (
    UnverifiedCheck,
    clause_choices,
    clause_words,
    may_be_named,
    unverified_check,
    unverified_in,
)
from proposals.snapshots import take
from proposals.snapshots.reference import reference_beside


@dataclass(frozen=True, slots=True)
class SubmitPage:
    """The page that shows the check list and takes the submission."""

    masthead: Masthead
    tasks: Tasks
    decision: Decision
    """Whether this person may submit now, and why not."""
    may_draw: Decision
    """Whether this person may have the pack drawn."""
    may_edit: Decision
    """Whether this person may still change facts."""
    is_history: bool
    """Whether the call never takes submissions here."""
    deadline: str
    newer: NewerRules | None
    """Newer rules than the draft pins, which it has to move to first."""
    applicant: str
    """For whom the submission speaks; empty without an applicant."""
    eligibility: Check
    unverified: UnverifiedCheck | None
    """Unverified clauses that are not met; None where there is none."""
    facts: Check
    form: Check | None
    """How far the sections of the form are; None where the call has no form here."""
    fits: Check | None
    """What does not fit together; None where the call has no form here."""
    partners: Check
    override: OverrideLine | None
    """What an administrator allowed this draft to be submitted in spite of."""
    others_apply: tuple[OtherApplication, ...]
    """The applications that stand in the way, as much of them as one may know."""
    asked_partners: tuple[str, ...]
    """Partners that have not confirmed, where ticking a box for them can help."""
    asked_clauses: tuple[tuple[str, str], ...]
    """Unverified clauses, identifier and words, where naming each can help."""
    representative: str
    """The address of who legally represents the applicant: of Part A, else the last."""
    represented_by: str
    """Who that is, with function, as Part A names them; empty where it does not."""
    part_a: str
    """Where Part A of the applicant is; empty without an applicant."""
    coordinator: str
    """Who is told besides, with the editors and the contacts of partners."""
    editors: int
    partners_told: int
    """Of how many partners the contact is told."""
    untold: tuple[str, ...]
    """The partners of whose contact no address is known."""
    came_back: tuple[str, ...]
    """The partners whose contact the last mail did not reach."""
    revision: int
    """The version of the draft this page shows."""
    seen: str
    """What this page shows, packed for the form."""
    number: str
    """The number of the live submission; empty without one."""
    withdrawn: str
    """When the last submission was withdrawn; empty where none was, or one counts."""
    since: SinceSubmitted | None
    """How the draft differs from that; None without one."""
    attempts: tuple[Attempt, ...]


def submit_page(proposal: Proposal, user: User, *, now: dt.datetime) -> SubmitPage:
    """Return the check list of a draft as of `now`."""
    call = proposal.alliance.call
    partners = reachable_partners(proposal)
    snapshot = take(
        proposal, partners=partners.rows, reference=reference_beside(proposal)
    )
    report = report_of(proposal, snapshot, now=now)
    tasks = tasks_of(proposal, snapshot, report)
    attempts = attempts_of(proposal) if tasks.is_tried else NO_ATTEMPTS
    override = standing_override(proposal) if tasks.is_overridden else None
    allowed = frozenset(override.clauses if override else ())
    unverified = [e for e in unverified_in(report) if e.clause.id not in allowed]
    named = unverified if may_be_named(call) else []
    return SubmitPage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks,
        decision=policies.can_submit(user, proposal, now=now),
        may_draw=policies.can_draw(user, proposal),
        may_edit=policies.can_edit(user, proposal),
        is_history=not call.takes_submissions,
        deadline=deadline_words(call.deadline),
        newer=newer_rules(
            proposal,
            snapshot,
            report,
            rules_beside(proposal),
            now=now,
            is_submitted=bool(attempts.number),
        ),
        applicant=_applicant(snapshot),
        eligibility=_eligibility(
            report,
            {each.clause.id for each in unverified},
            allowed,
            is_open=call.takes_submissions and not call.has_closed_at(now),
        ),
        unverified=unverified_check(call, unverified) if unverified else None,
        facts=facts_check(snapshot, tasks),
        form=form_check(tasks),
        fits=fit_check(proposal, tasks),
        partners=pending_check(proposal, snapshot, partners.rows, now=now),
        override=override_line(override, proposal) if override else None,
        others_apply=other_applications(proposal, snapshot, user),
        asked_partners=_asked_partners(call, snapshot, report, override, named),
        asked_clauses=clause_choices(named),
        **_representative(proposal, tasks, attempts),
        coordinator=str(proposal.alliance.coordinator),
        editors=tasks.editors,
        partners_told=partners.told,
        untold=partners.untold,
        came_back=partners.came_back,
        revision=proposal.revision,
        seen=packed(_seen(proposal, snapshot)),
        number=attempts.number,
        withdrawn=attempts.withdrawn,
        since=_since(proposal, snapshot, tasks) if attempts.number else None,
        attempts=attempts.listed,
    )


def _asked_partners(
    call: Call,
    snapshot: ConsortiumSnapshot,
    report: Report,
    override: Override | None,
    named: Iterable[Finding],
) -> tuple[str, ...]:
    """Return who has not confirmed, if naming them can help and nothing else does."""
    if not can_wait(call) or (override and override.allows_pending):
        return ()
    allowed = override.clauses if override else ()
    excused = {*allowed, *[each.clause.id for each in named]}
    is_left = unmet_ids(report, Reading.CONFIRMED) - excused
    return _labels(pending_in(snapshot)) if is_left else ()


def _since(
    proposal: Proposal, snapshot: ConsortiumSnapshot, tasks: Tasks
) -> SinceSubmitted | None:
    """Compare a draft with its submission that stands: one query."""
    contents = tasks.contents
    since = since_of(proposal, snapshot, contents, draft_texts(proposal))
    return since_submitted(proposal, contents, since)


def _representative(
    proposal: Proposal, tasks: Tasks, attempts: Attempts
) -> dict[str, str]:
    """Return who represents the applicant, by what Part A says of them."""
    contents = tasks.contents
    applicants = [n for n, role in contents.roles.items() if role is Role.APPLICANT]
    number = applicants[0] if applicants else 0
    given = (contents.represented or {}).get(number, Representative())
    public_id = proposal.alliance.public_id
    named = [each for each in (given.name, given.function) if each and given.name]
    return {
        "representative": given.email or attempts.representative,
        "represented_by": ", ".join(named),
        "part_a": address_of("part-a", public_id, number) if number else "",
    }


def changes_since(proposal: Proposal, word: str) -> tuple[str, ...]:
    """Say what changed since the page that carried `word` was shown."""
    before = unpacked(word)
    if before is None:
        return ()
    return changes(before, _seen(proposal, take(proposal)))


def open_clauses(report: Report, *, without: Collection[str] = ()) -> tuple[str, ...]:
    """Say each blocking clause that is not met as planned, one sentence each."""
    return tuple(
        clause_words(each)
        for each in report.findings
        if each.clause.severity is Severity.BLOCKING
        and each.planned.outcome is not Outcome.MET
        and each.clause.id not in without
    )


def _seen(proposal: Proposal, snapshot: ConsortiumSnapshot) -> dict[str, list[str]]:
    alliance = proposal.alliance
    return seen_of(snapshot, acronym=alliance.acronym, title=alliance.title)


def _applicant(snapshot: ConsortiumSnapshot) -> str:
    names = [e.name for e in taking_part(snapshot) if e.role is Role.APPLICANT]
    return together(names)


def _eligibility(
    report: Report,
    unverified: set[str],
    allowed: frozenset[str],
    *,
    is_open: bool,
) -> Check:
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
    if is_open and unmet_ids(report, Reading.PLANNED) - unverified - allowed:
        readings.append(_("It cannot be submitted before this is settled:"))
    sentences = open_clauses(report, without=unverified)
    return Check(Verdict(mark, word), _("Eligibility"), (*readings, *sentences))


def _labels(participants: list[Participant]) -> tuple[str, ...]:
    return tuple(f"{each.label} {each.name}".strip() for each in participants)
