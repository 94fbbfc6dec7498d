"""The task list beside the workspace: what is done, what waits, what is left."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility import messages
from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Outcome,
    Reading,
    Report,
    Role,
)
from proposals.enums import ColleagueRole, WorkPackageKind
from proposals.models import Effort, Proposal, Submission, WorkPackage
from proposals.selectors.answers import waiting_words
from proposals.selectors.form_states import FormTask, form_tasks
from proposals.snapshots import roles_by_number

MARKS = {Outcome.MET: "", Outcome.NOT_MET: "todo", Outcome.UNKNOWN: "wait"}
"""Classes of the line under a task; nothing where nothing is left to do."""


@dataclass(frozen=True, slots=True)
class Task:
    """Where one part of the application stands."""

    state: str
    mark: str = ""
    """todo where somebody must act, wait where something is still open."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """The parts there are so far."""

    public_id: uuid.UUID
    """Of the alliance, for the links."""
    consortium: Task
    eligibility: Task
    facts: Task
    submission: Task
    colleagues: Task
    partners: Task
    """How many partners have not confirmed."""
    form: tuple[FormTask, ...]
    """The sections of the form; none where the call has no form here."""
    completed: str
    """How many of them are; empty without a form."""


def tasks_of(proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report) -> Tasks:
    """Return the task list of a draft; three queries, one where there is no form."""
    planned = messages.overall(report, Reading.PLANNED)
    live = Submission.objects.live().filter(proposal=OuterRef("pk"))
    current = Q(colleagues__ended_at__isnull=True)
    joined = Q(colleagues__joined_at__isnull=False)
    edits = Q(colleagues__role=ColleagueRole.EDITOR)
    days = Effort.objects.filter(
        days__gt=0,
        work_package__proposal=OuterRef("pk"),
        work_package__removed_at__isnull=True,
    )
    stored = Proposal.objects.filter(pk=proposal.pk).aggregate(
        **_packages_by_kind(),
        has_days=Count("pk", filter=Exists(days), distinct=True),
        is_live=Count("pk", filter=Exists(live), distinct=True),
        joined=Count("colleagues", current & joined & edits),
        others=Count("colleagues", current & joined & ~edits),
        invited=Count("colleagues", current & Q(colleagues__joined_at__isnull=True)),
    )
    form = form_tasks(
        proposal,
        roles_by_number(snapshot),
        has_days=bool(stored["has_days"]),
        kinds=[kind for kind in WorkPackageKind for _each in range(stored[kind] or 0)],
    )
    return Tasks(
        public_id=proposal.alliance.public_id,
        consortium=_consortium(snapshot),
        eligibility=Task(planned, MARKS[report.of(Reading.PLANNED)]),
        facts=_facts(proposal),
        submission=_submission(proposal, is_live=bool(stored["is_live"])),
        colleagues=_colleagues(stored["joined"], stored["others"], stored["invited"]),
        partners=_partners(snapshot),
        form=form,
        completed=_completed(form),
    )


def _packages_by_kind() -> dict[str, Max]:
    """Return what counts the work packages of each type within a query of drafts."""
    current = WorkPackage.objects.current().filter(proposal=OuterRef("pk"))
    return {
        kind: Max(
            Subquery(
                current.filter(kind=kind)
                .order_by()
                .values("proposal")
                .annotate(number=Count("pk"))
                .values("number")
            )
        )
        for kind in WorkPackageKind.values
    }


def _completed(form: tuple[FormTask, ...]) -> str:
    counted = [each for each in form if not each.is_computed]
    if not counted:
        return ""
    done = sum(each.is_completed for each in counted)
    words = _("You have completed %(done)d of %(all)d sections")
    return words % {"done": done, "all": len(counted)}


def _consortium(snapshot: ConsortiumSnapshot) -> Task:
    number = sum(
        each.answer in {Answer.CONFIRMED, Answer.INVITED}
        for each in snapshot.participants
    )
    if not number:
        return Task(_("No partners yet"), "todo")
    words = ngettext("%(number)d partner", "%(number)d partners", number)
    return Task(words % {"number": number})


def _partners(snapshot: ConsortiumSnapshot) -> Task:
    """Say how far the partners' answers are; who applies or left is not asked."""
    asked = [
        each.answer is Answer.CONFIRMED
        for each in snapshot.participants
        if each.role is not Role.APPLICANT
        and each.answer in {Answer.CONFIRMED, Answer.INVITED}
    ]
    waiting = asked.count(False)
    return Task(waiting_words(waiting, len(asked)), "wait" if waiting else "")


def _facts(proposal: Proposal) -> Task:
    missing = list(missing_facts(proposal))
    if not missing:
        return Task(_("Complete"))
    return Task(_("Not stated: %(facts)s") % {"facts": ", ".join(missing)}, "wait")


def missing_facts(proposal: Proposal) -> Iterable[str]:
    """Name the facts that are not stated yet."""
    if not proposal.alliance.sector:
        yield _("sector")
    if proposal.duration_months is None:
        yield _("duration")
    if proposal.grant_requested_eur is None:
        yield _("grant")


def _submission(proposal: Proposal, *, is_live: bool) -> Task:
    if not proposal.alliance.call.takes_submissions:
        return Task(_("Practice: this call is history"))
    return Task(_("Submitted") if is_live else _("Not submitted"))


def _colleagues(joined: int, others: int, invited: int) -> Task:
    words = [
        ngettext("%(number)d edits too", "%(number)d edit too", joined)
        % {"number": joined}
        if joined
        else "",
        _("%(number)d with a part or to read") % {"number": others} if others else "",
        _("%(number)d invited") % {"number": invited} if invited else "",
    ]
    return Task(", ".join(filter(None, words)) or _("Only the coordinator"))
