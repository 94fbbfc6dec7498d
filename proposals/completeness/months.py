"""Months that lie outside the project, or outside the work package they belong to."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proposals.completeness.contents import Package, Part, Sort
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.completeness.words import span_words


def month_findings(
    package: Package, *, section: str, months: int | None
) -> Iterator[Finding]:
    """Return the months of a work package and its parts that do not fit.

    `months` is the duration of the project, None while it is not stated.
    """
    if package.start is None or package.end is None:
        missing = "start_month" if package.start is None else "end_month"
        yield Finding(
            _("%(label)s has no first or no last month yet.")
            % {"label": package.label},
            Destination(Place.PACKAGE, (package.number, missing)),
            Keeps.COMPLETING,
            section=section,
            package=package.number,
            is_open=True,
        )
    timed: list[Package | Part] = [package, *package.parts]
    for each in timed:
        sentence = _sentence(each, package, months)
        if sentence:
            yield Finding(
                sentence,
                _to(each, package),
                Keeps.FITTING,
                section=section,
                package=package.number,
            )


def _sentence(each: Package | Part, package: Package, months: int | None) -> str:
    """Say what is wrong with the months of one row; empty where nothing is."""
    last = max(each.start or 0, each.end or 0)
    if months is not None and last > months:
        words = {"label": each.label, "last": f"M{last}", "months": f"M{months}"}
        if isinstance(each, Part) and each.sort is not Sort.TASK:
            return (
                _("%(label)s is due in %(last)s, the project ends in %(months)s.")
                % words
            )
        return _("%(label)s ends in %(last)s, the project in %(months)s.") % words
    if isinstance(each, Part) and _is_outside(each, package):
        words = {
            "label": each.label,
            "months": span_words(each.start, each.end)
            if each.sort is Sort.TASK
            else f"M{each.end}",
            "package": package.label,
            "within": span_words(package.start, package.end),
        }
        if each.sort is not Sort.TASK:
            return (
                _("%(label)s is due in %(months)s, outside %(package)s (%(within)s).")
                % words
            )
        return (
            _("%(label)s (%(months)s) lies outside %(package)s (%(within)s).") % words
        )
    return ""


def _is_outside(part: Part, package: Package) -> bool:
    """Say whether a month of a part is known to lie outside its work package."""
    first, last = package.start, package.end
    for month in (part.start, part.end):
        if month is None:
            continue
        if first is not None and month < first:
            return True
        if last is not None and month > last:
            return True
    return False


def _to(each: Package | Part, package: Package) -> Destination:
    if not isinstance(each, Part):
        return Destination(Place.PACKAGE, (package.number, "end_month"))
    field = "end_month" if each.sort is Sort.TASK else "due_month"
    return Destination(Place.PART, (package.number, each.sort, each.number, field))
