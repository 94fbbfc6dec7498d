"""What a work plan lacks or contradicts, one sentence and one way to mend it each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.words import together
from proposals.enums import WorkPackageKind
from proposals.files.counting import characters
from proposals.selectors.work_plan_rows import PackageRow, PartRow, missing_kinds

RECOMMENDED = 1500
"""Characters of a description, as the descriptions of the sister action recommend."""


@dataclass(frozen=True, slots=True)
class PlanNote:
    """One thing that is open or does not fit."""

    sentence: str
    package: int | None
    """Number of the work package it is about; None for the plan as a whole."""


def plan_notes(
    packages: Sequence[PackageRow], *, duration: int | None
) -> tuple[PlanNote, ...]:
    """Return what is open or does not fit, the plan as a whole first.

    `duration` is that of the project in months, None while it is not stated.
    """
    if not packages:
        return ()
    return (*_of_plan(packages), *_of_packages(packages, duration))


def _of_plan(packages: Sequence[PackageRow]) -> Iterator[PlanNote]:
    missing = missing_kinds(each.kind for each in packages)
    if missing:
        words = ngettext(
            "No work package of type %(kinds)s: each type is needed at least once.",
            "No work packages of types %(kinds)s: each type is needed at least once.",
            len(missing),
        )
        yield PlanNote(words % {"kinds": kinds_words(missing)}, None)


def _of_packages(
    packages: Sequence[PackageRow], duration: int | None
) -> Iterator[PlanNote]:
    for each in packages:
        for sentence in (*_lead(each), *_months(each, duration), *_length(each)):
            yield PlanNote(sentence, each.number)


def _lead(row: PackageRow) -> Iterator[str]:
    if row.lead is None:
        yield _("%(label)s has no lead partner yet.") % {"label": row.label}
    led: list[PackageRow | PartRow] = [row, *row.tasks]
    for each in led:
        if each.lead is not None and each.lead.trouble:
            words = {
                "label": each.label,
                "partner": f"{each.lead.label} {each.lead.name}",
                "trouble": each.lead.trouble,
            }
            yield _("%(label)s is led by %(partner)s: %(trouble)s.") % words


def _months(row: PackageRow, duration: int | None) -> Iterator[str]:
    if row.start is None or row.end is None:
        yield _("%(label)s has no first or no last month yet.") % {"label": row.label}
    timed: list[PackageRow | PartRow] = [row, *row.parts]
    for each in timed:
        last = max(each.start or 0, each.end or 0)
        words = {"label": each.label, "last": f"M{last}", "duration": f"M{duration}"}
        if duration is not None and last > duration:
            yield _("%(label)s ends in %(last)s, the project in %(duration)s.") % words
        elif isinstance(each, PartRow) and _is_outside(each, row):
            words = {"label": each.label, "months": each.months, "within": row.months}
            yield _("%(label)s (%(months)s) lies outside its %(within)s.") % words


def _is_outside(part: PartRow, row: PackageRow) -> bool:
    """Say whether a month of a part is known to lie outside its work package.

    A result or milestone may be due later than the work on it: it is not looked at.
    """
    if part.sort != "tasks":
        return False
    months = [month for month in (part.start, part.end) if month is not None]
    is_early = row.start is not None and any(month < row.start for month in months)
    is_late = row.end is not None and any(month > row.end for month in months)
    return is_early or is_late


def _length(row: PackageRow) -> Iterator[str]:
    size = characters(row.description)
    if size > RECOMMENDED:
        words = _("%(label)s is described in %(size)d characters; 1,500 are advised.")
        yield words % {"label": row.label, "size": size}


def kinds_words(kinds: Sequence[WorkPackageKind]) -> str:
    """Name types with their abbreviation: "QA (quality assurance) and EV (…)"."""
    return together([f"{each.short} ({str(each.label).lower()})" for each in kinds])
