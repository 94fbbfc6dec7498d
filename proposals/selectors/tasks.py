"""The task list beside the workspace: what is done, what waits, what is left."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eligibility import messages
from eligibility.core import Outcome, Reading, Report
from proposals.models import Proposal, Submission

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

    consortium: Task
    facts: Task
    submission: Task


def tasks_of(proposal: Proposal, report: Report) -> Tasks:
    """Return the task list of a draft; at most one query."""
    planned = messages.overall(report, Reading.PLANNED)
    return Tasks(
        consortium=Task(planned, MARKS[report.of(Reading.PLANNED)]),
        facts=_facts(proposal),
        submission=_submission(proposal),
    )


def _facts(proposal: Proposal) -> Task:
    missing = list(_missing(proposal))
    if not missing:
        return Task(_("Complete"))
    return Task(_("Not stated: %(facts)s") % {"facts": ", ".join(missing)}, "wait")


def _missing(proposal: Proposal) -> Iterable[str]:
    if not proposal.alliance.sector:
        yield _("sector")
    if proposal.duration_months is None:
        yield _("duration")
    if proposal.grant_requested_eur is None:
        yield _("grant")


def _submission(proposal: Proposal) -> Task:
    if not proposal.alliance.call.takes_submissions:
        return Task(_("Practice: this call is history"))
    is_live = Submission.objects.live().filter(proposal=proposal).exists()
    return Task(_("Submitted") if is_live else _("Not submitted"))
