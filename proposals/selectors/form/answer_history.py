"""What an answer was before: its versions, each against the one before it."""

from dataclasses import dataclass
from itertools import pairwise

from django.core.paginator import Page, Paginator
from django.urls import reverse

from alliances.models import Partnership
from alliances.words import moment_words
from eligibility.words import BRUSSELS
from proposals.enums import Use
from proposals.files.form import Per
from proposals.models import Answer, AnswerVersion, Proposal
from proposals.policies import Decision, Seat
from proposals.selectors.form.answer_fields import answer_url, field_key
from proposals.selectors.form.application_forms import form_sections
from proposals.selectors.form.folded_diff import Stretch, folded_diff
from proposals.selectors.form.word_diff import word_diff

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """What somebody left an answer as."""

    version: int
    who: str
    when: str
    """Day and time in Brussels: "28.11.2026 14:02"."""
    use: str
    """Whether the instrument is used, in words; empty for other questions."""
    text: str
    parts: tuple[Stretch, ...]
    """The text with what it adds to the version before and leaves out of it."""
    is_first: bool
    """Whether nothing was before it."""
    is_current: bool


@dataclass(frozen=True, slots=True)
class AnswerHistory:
    """The versions of one answer, the newest first."""

    title: str
    """The question."""
    partner: str
    """Of whom it is asked, "P5 Forge"; empty for the proposal."""
    section: str
    url: str
    """Of this page."""
    back_url: str
    """The answer on the page of its section."""
    current: int
    """The version that stands, the precondition of bringing another back."""
    versions: tuple[ShownVersion, ...]
    pages: Page[AnswerVersion]
    may_answer: Decision
    """Whether the reader brings a version back, and why not."""


def answer_history(
    proposal: Proposal,
    question: str,
    *,
    partner: int | None,
    seat: Seat,
    page: str = "1",
) -> AnswerHistory | None:
    """Return a page of an answer's history; None where there is none to see.

    Four queries at most, however long the history is. A partner who left keeps theirs.
    """
    section = next(
        (
            each
            for each in form_sections(proposal)
            if any(asked.code == question for asked in each.questions)
        ),
        None,
    )
    answer = _answer(proposal, question, partner)
    if section is None or answer is None or not seat.reads(section.code, partner):
        return None
    asked = next(each for each in section.questions if each.code == question)
    pages = Paginator(
        answer.versions.select_related("by").order_by("-version"), PAGE_SIZE
    ).get_page(page)
    place = [proposal.alliance.public_id, section.code]
    part = "form-section" if asked.per is Per.PROPOSAL else "form-partner"
    where = place if partner is None else [*place, partner]
    return AnswerHistory(
        title=asked.title,
        partner=_name(answer.partnership),
        section=section.title,
        url=answer_url(proposal, "answer-history", question, partner),
        back_url=f"{reverse(part, args=where)}#id_{field_key(question, partner)}",
        current=answer.version,
        versions=_shown(answer, pages),
        pages=pages,
        may_answer=seat.answer(partner),
    )


def _answer(proposal: Proposal, question: str, partner: int | None) -> Answer | None:
    rows = Answer.objects.filter(proposal=proposal, question=question)
    if partner is None:
        rows = rows.filter(partnership=None)
    else:
        rows = rows.filter(partnership__number=partner)
    return rows.select_related("partnership").first()


def _name(partnership: Partnership | None) -> str:
    return f"{partnership.label} {partnership.name}" if partnership else ""


def _shown(answer: Answer, pages: Page[AnswerVersion]) -> tuple[ShownVersion, ...]:
    """Compare each version of a page with the one before, also over its edge."""
    start = max(pages.start_index() - 1, 0)
    rows: list[AnswerVersion | None] = [
        *answer.versions.select_related("by").order_by("-version")[
            start : pages.end_index() + 1
        ]
    ]
    if not pages.has_next():
        rows.append(None)
    return tuple(
        _version(answer, after, before) for after, before in pairwise(rows) if after
    )


def _version(
    answer: Answer, after: AnswerVersion, before: AnswerVersion | None
) -> ShownVersion:
    return ShownVersion(
        version=after.version,
        who=str(after.by),
        when=moment_words(after.saved_at.astimezone(BRUSSELS)),
        use=str(Use(after.use).label) if after.use else "",
        text=after.text,
        parts=folded_diff(word_diff(before.text if before else "", after.text)),
        is_first=before is None,
        is_current=after.version == answer.version,
    )
