"""The page that checks all answers before submitting, as they would be frozen."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from alliances.enums import Confirmation, PartnerType
from alliances.enums import Role as StoredRole
from alliances.models import User
from alliances.phrases import either
from alliances.selectors.nace import nace_words
from alliances.worded import Worded
from alliances.words import own_words
from eligibility.core import ConsortiumSnapshot, Participant
from eligibility.words import country_name, money, months
from proposals.completeness import Destination, Place, number_of, takes_part
from proposals.files.form import Section, SectionKind
from proposals.models import Answer, Proposal
from proposals.policies import Decision, can_edit, is_closed
from proposals.selectors.consortium.workspace import sector_title, standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.places import url_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.form.late_texts import late_texts_of
from proposals.selectors.submissions.check_groups import CheckGroup, PlacedRow, grouped
from proposals.selectors.submissions.check_rows import (
    CheckRow,
    Written,
    added_value_rows,
    effort_rows,
    line_rows,
    package_rows,
    part_a_rows,
    profile_rows,
    question_rows,
)
from proposals.selectors.submissions.draft_texts import draft_texts
from proposals.selectors.submissions.since_submitted import FACTS, gone_words
from proposals.selectors.submissions.submitted_before import Since, since_of


@dataclass(frozen=True, slots=True)
class CheckSection:
    """Rows under one heading."""

    slug: str
    title: str
    rows: tuple[PlacedRow, ...]

    @property
    def groups(self) -> tuple[CheckGroup, ...]:
        """The rows by the organisation they are of."""
        return grouped(self.rows)


@dataclass(frozen=True, slots=True)
class CheckPage:
    """All that would be frozen."""

    masthead: Masthead
    tasks: Tasks
    sections: tuple[CheckSection, ...]
    may_edit: Decision
    is_closed: bool
    """Whether this is the copy that is left to read, the call being over."""
    late: int
    """How many forms came after the close that this person may know of."""
    submitted: str
    """The number of the submission that stands; empty without one."""
    changed: int
    """How many rows say something else than that submission, or are gone since."""
    gone: tuple[str, ...]
    """What that submission holds and the draft no longer."""


def check_page(proposal: Proposal, *, reader: User, now: dt.datetime) -> CheckPage:
    """Return everything a draft says: a fixed number of queries, whatever the size."""
    snapshot, report = standing_of(proposal, now=now)
    tasks, answers = tasks_of(proposal, snapshot, report), _answers(proposal)
    texts = replace(
        draft_texts(proposal, with_answers=False),
        answers={key: (each.text, each.use) for key, each in answers.items()},
    )
    since = since_of(proposal, snapshot, tasks.contents, texts)
    written = Written(tasks.contents, answers, texts, since)
    sections = tuple(
        CheckSection(
            slug,
            title,
            tuple((each, _way_there(proposal, each)) for each in rows),
        )
        for slug, title, rows in _sections(proposal, snapshot, written)
    )
    return CheckPage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks,
        sections=sections,
        may_edit=can_edit(reader, proposal),
        is_closed=is_closed(proposal),
        late=late_texts_of(proposal, reader).count(),
        submitted=since.number,
        changed=len(since.others) + len(since.gone),
        gone=gone_words(since),
    )


def _answers(proposal: Proposal) -> Mapping[tuple[str, int | None], Answer]:
    return {(each.question, each.number): each for each in _given(proposal.pk)}


@Worded
def _given(key: int) -> QuerySet[Any, Any]:
    rows = Answer.objects.filter(proposal=key).select_related("changed_by")
    return rows.annotate(number=F("partnership__number"))


def _way_there(proposal: Proposal, row: CheckRow) -> str:
    """Return where a row is changed, and from there back to it."""
    page, _hash, place = url_of(proposal, row.to).partition("#")
    return f"{page}?back={row.key}" + (f"#{place}" if place else "")


def _sections(
    proposal: Proposal, snapshot: ConsortiumSnapshot, written: Written
) -> Iterator[tuple[str, str, tuple[CheckRow, ...]]]:
    since = written.since
    yield "facts", _("Facts"), tuple(_facts(proposal, snapshot, since))
    yield "partners", _("Partners"), tuple(_partner_rows(snapshot, since))
    yield "part-a", _("Part A"), tuple(part_a_rows(written))
    for section in written.contents.sections:
        rows = (*_table_rows(section, written), *question_rows(section, written))
        yield f"section-{section.code}", section.title, rows


TABLES: Mapping[SectionKind, Callable[[Written], Iterator[CheckRow]]] = {
    SectionKind.PROFILES: profile_rows,
    SectionKind.WORK_PLAN: package_rows,
    SectionKind.BUDGET: effort_rows,
    SectionKind.MOBILITY: line_rows,
    SectionKind.ADDED_VALUE: added_value_rows,
}


def _table_rows(section: Section, written: Written) -> Iterator[CheckRow]:
    table = TABLES.get(section.kind)
    return iter(()) if table is None else table(written)


def _facts(
    proposal: Proposal, snapshot: ConsortiumSnapshot, since: Since
) -> Iterator[CheckRow]:
    duration, grant = proposal.duration_months, proposal.grant_requested_eur
    alliance = proposal.alliance
    stated = {
        "acronym": alliance.acronym,
        "title": alliance.title,
        "project_type": own_words(alliance.project_type.title),
        "sector": nace_words(sector_title(snapshot)),
        "duration_months": months([duration]) if duration else "",
        "grant_requested_eur": "" if grant is None else money(grant),
    }
    for name, words in stated.items():
        yield CheckRow(
            key=f"fact-{name}",
            title=str(FACTS[name]),
            to=Destination(Place.FACT, (name,)),
            details=(words,) if words else (),
            missing="" if words else _("Not stated."),
            is_changed=since.has("fact", name),
        )


def _partner_rows(snapshot: ConsortiumSnapshot, since: Since) -> Iterator[CheckRow]:
    for each in snapshot.participants:
        number = number_of(each)
        yield CheckRow(
            key=f"partner-{number}",
            title=f"{each.label} {each.name}",
            to=Destination(Place.PARTNER, (number, "name")),
            details=tuple(_of_partner(each)),
            is_changed=since.has("partner", number),
        )


def _of_partner(each: Participant) -> Iterator[str]:
    yield str(StoredRole(each.role.value).label)
    yield country_name(each.place.code) if each.place else _("Country not known")
    kinds = [str(PartnerType(kind.value).label) for kind in each.types]
    yield either(kinds) or _("Type not known")
    yield _("PIC %s") % each.pic if each.pic else _("No PIC")
    if not takes_part(each):
        yield str(Confirmation(each.answer).label)
