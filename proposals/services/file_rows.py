"""Rows taken from a file, each written through the service that owns it.

Called inside the transaction that takes a file. Every service compares the version
that was read and refuses as it refuses anybody; the refusal names the field.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

from alliances.enums import Role
from alliances.models import ProjectType
from proposals.enums import StaffCategory
from proposals.errors import OtherLot, Refused, StaleVersion
from proposals.errors.proposal_files import FieldRefused, FieldsMoved
from proposals.files.file_changes import SAYS_NOTHING, Change, ChangeKind
from proposals.files.proposal_file import EMPTY, NO_DAYS, Part
from proposals.services.activities import change_coverage
from proposals.services.answers import Reply, save_answer
from proposals.services.drafts import Facts, change_facts
from proposals.services.effort import EffortCell, change_effort
from proposals.services.file_partners import write_partner
from proposals.services.file_plan import (
    write_line,
    write_package,
    write_part,
    write_profile,
)
from proposals.services.file_takings import TakenRow, Taking, taken_rows


def write_changes(*, taking: Taking, changes: Iterable[Change]) -> None:
    """Write changes in an order in which each finds what it needs.

    Removing comes last and backwards. Refuses with FieldsMoved where a colleague was
    quicker, and with FieldRefused, which names the change.
    """
    rows = sorted(taken_rows(changes=changes), key=_order)
    for row in rows:
        with _naming(row):
            WRITERS[row.place.part](taking=taking, row=row)


def _order(row: TakenRow) -> tuple[int, bool, bool]:
    """Sort what is emptied first, while it is still asked, and what goes last.

    Partners that make room for an applicant come before it, who left behind others.
    """
    values, parts = row.values, list(Part)
    place = parts.index(row.place.part)
    if row.kind is ChangeKind.REMOVED:
        return 2 * len(parts) - place, False, False
    if row.place.part in EMPTY and all(
        each in SAYS_NOTHING for each in values.values()
    ):
        return -1, False, False
    return place, values.get("role") == Role.APPLICANT, bool(values.get("left"))


@contextmanager
def _naming(row: TakenRow) -> Iterator[None]:
    """Say of which change a refusal is."""
    try:
        yield
    except StaleVersion as stale:
        raise FieldsMoved(row.keys) from stale
    except FieldsMoved:
        raise
    except Refused as refused:
        raise FieldRefused(row.keys[0], refused.message) from refused


def _write_facts(*, taking: Taking, row: TakenRow) -> None:
    draft, values = taking.draft, dict(row.values)
    alliance = draft.alliance
    facts = Facts(
        acronym=alliance.acronym,
        title=alliance.title,
        project_type=alliance.project_type,
        sector=alliance.sector,
        duration_months=draft.duration_months,
        grant_requested_eur=draft.grant_requested_eur,
    )
    if "project_type" in values:
        values["project_type"] = _project_type(taking, values["project_type"])
    if values.get("grant_requested_eur"):
        values["grant_requested_eur"] = Decimal(values["grant_requested_eur"])
    version = taking.reading.versions[row.place]
    change_facts(
        proposal=draft,
        facts=replace(facts, **values),
        facts_version=version,
        by=taking.by,
    )


def _project_type(taking: Taking, code: str) -> ProjectType:
    kinds = ProjectType.objects.filter(lot=taking.draft.alliance.lot_id, code=code)
    kind = kinds.first()
    if kind is None:
        raise OtherLot
    return kind


def _write_activity(*, taking: Taking, row: TakenRow) -> None:
    empty = EMPTY[Part.ACTIVITIES]
    seen = taking.reading.file.rows.get(row.place, empty)["work_packages"]
    change_coverage(
        proposal=taking.draft,
        activity=str(row.place.at[0]),
        carried=row.values["work_packages"],
        seen=seen if isinstance(seen, tuple) else (),  # type: ignore[arg-type]  # numbers
        by=taking.by,
    )


def _write_effort(*, taking: Taking, row: TakenRow) -> None:
    partner, package = (int(each) for each in row.place.at)
    cells = [
        EffortCell(
            work_package=package,
            category=StaffCategory(category),
            days=Decimal(days),
            version=taking.reading.days.get((row.place, category), 0),
        )
        for category, days in row.values.items()
        if days != NO_DAYS or row.kind is ChangeKind.CHANGED
    ]
    saved = change_effort(
        proposal=taking.draft, partner=partner, cells=cells, by=taking.by
    )
    if saved.clashes:
        raise FieldsMoved(row.keys)


def _write_answer(*, taking: Taking, row: TakenRow) -> None:
    question, *partner = row.place.at
    said = {
        **taking.reading.file.rows.get(row.place, EMPTY[Part.ANSWERS]),
        **row.values,
    }
    save_answer(
        proposal=taking.draft,
        question=str(question),
        reply=Reply(said["text"], said["use"]),
        version=taking.reading.versions.get(row.place, 0),
        by=taking.by,
        partner=int(partner[0]) if partner else None,
    )


WRITERS: Mapping[Part, Callable[..., None]] = {
    Part.FACTS: _write_facts,
    Part.PARTNERS: write_partner,
    Part.PROFILES: write_profile,
    Part.PACKAGES: write_package,
    Part.TASKS: write_part,
    Part.RESULTS: write_part,
    Part.MILESTONES: write_part,
    Part.ACTIVITIES: _write_activity,
    Part.EFFORT: _write_effort,
    Part.MOBILITY: write_line,
    Part.ANSWERS: _write_answer,
}
