"""A whole proposal file as a new draft, written at once: a fixed number of statements.

For files of our own, which tests hold to the limits of the form. What people bring is
taken field by field through `services.proposal_files`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.models import Organisation, Partnership, User
from alliances.models.organisations import TYPE_SEPARATOR
from proposals.enums import ActivityKind, StaffCategory
from proposals.files.proposal_file import FACTS, NO_DAYS, Part, ProposalFile, Values
from proposals.models import (
    ActivityCoverage,
    Answer,
    AnswerVersion,
    Effort,
    Milestone,
    MobilityLine,
    OccupationalProfile,
    ProfileVersion,
    Proposal,
    Result,
    Task,
    WorkPackage,
)
from proposals.services.activity import note_act
from proposals.services.drafts import open_alliance
from proposals.services.imports import stated_project_type


@dataclass(frozen=True, slots=True)
class _Whole:
    """The draft that is written, with what its rows point at, by number."""

    file: ProposalFile
    draft: Proposal
    partners: dict[int, Partnership]
    packages: dict[int, WorkPackage]

    def rows(self, part: Part) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
        """Yield the key and the values of the rows of a part."""
        for place, row in self.file.of(part).items():
            yield place.at, self._linked(row)

    def _linked(self, row: Values) -> dict[str, Any]:
        """Return values with the lead that a number names."""
        values: dict[str, Any] = dict(row)
        if "lead" in values:
            values["lead"] = self.partners.get(values["lead"] or 0)
        return values


def open_whole_proposal(*, file: ProposalFile, by: User) -> Proposal:
    """Open a draft of `by` with all that a file holds, every row as its first version.

    Numbers stay what the file says; a PIC that the register knows is linked. All of it
    or nothing. Refuses with FileRefused a call, Lot or project type that is not
    published, and with TypeDropped. Twice opens two drafts.
    """
    with transaction.atomic():
        whole = _opened(file, by)
        for write in WRITERS:
            write(whole)
        _write_profiles(whole, by)
        _write_answers(whole, by)
        told = {"rows": len(file.rows)}
        note_act(draft=whole.draft, kind=ActivityKind.FILE_TAKEN, by=by, facts=told)
    return whole.draft


def _opened(file: ProposalFile, by: User) -> _Whole:
    facts: dict[str, Any] = dict(file.rows[FACTS])
    draft = open_alliance(
        acronym=facts["acronym"],
        title=facts["title"],
        project_type=stated_project_type(
            call=file.call, lot=file.lot, code=facts["project_type"]
        ),
        sector=facts["sector"],
        by=by,
    )
    draft.duration_months = facts["duration_months"]
    grant = facts["grant_requested_eur"]
    draft.grant_requested_eur = None if grant is None else Decimal(grant)
    draft.save(update_fields=["duration_months", "grant_requested_eur"])
    return _Whole(file, draft, {}, {})


def _write_partners(whole: _Whole) -> None:
    rows = list(whole.rows(Part.PARTNERS))
    pics = {row["pic"] for _at, row in rows if row["pic"]}
    register = {each.pic: each for each in Organisation.objects.filter(pic__in=pics)}
    made = Partnership.objects.bulk_create(
        Partnership(
            alliance=whole.draft.alliance,
            number=number,
            name=row["name"],
            country_id=row["country"],
            role=row["role"],
            types=TYPE_SEPARATOR.join(row["types"]),
            pic=row["pic"] or "",
            organisation=register.get(row["pic"]),
            added_value=row["added_value"],
        )
        for (number,), row in rows
    )
    whole.partners.update({each.number: each for each in made})


def _write_packages(whole: _Whole) -> None:
    made = WorkPackage.objects.bulk_create(
        WorkPackage(proposal=whole.draft, number=number, **row)
        for (number,), row in whole.rows(Part.PACKAGES)
    )
    whole.packages.update({each.number: each for each in made})


def _write_parts(whole: _Whole) -> None:
    models: dict[Part, Any] = {
        Part.TASKS: Task,
        Part.RESULTS: Result,
        Part.MILESTONES: Milestone,
    }
    for part, model in models.items():
        model.objects.bulk_create(
            model(work_package=whole.packages[package], number=number, **row)
            for (package, number), row in whole.rows(part)
        )


def _write_coverage(whole: _Whole) -> None:
    ActivityCoverage.objects.bulk_create(
        ActivityCoverage(
            proposal=whole.draft, activity=activity, work_package=whole.packages[each]
        )
        for (activity,), row in whole.rows(Part.ACTIVITIES)
        for each in row["work_packages"]
    )


def _write_days(whole: _Whole) -> None:
    Effort.objects.bulk_create(
        Effort(
            partnership=whole.partners[partner],
            work_package=whole.packages[package],
            category=category,
            days=Decimal(row[category]),
        )
        for (partner, package), row in whole.rows(Part.EFFORT)
        for category in StaffCategory.values
        if row[category] != NO_DAYS
    )


def _write_lines(whole: _Whole) -> None:
    MobilityLine.objects.bulk_create(
        MobilityLine(
            proposal=whole.draft,
            number=number,
            partnership=whole.partners[row["partner"]],
            work_package=whole.packages.get(row["work_package"] or 0),
            traveller=row["traveller"],
            participants=row["participants"],
            distance_km=row["distance_km"],
            days=None if row["days"] is None else Decimal(row["days"]),
        )
        for (number,), row in whole.rows(Part.MOBILITY)
    )


def _write_profiles(whole: _Whole, by: User) -> None:
    made = OccupationalProfile.objects.bulk_create(
        OccupationalProfile(proposal=whole.draft, number=number, **row)
        for (number,), row in whole.rows(Part.PROFILES)
    )
    ProfileVersion.objects.bulk_create(
        ProfileVersion(
            profile=each,
            version=each.version,
            title=each.title,
            code=each.code,
            level=each.level,
            by=by,
        )
        for each in made
    )


def _write_answers(whole: _Whole, by: User) -> None:
    now = timezone.now()
    made = Answer.objects.bulk_create(
        Answer(
            proposal=whole.draft,
            question=question,
            partnership=whole.partners[partner[0]] if partner else None,
            changed_by=by,
            changed_at=now,
            **row,
        )
        for (question, *partner), row in whole.rows(Part.ANSWERS)
    )
    AnswerVersion.objects.bulk_create(
        AnswerVersion(
            answer=each,
            version=each.version,
            text=each.text,
            use=each.use,
            by=by,
            started_at=now,
            saved_at=now,
        )
        for each in made
    )


WRITERS: tuple[Callable[[_Whole], None], ...] = (
    _write_partners,
    _write_packages,
    _write_parts,
    _write_coverage,
    _write_days,
    _write_lines,
)
"""In an order in which each finds what it points at."""
