"""The page that checks all answers before submitting, as they would be frozen."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.utils.translation import gettext as _

from alliances.enums import PartnerType
from alliances.enums import Role as StoredRole
from alliances.models import Partnership, User
from alliances.phrases import either
from alliances.selectors.nace import nace_words
from alliances.worded import Worded
from eligibility.core import ConsortiumSnapshot, Participant
from eligibility.words import country_name, money, months
from proposals.completeness import Destination, Place, number_of
from proposals.files.form import Section, SectionKind
from proposals.models import Answer, PartA, Proposal, WorkPackage
from proposals.models.part_a import FIELDS
from proposals.policies import Decision, can_edit, is_closed
from proposals.selectors.check_groups import CheckGroup, PlacedRow, grouped
from proposals.selectors.check_rows import (
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
from proposals.selectors.late_texts import late_texts_of
from proposals.selectors.masthead import Masthead, masthead_of
from proposals.selectors.places import url_of
from proposals.selectors.submitted_before import Before, before_of
from proposals.selectors.tasks import Tasks, tasks_of
from proposals.selectors.workspace import sector_title, standing_of
from proposals.snapshots import FrozenPartA

PACKAGE, ADDED_VALUE, PART_A = "package", "added value", "part a"
NO_MORE = [Value("", CharField())] * (len(FIELDS) - 1)
"""Columns that only Part A has a use for."""


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
    """How many rows say something else than that submission."""


def check_page(proposal: Proposal, *, reader: User, now: dt.datetime) -> CheckPage:
    """Return everything a draft says: a fixed number of queries, whatever the size."""
    snapshot, report = standing_of(proposal, now=now)
    tasks, before = tasks_of(proposal, snapshot, report), before_of(proposal)
    texts = _texts(proposal)
    written = Written(
        contents=tasks.contents,
        answers=_answers(proposal),
        descriptions={number: each[0] for number, each in texts[PACKAGE].items()},
        added_values={n: each[0] for n, each in texts[ADDED_VALUE].items()},
        parts_a={n: FrozenPartA(*each) for n, each in texts[PART_A].items()},
        before=before,
    )
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
        submitted=before.number,
        changed=sum(row.is_changed for each in sections for row, _url in each.rows),
    )


def _answers(proposal: Proposal) -> Mapping[tuple[str, int | None], Answer]:
    return {(each.question, each.number): each for each in _given(proposal.pk)}


@Worded
def _given(key: int) -> QuerySet[Any, Any]:
    rows = Answer.objects.filter(proposal=key).select_related("changed_by")
    return rows.annotate(number=F("partnership__number"))


def _texts(proposal: Proposal) -> Mapping[str, Mapping[int, tuple[str, ...]]]:
    """Return descriptions of packages, added values and Part A by number; one query."""
    found: dict[str, dict[int, tuple[str, ...]]] = {
        PACKAGE: {},
        ADDED_VALUE: {},
        PART_A: {},
    }
    for sort, number, *texts in _stored_texts(proposal.pk, proposal.alliance_id):
        found[sort][number] = tuple(texts)
    return found


@Worded
def _stored_texts(proposal: int, alliance: int) -> QuerySet[Any, Any]:
    packages = WorkPackage.objects.current().filter(proposal=proposal).order_by()
    current = Partnership.objects.current().filter(alliance=alliance)
    rows = current.exclude(added_value="").order_by()
    given = PartA.objects.filter(partnership__in=current).order_by()
    return packages.values_list(
        Value(PACKAGE), "number", "description", *NO_MORE
    ).union(
        rows.values_list(Value(ADDED_VALUE), "number", "added_value", *NO_MORE),
        given.values_list(Value(PART_A), "partnership__number", *FIELDS),
        all=True,
    )


def _way_there(proposal: Proposal, row: CheckRow) -> str:
    """Return where a row is changed, and from there back to it."""
    page, _hash, place = url_of(proposal, row.to).partition("#")
    return f"{page}?back={row.key}" + (f"#{place}" if place else "")


def _sections(
    proposal: Proposal, snapshot: ConsortiumSnapshot, written: Written
) -> Iterator[tuple[str, str, tuple[CheckRow, ...]]]:
    before = written.before
    yield "facts", _("Facts"), tuple(_facts(proposal, snapshot, before))
    yield "partners", _("Partners"), tuple(_partner_rows(snapshot, before))
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
    proposal: Proposal, snapshot: ConsortiumSnapshot, before: Before
) -> Iterator[CheckRow]:
    duration, grant = proposal.duration_months, proposal.grant_requested_eur
    alliance, sector = proposal.alliance, nace_words(sector_title(snapshot))
    for name, title, now, words in (
        ("acronym", _("Acronym"), alliance.acronym, alliance.acronym),
        ("title", _("Title"), alliance.title, alliance.title),
        ("sector", _("Sector"), sector, sector),
        (
            "duration_months",
            _("Duration"),
            duration,
            months([duration]) if duration else "",
        ),
        (
            "grant_requested_eur",
            _("Grant requested"),
            grant,
            "" if grant is None else money(grant),
        ),
    ):
        yield CheckRow(
            key=f"fact-{name}",
            title=title,
            to=Destination(Place.FACT, (name,)),
            details=(words,) if words else (),
            missing="" if words else _("Not stated."),
            is_changed=before.differs("fact", name, now),
        )


def _partner_rows(snapshot: ConsortiumSnapshot, before: Before) -> Iterator[CheckRow]:
    for each in snapshot.participants:
        number, code = number_of(each), each.place.code if each.place else ""
        stated = (
            each.name,
            code,
            each.role.value,
            tuple(kind.value for kind in each.types),
            each.pic or "",
        )
        yield CheckRow(
            key=f"partner-{number}",
            title=f"{each.label} {each.name}",
            to=Destination(Place.PARTNER, (number, "name")),
            details=tuple(_of_partner(each)),
            is_changed=before.differs("partner", number, stated),
        )


def _of_partner(each: Participant) -> Iterator[str]:
    yield str(StoredRole(each.role.value).label)
    yield country_name(each.place.code) if each.place else _("Country not known")
    kinds = [str(PartnerType(kind.value).label) for kind in each.types]
    yield either(kinds) or _("Type not known")
    yield _("PIC %s") % each.pic if each.pic else _("No PIC")
