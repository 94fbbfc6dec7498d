"""The receipt of a submission, read from what was frozen, never from the draft."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.models import User
from alliances.models.alliances import GONE
from alliances.worded import Worded
from alliances.words import own_words
from eligibility import messages
from eligibility.core import Confidence, Outcome, Reading, Severity
from eligibility.words import country_name, deadline_words
from proposals import policies
from proposals.enums import ActivityKind
from proposals.models import Activity, ApplicationPack, Submission
from proposals.policies import Decision
from proposals.selectors.drafts.masthead import Masthead, masthead_of, second_words
from proposals.selectors.standing.verdicts import Verdict, verdict_of
from proposals.selectors.submissions.overrides import OverrideLine
from proposals.selectors.submissions.packs import PackLink, digest_groups, pack_link
from proposals.selectors.submissions.rules_since import rules_since
from proposals.selectors.submissions.submission_ends import SubmissionEnd, end_of
from proposals.selectors.submissions.told_of_submissions import Told, told_of
from proposals.selectors.submissions.unverified_clauses import clause_words
from proposals.selectors.submissions.verify_marks import VerifyMark, verify_mark
from proposals.snapshots import FrozenApplication, thaw_head


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """Everything a person keeps as proof of one submission."""

    masthead: Masthead
    number: str
    acronym: str
    """As submitted, whatever the draft is called today."""
    title: str
    heading: str
    """Whether it is submitted, withdrawn or replaced, in words."""
    is_live: bool
    ended: str
    """When it was withdrawn or replaced; empty while it counts."""
    counts: str
    """The number of the submission that counts in its place; empty without one."""
    received: str
    received_iso: str
    submitted_by: str
    applicant: str
    call: str
    countries: str
    """EU codes, each once, in their order."""
    verdicts: tuple[tuple[str, Verdict], ...]
    """Both readings with their names."""
    rules: str
    warned: tuple[str, ...]
    """The partners named in the warning; none without one."""
    unverified: tuple[str, ...]
    """The unverified clauses that were not met and were named, each in a sentence."""
    unread: tuple[str, ...]
    """Titles of the clauses that were met, by values nobody read in a source."""
    override: OverrideLine | None
    """What an administrator allowed; None where nothing had to be."""
    digest: tuple[str, ...]
    """SHA-256 of the frozen content in groups of eight; the first is the short form."""
    log_number: int
    """The row of the log that says so; 0 where the submission is older than the log."""
    log_digest: tuple[str, ...]
    """The SHA-256 of that row in groups of eight, for `verify_activity --head`."""
    told: Told
    """Whom we mailed about it."""
    deadline: str
    may_submit: Decision
    """Whether this person may submit again, and why not."""
    can_withdraw: Decision
    rules_since: str
    """That a new submission is asked for newer rules; empty where it is not."""
    may_draw: Decision
    """Whether this person may have the pack drawn."""
    pack: PackLink | None
    """The pack of this submission, once somebody asked for it."""
    mark: VerifyMark
    """By which anybody checks it."""


def receipt_page(
    submission: Submission, user: User, *, now: dt.datetime
) -> ReceiptPage:
    """Return the receipt of a submission whose proposal is loaded."""
    frozen = thaw_head(submission.snapshot)
    head, end = head_at(submission), end_of(submission)
    return ReceiptPage(
        masthead=masthead_of(submission.proposal, now=now),
        number=submission.number,
        acronym=frozen.acronym,
        title=frozen.title,
        heading=_heading(end, frozen.acronym),
        is_live=not end.words,
        ended=end.words,
        counts=end.counts,
        received=second_words(submission.received_at),
        received_iso=submission.received_at.isoformat(timespec="seconds"),
        submitted_by=str(submission.submitted_by),
        applicant=_applicant(frozen),
        call=_call(frozen),
        countries=_countries(frozen),
        verdicts=(
            (_("As planned"), verdict_of(frozen.report, Reading.PLANNED)),
            (_("As confirmed"), verdict_of(frozen.report, Reading.CONFIRMED)),
        ),
        rules=_("%(call)s, version %(version)d")
        % {
            "call": frozen.report.rulebook.call,
            "version": frozen.report.rulebook.version,
        },
        warned=_warned(submission, frozen),
        unverified=_unverified(frozen),
        unread=_unread(frozen),
        override=_override(frozen),
        digest=digest_groups(submission.sha256),
        log_number=head.number if head else 0,
        log_digest=digest_groups(head.digest) if head else (),
        told=told_of(submission, frozen),
        deadline=deadline_words(submission.call.deadline),
        may_submit=policies.can_submit(user, submission.proposal, now=now),
        can_withdraw=policies.can_withdraw(user, submission),
        rules_since="" if end.words else rules_since(submission, frozen),
        may_draw=policies.can_draw(user, submission.proposal),
        pack=pack_link(_newest_pack.first(submission.pk), now=now),
        mark=verify_mark(number=submission.number, sha256=submission.sha256),
    )


def head_at(submission: Submission) -> Activity | None:
    """Return the row that says this was submitted, the head of the log at that moment.

    None for a submission from before there was a log.
    """
    told = f'"submission":"{submission.number}"'
    rows = _submitted_rows(submission.proposal_id)
    return next((each for each in rows if told in each.facts), None)


@Worded
def _submitted_rows(proposal: int) -> QuerySet[Activity]:
    return Activity.objects.filter(proposal=proposal, kind=ActivityKind.SUBMITTED)


@Worded
def _newest_pack(submission: int) -> QuerySet[ApplicationPack]:
    packs = ApplicationPack.objects.filter(submission=submission)
    return packs.defer("content").order_by("-requested_at")[:1]


def _heading(end: SubmissionEnd, acronym: str) -> str:
    name = {"acronym": acronym}
    if end.is_withdrawn:
        return _("%(acronym)s is withdrawn") % name
    if end.words:
        return _("%(acronym)s was submitted again") % name
    return _("%(acronym)s is submitted") % name


def _warned(submission: Submission, frozen: FrozenApplication) -> tuple[str, ...]:
    """Return who had not confirmed, as frozen; contents of before did not say."""
    if frozen.warnings and frozen.warnings.partners:
        return tuple([name for _label, name in frozen.warnings.partners])
    if frozen.override and frozen.override.partners:
        return frozen.override.partners
    return tuple(submission.warned_partners.splitlines())


def _unverified(frozen: FrozenApplication) -> tuple[str, ...]:
    named = frozen.warnings.clauses if frozen.warnings else ()
    return tuple(
        [
            clause_words(each)
            for each in frozen.report.findings
            if each.clause.id in named
        ]
    )


def _unread(frozen: FrozenApplication) -> tuple[str, ...]:
    return tuple(
        [
            messages.clause_title(each.clause)
            for each in frozen.report.findings
            if each.clause.severity is Severity.BLOCKING
            and each.planned.outcome is Outcome.MET
            and each.value.reference.confidence is Confidence.UNVERIFIED
        ]
    )


def _override(frozen: FrozenApplication) -> OverrideLine | None:
    """Return an override as it was frozen, its clauses by the titles they had."""
    stands = frozen.override
    if stands is None:
        return None
    titles = {
        each.clause.id: messages.clause_title(each.clause)
        for each in frozen.report.findings
    }
    return OverrideLine(
        by=_("%(name)s, administrator") % {"name": stands.by},
        given=second_words(stands.given_at),
        reason=stands.reason,
        clauses=tuple([titles.get(each, each) for each in stands.clauses]),
        allows_pending=bool(stands.partners),
    )


def _applicant(frozen: FrozenApplication) -> str:
    # One at most: without an applicant nothing is eligible, so nothing is received.
    return "; ".join(
        ", ".join(filter(None, [each.name, country_name(each.country_code)]))
        for each in frozen.partners
        if each.role == Role.APPLICANT
    )


def _call(frozen: FrozenApplication) -> str:
    lot = (
        _("Lot %(number)d") % {"number": frozen.lot_number} if frozen.lot_number else ""
    )
    titles = (frozen.project_type_title, frozen.sector_title)
    parts = [own_words(frozen.call_title), lot, *map(own_words, titles)]
    return ", ".join(filter(None, parts))


def _countries(frozen: FrozenApplication) -> str:
    codes = {each.eu_code for each in frozen.partners if each.confirmation not in GONE}
    return " ".join(sorted(filter(None, codes)))
