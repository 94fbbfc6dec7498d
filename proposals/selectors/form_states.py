"""Where each section of the form stands, computed from what is answered."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import Partnership
from proposals.files.form import (
    Question,
    QuestionKind,
    Section,
    SectionKind,
    asked_partners,
)
from proposals.models import Answer, CommentThread, FormSection, Proposal
from proposals.selectors.authors import author_keys
from proposals.selectors.form_places import paged_sections
from proposals.selectors.work_plan_rows import plan_state

COMMENTS = "comments"
"""Marks the rows of open comments among those of answers; no use is called so."""

OpenComments = Mapping[tuple[str, int | None], int]
"""Question and number of the partner → how many threads are open."""


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
    talk: OpenComments = field(default_factory=dict)
    """The open comments on each of its questions."""
    is_computed: bool = False
    """Whether it holds tables alone, so that nobody says that it is complete."""

    @property
    def comments(self) -> str:
        """How many comments are open, in words; empty while none is."""
        return open_words(sum(self.talk.values()))


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
    (answers, talk), said = given_and_open(proposal), said_of_sections(proposal)
    return tuple(
        _budget_task(each, has_days=has_days)
        if each.kind is SectionKind.BUDGET
        else _plan_task(each, kinds)
        if each.kind is SectionKind.WORK_PLAN
        else form_task(each, answers, roles, said.get(each.code, NOTHING_SAID), talk)
        for each in sections
    )


def _budget_task(section: Section, *, has_days: bool) -> FormTask:
    state = _("Days entered") if has_days else _("Not started")
    return FormTask(section.code, section.title, state, "", is_computed=True)


def _plan_task(section: Section, kinds: Sequence[str]) -> FormTask:
    state, mark = plan_state(kinds)
    return FormTask(section.code, section.title, state, mark, is_computed=True)


def form_task(
    section: Section,
    answers: Answers,
    roles: Mapping[int, str],
    said: Said,
    talk: OpenComments,
) -> FormTask:
    """Return where one section stands, from its answers and what is said of it."""
    counts = count(section.questions, answers, roles)
    state, mark = _words(counts, said)
    is_completed = said.is_completed and not trouble(counts)
    codes = {each.code for each in section.questions}
    return FormTask(
        section.code,
        section.title,
        state,
        mark,
        is_completed,
        said,
        {place: number for place, number in talk.items() if place[0] in codes},
    )


def open_words(number: int) -> str:
    """Say how many comments are open; empty for none."""
    if not number:
        return ""
    words = ngettext("%(number)d open comment", "%(number)d open comments", number)
    return words % {"number": number}


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


def roles_taking_part(proposal: Proposal) -> dict[int, str]:
    """Return the role of each partner who takes part, by its number: one query."""
    rows = Partnership.objects.taking_part().filter(alliance=proposal.alliance_id)
    return {each.number: each.role for each in rows}


def given_and_open(proposal: Proposal) -> tuple[Answers, OpenComments]:
    """Return what is answered and how many comments are open: one query for both."""
    threads = CommentThread.objects.filter(proposal=proposal, resolved_at=None)
    counted = (
        threads.order_by()
        .values("question", "partnership__number")
        .annotate(size=Count("pk"), mark=Value(COMMENTS, CharField()))
        .values_list("question", "partnership__number", "size", "mark")
    )
    rows = list(_given(proposal).union(counted, all=True))
    answers = {
        (code, number): Given(size, use)
        for code, number, size, use in rows
        if use != COMMENTS
    }
    talk = {(code, number): size for code, number, size, use in rows if use == COMMENTS}
    return answers, talk


def _given(proposal: Proposal) -> QuerySet[Answer, tuple[str, int | None, int, str]]:
    rows = Answer.objects.filter(proposal=proposal).order_by()
    return rows.annotate(size=Length("text")).values_list(
        "question", "partnership__number", "size", "use"
    )


def given_answers(proposal: Proposal) -> Answers:
    """Return how much is answered to each question of a draft: one query."""
    return {
        (code, number): Given(size, use) for code, number, size, use in _given(proposal)
    }


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
