"""Where each section of the form stands, computed from what is answered."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import Partnership
from proposals.files.form import (
    ASKED,
    Per,
    Question,
    QuestionKind,
    Section,
    SectionKind,
)
from proposals.models import Answer, FormSection, Proposal
from proposals.selectors.authors import author_keys
from proposals.selectors.form_places import paged_sections
from proposals.selectors.work_plan_rows import plan_state


@dataclass(frozen=True, slots=True)
class Said:
    """What people say of a section."""

    who: str = ""
    """Whose it is; empty while nobody is named, or who was has left."""
    who_key: int | None = None
    version: int = 0
    """The precondition of the next assignment."""
    completed_at: dt.datetime | None = None
    completed_by: str = ""

    @property
    def is_completed(self) -> bool:
        """Whether somebody said so, also where it no longer holds."""
        return self.completed_at is not None


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class FormTask:
    """One section of the form in the task list."""

    code: str
    title: str
    state: str
    mark: str
    """todo where something is wrong, wait where something is open, else empty."""
    is_completed: bool = False
    """Whether somebody said so, and it still holds."""
    said: Said = NOTHING_SAID
    is_computed: bool = False
    """Whether it holds tables alone, so that nobody says that it is complete."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is answered to one question, of one partner or of the proposal."""

    characters: int
    use: str


Answers = Mapping[tuple[str, int | None], Given]
"""Question and number of the partner → what is answered."""


def form_tasks(
    proposal: Proposal,
    roles: Mapping[int, str],
    *,
    has_days: bool = False,
    kinds: Sequence[str] = (),
) -> tuple[FormTask, ...]:
    """Return the sections with a page and where they stand: two queries.

    `roles` are those of the partners who take part, by number; `has_days` says whether
    anybody has working days, `kinds` the type of each work package.
    """
    sections = paged_sections(proposal)
    if not sections:
        return ()
    answers, said = given_answers(proposal), said_of_sections(proposal)
    return tuple(
        _budget_task(each, has_days=has_days)
        if each.kind is SectionKind.BUDGET
        else _plan_task(each, kinds)
        if each.kind is SectionKind.WORK_PLAN
        else form_task(each, answers, roles, said.get(each.code, NOTHING_SAID))
        for each in sections
    )


def _budget_task(section: Section, *, has_days: bool) -> FormTask:
    state = _("Days entered") if has_days else _("Not started")
    return FormTask(section.code, section.title, state, "", is_computed=True)


def _plan_task(section: Section, kinds: Sequence[str]) -> FormTask:
    state, mark = plan_state(kinds)
    return FormTask(section.code, section.title, state, mark, is_computed=True)


def form_task(
    section: Section, answers: Answers, roles: Mapping[int, str], said: Said
) -> FormTask:
    """Return where one section stands, from its answers and what is said of it."""
    counts = count(section.questions, answers, roles)
    state, mark = _words(counts, said)
    is_completed = said.is_completed and not trouble(counts)
    return FormTask(section.code, section.title, state, mark, is_completed, said)


def said_of_sections(proposal: Proposal) -> dict[str, Said]:
    """Return what is said of each section of a draft: one query.

    A section of somebody who has left, or may only read by now, is nobody's.
    """
    authors = author_keys(proposal)
    rows = FormSection.objects.filter(proposal=proposal).select_related(
        "assigned_to", "completed_by"
    )
    present = rows.annotate(is_held=Q(assigned_to__in=authors)).order_by()
    return {
        each.code: Said(
            who=str(each.assigned_to) if each.is_held else "",
            who_key=each.assigned_to_id if each.is_held else None,
            version=each.version,
            completed_at=each.completed_at,
            completed_by=str(each.completed_by or ""),
        )
        for each in present
    }


def asked_partners(question: Question, roles: Mapping[int, str]) -> list[int | None]:
    """Return whom a question is asked of: partners by number, or None, the proposal."""
    if question.per is Per.PROPOSAL:
        return [None]
    asked = ASKED[question.per]
    return [number for number, role in sorted(roles.items()) if role in asked]


def roles_taking_part(proposal: Proposal) -> dict[int, str]:
    """Return the role of each partner who takes part, by its number: one query."""
    rows = Partnership.objects.taking_part().filter(alliance=proposal.alliance_id)
    return {each.number: each.role for each in rows}


def given_answers(proposal: Proposal) -> Answers:
    """Return how much is answered to each question of a draft: one query."""
    rows = Answer.objects.filter(proposal=proposal).order_by()
    values = rows.values_list("question", "partnership__number", Length("text"), "use")
    return {(code, number): Given(size, use) for code, number, size, use in values}


def count(
    questions: Iterable[Question], answers: Answers, roles: Mapping[int, str]
) -> Counter[str]:
    """Count what is asked: asked, done, begun and over the limit.

    An optional question counts only once it is answered, so that leaving it out leaves
    nothing open.
    """
    counts: Counter[str] = Counter()
    for question in questions:
        for number in asked_partners(question, roles):
            given = answers.get((question.code, number), Given(0, ""))
            is_begun = bool(given.characters or given.use)
            counts["begun"] += is_begun
            counts["over"] += given.characters > question.limit
            if is_begun or question.is_required:
                counts["asked"] += 1
                counts["done"] += is_done(question, given)
    return counts


def is_done(question: Question, given: Given) -> bool:
    """Say whether an answer says all that is asked, and no more than the limit."""
    is_complete = bool(given.characters) and given.characters <= question.limit
    if question.kind is QuestionKind.INSTRUMENT:
        return is_complete and bool(given.use)
    return is_complete


def trouble(counts: Mapping[str, int]) -> str:
    """Say what keeps a section from being complete; empty where nothing does."""
    over, missing = counts["over"], counts["asked"] - counts["done"] - counts["over"]
    sentences = []
    if over:
        words = ngettext(
            "%(number)d text is too long", "%(number)d texts are too long", over
        )
        sentences.append(words % {"number": over})
    if missing > 0:
        words = ngettext(
            "%(number)d answer is missing", "%(number)d answers are missing", missing
        )
        sentences.append(words % {"number": missing})
    return ", ".join(sentences)


def _words(counts: Mapping[str, int], said: Said) -> tuple[str, str]:
    why = trouble(counts)
    if counts["over"] and not said.is_completed:
        # What is not written yet is no news before somebody says that all is.
        why = trouble({**counts, "asked": 0, "done": 0})
        return _("Needs attention: %(why)s") % {"why": why}, "todo"
    if said.is_completed and why:
        return _("Needs attention: %(why)s") % {"why": why}, "todo"
    if said.is_completed:
        return _("Completed"), ""
    if said.who and (not counts["begun"] or not why):
        return _("Waiting for %(name)s") % {"name": said.who}, "wait"
    if not counts["begun"]:
        return (_("Not started"), "") if counts["asked"] else (_("Optional"), "")
    words = _("In progress: %(done)d of %(asked)d")
    return words % {"done": counts["done"], "asked": counts["asked"]}, "wait"
