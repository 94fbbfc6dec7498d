"""One section of the form as a page: its questions and what is answered so far."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import QuerySet

from alliances.models import User
from alliances.worded import Worded
from eligibility.core import Reference
from proposals.access import threads_heard
from proposals.completeness import (
    Contents,
    OpenComments,
    missing_answers,
    part_states,
)
from proposals.files.form import (
    Per,
    Question,
    Section,
    SectionKind,
    asked_partners,
)
from proposals.models import Answer, Proposal
from proposals.policies import Seat, seat_of
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.form.activities import carried_in
from proposals.selectors.form.answer_fields import AnswerField, answer_field, field_key
from proposals.selectors.form.form_places import Neighbour, paged_sections, place_in
from proposals.selectors.form.form_states import FormTask
from proposals.selectors.form.parts import PartLink, parts_of
from proposals.selectors.form.profiles import ProfileTable, profile_table
from proposals.selectors.form.section_states import (
    PartState,
    SectionState,
    part_state,
    section_state,
)
from proposals.snapshots import roles_by_number

MOST_SECTIONS = 256
"""Sections of forms whose query of answers is kept worded."""


@dataclass(frozen=True, slots=True)
class PartnerLink:
    """A partner whose answers stand on a page of their own."""

    label: str
    name: str
    url: str
    is_current: bool
    state: str
    """How far its part is, in words."""


@dataclass(frozen=True, slots=True)
class FormPage:
    """A section of the form, or the part of it that is about one partner."""

    masthead: Masthead
    tasks: Tasks | None
    """None for the contact of a partner, who sees no more than `parts`."""
    parts: tuple[PartLink, ...]
    code: str
    title: str
    help: str
    reference: Reference | None
    """Where it is written what the section holds; None where its questions say it."""
    place: str
    """Which of how many sections this is."""
    partner: PartnerLink | None
    """Whose answers these are; None for those of the proposal."""
    partner_number: int | None
    """The number of that partner."""
    fields: tuple[AnswerField, ...]
    partners: tuple[PartnerLink, ...]
    """Who is asked here, each on a page of its own."""
    before: Neighbour | None
    after: Neighbour | None
    url: str
    """Where this page's own form goes."""
    journal: str
    """Under which name the browser keeps what did not reach us."""
    state: SectionState
    """Whose section this is and whether it is complete."""
    lacking: str
    """The first answer here that is missing or too long, by its key in the page."""
    part: PartState | None
    """What is said of the part of `partner`; None on the page of the proposal."""
    lines_url: str
    """Where mobility lines stand; empty for any other section."""
    profiles: ProfileTable | None
    """The occupational profiles; None for any other section."""


def form_page(
    proposal: Proposal,
    code: str,
    *,
    partner: int | None,
    reader: User,
    now: dt.datetime,
) -> FormPage | None:
    """Return a section, or what it asks of one partner; None where there is none.

    A fixed number of queries however many partners and answers there are. The unsent
    texts of `reader` are kept apart from anybody else's.
    """
    sections = paged_sections(proposal)
    section = next((each for each in sections if each.code == code), None)
    seat = seat_of(reader, proposal)
    if section is None or not section.questions or not seat.reads(code, partner):
        return None
    snapshot, report = standing_of(proposal, now=now)
    roles = roles_by_number(snapshot)
    asked = _asked(section, roles, partner)
    if partner is not None and not asked:
        return None
    answers = _answers(proposal, section)
    at = sections.index(section)
    place = place_in(proposal, sections, at)
    tasks = tasks_of(proposal, snapshot, report)
    links = _partners(proposal, section, tasks.contents, current=partner)
    talk = _talk(proposal, tasks.form[at], reader, seat, partner)
    carried = carried_in(proposal, tasks.contents, asked)
    return FormPage(
        masthead=replace(
            masthead_of(proposal, now=now),
            is_partial=seat.is_contact,
        ),
        tasks=None if seat.is_contact else tasks,
        parts=parts_of(proposal, seat, current=code, roles=roles),
        code=code,
        title=section.title,
        help=section.help,
        reference=section.reference,
        place=place.words,
        partner=next((each for each in links if each.is_current), None),
        partner_number=partner,
        fields=tuple(
            answer_field(
                proposal,
                each,
                partner,
                answers.get((each.code, partner)),
                seat,
                talk,
                carried=carried.get(each.code),
            )
            for each in asked
        ),
        partners=() if seat.is_contact else links,
        before=None if seat.is_contact else place.before,
        after=None if seat.is_contact else place.after,
        url=_url(proposal, code, partner),
        journal=f"{reader.pk}/{proposal.alliance.public_id}",
        lines_url=address_of("mobility-lines", proposal.alliance.public_id)
        if section.kind is SectionKind.MOBILITY
        else "",
        profiles=profile_table(proposal, seat.edit)
        if section.kind is SectionKind.PROFILES
        else None,
        lacking=_lacking(tasks.contents, section, partner),
        part=None
        if partner is None
        else part_state(tasks.contents, section, partner, seat),
        state=section_state(proposal, tasks.form[at], answers.values(), seat.edit),
    )


def _lacking(contents: Contents, section: Section, partner: int | None) -> str:
    """Return the key of the first answer that keeps a page open; empty for none."""
    keys = (
        field_key(each.question.code, partner)
        for each in missing_answers(contents, section)
        if each.partner == partner
    )
    return next(keys, "")


def _talk(
    proposal: Proposal, task: FormTask, reader: User, seat: Seat, partner: int | None
) -> OpenComments:
    """Count the open comments the reader sees; one query, none for who sees all."""
    if seat.hears(partner):
        return task.talk
    heard = threads_heard(proposal, reader, seat, partner).filter(resolved_at=None)
    codes = heard.values_list("question", flat=True)
    return Counter((code, partner) for code in codes)


Answers = dict[tuple[str, int | None], Answer]


def _asked(
    section: Section, roles: dict[int, str], partner: int | None
) -> list[Question]:
    return [
        each
        for each in section.questions
        if (each.per is Per.PROPOSAL) is (partner is None)
        and partner in asked_partners(each, roles)
    ]


def _answers(proposal: Proposal, section: Section) -> Answers:
    asked = _answers_to(tuple([each.code for each in section.questions]))
    return {
        (each.question, each.partnership.number if each.partnership else None): each
        for each in asked(proposal.pk)
    }


@lru_cache(maxsize=MOST_SECTIONS)
def _answers_to(codes: tuple[str, ...]) -> Worded[Answer]:
    """Return what finds the answers of a draft to these questions of a section."""

    def answers(key: int) -> QuerySet[Answer]:
        rows = Answer.objects.filter(proposal=key, question__in=codes)
        return rows.select_related("partnership", "changed_by")

    return Worded(answers)


def _partners(
    proposal: Proposal, section: Section, contents: Contents, *, current: int | None
) -> tuple[PartnerLink, ...]:
    """Return who is asked in a section, none where nobody is; no query."""
    return tuple(
        PartnerLink(
            label=f"P{number}",
            name=contents.by_number[number].name,
            url=_url(proposal, section.code, number),
            is_current=number == current,
            state=state,
        )
        for number, state in part_states(contents, section).items()
    )


def _url(proposal: Proposal, section: str, partner: int | None) -> str:
    public_id = proposal.alliance.public_id
    if partner is None:
        return address_of("form-section", public_id, section)
    return address_of("form-partner", public_id, section, partner)
