"""Where each section of the form stands, computed from what is answered."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.files.form import ASKED, Per, Question, QuestionKind, Section
from proposals.models import Answer, Proposal
from proposals.selectors.application_forms import form_sections


@dataclass(frozen=True, slots=True)
class FormTask:
    """One section of the form in the task list."""

    code: str
    title: str
    state: str
    mark: str
    """todo where something is wrong, wait where something is open, else empty."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is answered to one question, of one partner or of the proposal."""

    characters: int
    use: str


Answers = Mapping[tuple[str, int | None], Given]
"""Question and number of the partner → what is answered."""


def form_tasks(proposal: Proposal, roles: Mapping[int, str]) -> tuple[FormTask, ...]:
    """Return the sections with questions and where they stand: one query.

    `roles` are those of the partners who take part, by number.
    """
    sections = [each for each in form_sections(proposal) if each.questions]
    if not sections:
        return ()
    answers = _answers(proposal)
    return tuple(_task(each, answers, roles) for each in sections)


def asked_partners(question: Question, roles: Mapping[int, str]) -> list[int | None]:
    """Return whom a question is asked of: partners by number, or None, the proposal."""
    if question.per is Per.PROPOSAL:
        return [None]
    asked = ASKED[question.per]
    return [number for number, role in sorted(roles.items()) if role in asked]


def _answers(proposal: Proposal) -> Answers:
    rows = Answer.objects.filter(proposal=proposal).order_by()
    values = rows.values_list("question", "partnership__number", Length("text"), "use")
    return {(code, number): Given(size, use) for code, number, size, use in values}


def _task(section: Section, answers: Answers, roles: Mapping[int, str]) -> FormTask:
    counts = count(section.questions, answers, roles)
    state, mark = _words(counts)
    return FormTask(section.code, section.title, state, mark)


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


def _words(counts: Mapping[str, int]) -> tuple[str, str]:
    if over := counts["over"]:
        words = ngettext(
            "%(number)d text is too long", "%(number)d texts are too long", over
        )
        return words % {"number": over}, "todo"
    if not counts["begun"]:
        return (_("Not started"), "") if counts["asked"] else (_("Optional"), "")
    if counts["done"] == counts["asked"]:
        return _("All answered"), ""
    words = _("%(done)d of %(asked)d answered")
    return words % {"done": counts["done"], "asked": counts["asked"]}, "wait"
