"""The task list beside the workspace: what is done, what waits, what is left."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
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
from proposals.completeness import Contents, Finding, fact_findings, findings_of
from proposals.models import Proposal
from proposals.selectors.asking.answers import waiting_words
from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.drafts.contents import draft_of
from proposals.selectors.drafts.written_rows import WrittenRows
from proposals.selectors.form.form_places import paged_sections
from proposals.selectors.form.form_states import FormTask, form_tasks

MARKS = {Outcome.MET: "", Outcome.NOT_MET: "todo", Outcome.UNKNOWN: "wait"}
"""Classes of the line under a task; nothing where nothing is left to do."""


FACT_NAMES: Mapping[str | int | None, Promise] = {
    "title": _lazy("title"),
    "sector": _lazy("sector"),
    "duration_months": _lazy("duration"),
    "grant_requested_eur": _lazy("grant"),
}
"""What a fact is called in a list."""


PLACES: Mapping[str, str] = {
    "left": "left",
    "workspace": "workspace",
    "eligibility": "eligibility",
    "invitations": "partner-invitations",
    "documents": "documents",
    "pack": "pack-request",
    "submit": "submit",
    "colleagues": "colleagues",
    "outside": "outside",
    "pictures": "pictures",
    "timeline": "timeline",
}
"""The pages beside the form, by the name a template has for each."""


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
    is_submitted: bool
    """Whether a submission of it stands."""
    is_withdrawn: bool
    """Whether it was submitted, and nothing of that stands."""
    is_overridden: bool
    """Whether an administrator's leave to submit stands."""
    is_tried: bool
    """Whether anybody ever pressed the button, submitted or not."""
    editors: int
    """Colleagues who joined and edit."""
    partners: Task
    """How many partners have not confirmed."""
    form: tuple[FormTask, ...]
    """The sections of the form; none where the call has no form here."""
    completed: str
    """How many of them are; empty without a form."""
    contents: Contents
    """What all of this was read from."""
    findings: tuple[Finding, ...]
    """All that is left or does not fit."""

    def urls(self) -> dict[str, str]:
        """Return the addresses of the pages beside the form, named as in `PLACES`."""
        return {each: address_of(name, self.public_id) for each, name in PLACES.items()}

    def of(self, section: str) -> FormTask:
        """Return where a section of the form stands; it must have a page."""
        return next(each for each in self.form if each.code == section)


def tasks_of(proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report) -> Tasks:
    """Return the task list of a draft; two queries, one where there is no form."""
    planned = messages.overall(report, Reading.PLANNED)
    draft = draft_of(proposal, snapshot, report)
    contents, rows = draft.contents, draft.rows
    findings = findings_of(contents)
    form = form_tasks(contents, paged_sections(proposal), findings)
    return Tasks(
        public_id=proposal.alliance.public_id,
        consortium=_consortium(snapshot),
        eligibility=Task(planned, MARKS[report.of(Reading.PLANNED)]),
        facts=_facts(contents),
        submission=_submission(proposal, rows),
        is_submitted=rows.is_live,
        is_withdrawn=rows.is_withdrawn,
        is_overridden=rows.is_overridden,
        is_tried=rows.is_tried,
        colleagues=_colleagues(rows.editors, rows.others, rows.invited),
        editors=rows.editors,
        partners=_partners(snapshot),
        form=form,
        completed=_completed(form),
        contents=contents,
        findings=findings,
    )


def _completed(form: tuple[FormTask, ...]) -> str:
    if not form:
        return ""
    done = sum(each.is_completed for each in form)
    words = _("You have completed %(done)d of %(all)d sections of the form")
    return words % {"done": done, "all": len(form)}


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


def _facts(contents: Contents) -> Task:
    missing = [str(FACT_NAMES[each.to.keys[0]]) for each in fact_findings(contents)]
    if not missing:
        return Task(_("Complete"))
    return Task(_("Not stated: %(facts)s") % {"facts": ", ".join(missing)}, "wait")


def _submission(proposal: Proposal, rows: WrittenRows) -> Task:
    if not proposal.alliance.call.takes_submissions:
        return Task(_("Practice: this call is history"))
    if rows.is_withdrawn:
        return Task(_("Submission withdrawn"))
    if rows.is_live and rows.is_edited:
        return Task(_("Submitted, edited since"), "wait")
    return Task(_("Submitted") if rows.is_live else _("Not submitted"))


def _colleagues(joined: int, others: int, invited: int) -> Task:
    words = [
        ngettext("%(number)d editor", "%(number)d editors", joined) % {"number": joined}
        if joined
        else "",
        ngettext(
            "%(number)d who reads or writes a part",
            "%(number)d who read or write a part",
            others,
        )
        % {"number": others}
        if others
        else "",
        _("%(number)d invited") % {"number": invited} if invited else "",
    ]
    return Task(", ".join(filter(None, words)) or _("Only the coordinator"))
