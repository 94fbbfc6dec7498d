"""Mobility lines as a page: rows to edit, what each brings, and at which rates."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.models import User
from eligibility.core import ConsortiumSnapshot, Edition
from eligibility.words import Writer, figure, money_alike
from proposals.budget import Gap, Grant, MobilityCost, cost_of
from proposals.completeness import gap_words
from proposals.enums import WORKING_ROLES, Traveller
from proposals.files.form import SectionKind
from proposals.models import MobilityLine, Proposal, WorkPackage
from proposals.policies import Decision, can_edit
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.form.application_forms import section_url
from proposals.selectors.plan.mobility_rates import BandLine, band_lines
from proposals.snapshots import roles_by_number
from proposals.snapshots.budgets import journey_of
from proposals.snapshots.rates import rates_of

NEW = "new"
"""What the row to add is called in a form."""


@dataclass(frozen=True, slots=True)
class LineValues:
    """What stands in the controls of a row, as it is typed."""

    partner: str = ""
    traveller: str = Traveller.STAFF.value
    participants: str = ""
    distance_km: str = ""
    days: str = ""
    work_package: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class MobilityRow:
    """One line, or the one to add."""

    key: str
    """Its prefix in the form and its place in the page: m3."""
    label: str
    version: int
    request_key: str
    values: LineValues
    partners: tuple[Choice, ...]
    packages: tuple[Choice, ...]
    travel: str = ""
    subsistence: str = ""
    gaps: tuple[str, ...] = ()
    """Why something is not counted."""
    problems: Mapping[str, str] = field(default_factory=dict)
    """Why it was not saved, by the name of the control; empty: the row as a whole."""
    is_removed: bool = False
    """Whether the box that removes it is ticked."""


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A line that can be put back."""

    label: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class MobilityPage:
    """What the page shows."""

    masthead: Masthead
    tasks: Tasks
    code: str
    """Of the section it belongs to."""
    section_url: str
    budget_url: str
    """Empty where the form has no budget."""
    rows: tuple[MobilityRow, ...]
    """The lines, and last the one to add."""
    has_lines: bool
    has_partners: bool
    """Whether anybody could send people."""
    removed: tuple[RemovedLine, ...]
    bands: tuple[BandLine, ...]
    travel: str
    subsistence: str
    total: str
    edition: Edition
    may_edit: Decision
    """Whether the reader may change lines, and why not."""


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What was typed into a row and not saved, and why."""

    values: LineValues
    problems: Mapping[str, str]
    version: int | None = None
    """What stands now, where a colleague changed it: saving again replaces that."""
    is_removed: bool = False


def mobility_page(
    proposal: Proposal,
    *,
    reader: User,
    now: dt.datetime,
    typed: Mapping[str, TypedRow],
) -> MobilityPage | None:
    """Return the page, None where the form has no mobility.

    A fixed number of queries however many lines there are. `typed` is what could not be
    saved, by the key of its row.
    """
    place = section_url(proposal, SectionKind.MOBILITY)
    if not place:
        return None
    snapshot, report = standing_of(proposal, now=now)
    lines = _lines(proposal)
    current = [each for each in lines if each.removed_at is None]
    bands = rates_of(snapshot.call, snapshot.edition).bands
    partners, packages = _partners(snapshot), _packages(proposal)
    costs = [cost_of(journey_of(each), bands) for each in current]
    grant = _grant(snapshot, current, costs)
    write = money_alike(grant.total, *(each.grant.total for each in costs))
    rows = [
        _row(line, (partners, packages), cost, write)
        for line, cost in zip(current, costs, strict=True)
    ]
    rows.append(_blank(partners, packages))
    return MobilityPage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks_of(proposal, snapshot, report),
        code=place.rstrip("/").rpartition("/")[2],
        section_url=place,
        budget_url=section_url(proposal, SectionKind.BUDGET),
        rows=tuple(_with_typed(each, typed.get(each.key)) for each in rows),
        has_lines=bool(current),
        has_partners=bool(partners),
        removed=tuple(_removed(proposal, each) for each in lines if each.removed_at),
        bands=band_lines(bands),
        travel=write(grant.travel),
        subsistence=write(grant.subsistence),
        total=write(grant.total),
        edition=snapshot.edition,
        may_edit=can_edit(reader, proposal),
    )


def row_key(line: MobilityLine) -> str:
    """Return how a page names the row of a line."""
    return f"m{line.number}"


def line_values(line: MobilityLine) -> LineValues:
    """Return a line as its row shows it."""
    package = line.work_package
    return LineValues(
        partner=str(line.partnership.number),
        traveller=line.traveller,
        participants=str(line.participants),
        distance_km="" if line.distance_km is None else str(line.distance_km),
        days="" if line.days is None else f"{line.days.normalize():f}",
        work_package=str(package.number)
        if package and package.removed_at is None
        else "",
    )


def _lines(proposal: Proposal) -> list[MobilityLine]:
    rows = MobilityLine.objects.filter(proposal=proposal)
    return list(rows.select_related("partnership", "work_package"))


def _partners(snapshot: ConsortiumSnapshot) -> tuple[Choice, ...]:
    """Return who can send people: those who take part and get a grant."""
    names = {each.label: each.name for each in snapshot.participants}
    return tuple(
        Choice(str(number), f"P{number} {names[f'P{number}']}")
        for number, role in roles_by_number(snapshot).items()
        if role in WORKING_ROLES
    )


def _packages(proposal: Proposal) -> tuple[Choice, ...]:
    rows = WorkPackage.objects.filter(proposal=proposal, removed_at__isnull=True)
    return tuple(
        Choice(str(number), f"WP{number} {title}")
        for number, title in rows.order_by("number").values_list("number", "title")
    )


def _row(
    line: MobilityLine,
    choices: tuple[tuple[Choice, ...], tuple[Choice, ...]],
    cost: MobilityCost,
    write: Writer,
) -> MobilityRow:
    partners, packages = choices
    values = line_values(line)
    gaps = [_sentence(each) for each in cost.gaps]
    if values.partner not in {each.value for each in partners}:
        partnership = line.partnership
        name = _("P%(number)d %(name)s (gets no grant here)")
        words = {"number": partnership.number, "name": partnership.name}
        partners = (*partners, Choice(values.partner, name % words))
        gaps.insert(0, _("This partner left or gets no grant: nothing is counted."))
    return MobilityRow(
        key=row_key(line),
        label=f"M{line.number}",
        version=line.version,
        request_key="",
        values=values,
        partners=partners,
        packages=packages,
        travel=_("not counted") if cost.travel is None else write(cost.travel),
        subsistence=_("not counted")
        if cost.subsistence is None
        else write(cost.subsistence),
        gaps=tuple(gaps),
    )


def _sentence(gap: Gap) -> str:
    words = gap_words(gap)
    return f"{words[0].upper()}{words[1:]}."


def _blank(partners: tuple[Choice, ...], packages: tuple[Choice, ...]) -> MobilityRow:
    return MobilityRow(
        key=NEW,
        label=_("New line"),
        version=0,
        request_key=str(uuid.uuid4()),
        values=LineValues(),
        partners=partners,
        packages=packages,
    )


def _with_typed(row: MobilityRow, typed: TypedRow | None) -> MobilityRow:
    if typed is None:
        return row
    return replace(
        row,
        values=typed.values,
        problems=typed.problems,
        version=row.version if typed.version is None else typed.version,
        is_removed=typed.is_removed,
    )


def _removed(proposal: Proposal, line: MobilityLine) -> RemovedLine:
    words = _("%(participants)s from P%(partner)d %(name)s") % {
        "participants": figure(line.participants),
        "partner": line.partnership.number,
        "name": line.partnership.name,
    }
    place = [proposal.alliance.public_id, line.number]
    return RemovedLine(
        f"M{line.number}", words, reverse("mobility-restore", args=place)
    )


def _grant(
    snapshot: ConsortiumSnapshot,
    lines: Iterable[MobilityLine],
    costs: Iterable[MobilityCost],
) -> Grant:
    """Return what the lines of partners who get a grant bring together."""
    roles = roles_by_number(snapshot)
    funded = {number for number, role in roles.items() if role in WORKING_ROLES}
    grants = [
        cost.grant
        for line, cost in zip(lines, costs, strict=True)
        if line.partnership.number in funded
    ]
    return sum(grants, Grant())
