"""What is left to do on a proposal: the blockers first, then person by person."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import Partnership
from eligibility.core import ConsortiumSnapshot, Report
from proposals.files.form import Question, Section, asked_partners
from proposals.models import Proposal
from proposals.selectors.answer_fields import answer_url, field_key
from proposals.selectors.application_forms import form_sections
from proposals.selectors.form_states import (
    NOTHING_SAID,
    Answers,
    Given,
    OpenComments,
    Said,
    given_and_open,
    is_done,
    open_words,
    said_of_sections,
)
from proposals.selectors.masthead import Masthead, masthead_of
from proposals.selectors.open_points import open_points
from proposals.selectors.tasks import Tasks, tasks_of
from proposals.selectors.workspace import sector_title, standing_of
from proposals.snapshots import roles_by_number

SUBMITTING, COMPLETING, WAITING = range(3)
"""What a point keeps from happening, the worst first."""


@dataclass(frozen=True, slots=True)
class Left:
    """One thing to do, and where."""

    words: str
    place: str
    """The section or page it is in."""
    url: str


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has to do."""

    who: str
    """Empty for what is nobody's yet."""
    points: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Blocker:
    """All that keeps one thing from happening, by person; nobody's comes last."""

    title: str
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class LeftPage:
    """What is left to do."""

    masthead: Masthead
    tasks: Tasks
    blockers: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    rank: int
    who: str
    left: Left


def left_page(proposal: Proposal, *, now: dt.datetime) -> LeftPage:
    """Return what is left: a fixed number of queries, whatever the size."""
    snapshot, report = standing_of(proposal, now=now)
    tasks = tasks_of(proposal, snapshot, report)
    points = [*_alliance(proposal, snapshot, report), *_form(proposal, snapshot)]
    return LeftPage(
        masthead=masthead_of(proposal, now=now, sector=sector_title(snapshot)),
        tasks=tasks,
        blockers=tuple(_blockers(points)),
    )


def _blockers(points: Iterable[_Point]) -> Iterator[Blocker]:
    titles = {
        SUBMITTING: _("Keeps the proposal from being submitted"),
        COMPLETING: _("Keeps a section from being completed"),
        WAITING: _("Waits for somebody's word"),
    }
    # Sorting is stable: within one person the order of the form stays.
    ordered = sorted(points, key=lambda each: (each.rank, not each.who, each.who))
    for rank, of_rank in groupby(ordered, key=lambda each: each.rank):
        yield Blocker(
            titles[rank],
            tuple(
                Load(who, tuple(each.left for each in of_one))
                for who, of_one in groupby(of_rank, key=lambda each: each.who)
            ),
        )


def _alliance(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report
) -> Iterator[_Point]:
    """Return open clauses, facts and partners: the coordinator answers for them."""
    who = str(proposal.alliance.coordinator)
    public_id = proposal.alliance.public_id
    for each in open_points(proposal, snapshot, report):
        is_partners = each.place == "partners"
        url = (
            reverse("partner-invitations", args=[public_id])
            if is_partners
            else f"{reverse('workspace', args=[public_id])}#{each.place}"
        )
        rank = WAITING if is_partners else SUBMITTING
        yield _Point(rank, who, Left(each.words, _("Consortium"), url))


def _form(proposal: Proposal, snapshot: ConsortiumSnapshot) -> Iterator[_Point]:
    sections = [each for each in form_sections(proposal) if each.questions]
    if not sections:
        return
    roles, (answers, talk) = roles_by_number(snapshot), given_and_open(proposal)
    said = said_of_sections(proposal)
    current = Partnership.objects.current().filter(alliance=proposal.alliance_id)
    names = {each.number: f"{each.label} {each.name}" for each in current}
    for section in sections:
        stands = said.get(section.code, NOTHING_SAID)
        missing = list(_missing(section, answers, roles))
        yield from _answers(proposal, section, missing, names=names, said=stands)
        yield from _comments(proposal, section, talk, who=stands.who)
        if not missing and not stands.is_completed:
            words = _("Say whether this section is completed")
            url = f"{_url(proposal, section, None)}#completed"
            yield _Point(WAITING, stands.who, Left(words, section.title, url))


def _comments(
    proposal: Proposal, section: Section, talk: OpenComments, *, who: str
) -> Iterator[_Point]:
    for question in section.questions:
        for (code, number), size in talk.items():
            if code == question.code:
                url = answer_url(proposal, "answer-comments", code, number)
                words = f"{open_words(size)}: {question.title}"
                yield _Point(WAITING, who, Left(words, section.title, url))


def _missing(
    section: Section, answers: Answers, roles: dict[int, str]
) -> Iterator[tuple[Question, int | None, bool]]:
    """Return what is not answered or too long, and of the latter that it is."""
    for question in section.questions:
        for number in asked_partners(question, roles):
            given = answers.get((question.code, number), Given(0, ""))
            is_begun = bool(given.characters or given.use)
            if (is_begun or question.is_required) and not is_done(question, given):
                yield question, number, given.characters > question.limit


def _answers(
    proposal: Proposal,
    section: Section,
    missing: list[tuple[Question, int | None, bool]],
    *,
    names: dict[int, str],
    said: Said,
) -> Iterator[_Point]:
    """Return one point per question of the proposal, and one per partner."""
    by_partner = sorted(missing, key=lambda each: each[1] or 0)
    for number, items in groupby(by_partner, key=lambda each: each[1]):
        of_one = list(items)
        url = _url(proposal, section, number)
        if number is not None:
            words = f"{names[number]}: {_number_words(len(of_one))}"
            key = field_key(of_one[0][0].code, number)
            left = Left(words, section.title, f"{url}#id_{key}")
            yield _Point(COMPLETING, said.who, left)
            continue
        for question, _number, is_over in of_one:
            words = (
                _("Too long: %(title)s") if is_over else _("Not answered: %(title)s")
            )
            yield _Point(
                COMPLETING,
                said.who,
                Left(
                    words % {"title": question.title},
                    section.title,
                    f"{url}#id_{field_key(question.code, None)}",
                ),
            )


def _number_words(number: int) -> str:
    words = ngettext(
        "%(number)d answer to write", "%(number)d answers to write", number
    )
    return words % {"number": number}


def _url(proposal: Proposal, section: Section, partner: int | None) -> str:
    place = [proposal.alliance.public_id, section.code]
    if partner is None:
        return reverse("form-section", args=place)
    return reverse("form-partner", args=[*place, partner])
