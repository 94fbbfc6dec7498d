"""The composition matrix: countries against the groups of the rules."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from alliances.enums import Role, Standing
from eligibility import messages
from eligibility.core import Finding, Reading
from proposals.documents.composition_page import Matrix, MatrixEntry, MatrixRow
from proposals.documents.countries import protocol_rank
from proposals.documents.labels import listed_labels
from proposals.documents.organisations import takes_part, types_in_words
from proposals.snapshots import FrozenApplication, FrozenPartner

GROUPS_CHECK = "groups-at-least"
COUNTRIES_CLAUSE = "min-programme-countries"
MOST_NAMES = 60
"""A larger consortium is shown by numbers: the names stand in the table before it."""
COUNTING_ROLES = frozenset({Role.APPLICANT, Role.FULL_PARTNER})


def composition_matrix(application: FrozenApplication) -> Matrix:
    """Place every organisation that takes part by country and group, as planned."""
    groups = [
        finding
        for finding in application.report.findings
        if finding.clause.check == GROUPS_CHECK
    ]
    present = [each for each in application.partners if takes_part(each)]
    named = len(present) <= MOST_NAMES
    return Matrix(
        is_named=named,
        columns=_columns(groups),
        rows=tuple(
            [_row(those, groups, named=named) for those in _by_country(present)]
        ),
        footer=_footer(application, groups, present),
        total=len(present),
    )


def _columns(groups: Sequence[Finding]) -> tuple[str, ...]:
    if not groups:
        return (_("Organisations"),)
    titles = [messages.clause_title(finding.clause) for finding in groups]
    return (*titles, _("In neither group"))


def _by_country(partners: Iterable[FrozenPartner]) -> list[list[FrozenPartner]]:
    """Group partners by country: Programme countries first, unknown ones last."""
    countries: defaultdict[tuple[object, ...], list[FrozenPartner]] = defaultdict(list)
    for each in partners:
        unknown = not each.eu_code
        outside = each.standing != Standing.PROGRAMME
        countries[unknown, outside, *protocol_rank(each.eu_code)].append(each)
    return [countries[key] for key in sorted(countries)]


def _row(
    partners: Sequence[FrozenPartner], groups: Sequence[Finding], *, named: bool
) -> MatrixRow:
    country = partners[0]
    cells: list[list[FrozenPartner]] = [[] for _column in range(len(groups) + 1)]
    for each in partners:
        cells[_column_of(each, groups)].append(each)
    return MatrixRow(
        code=country.eu_code,
        name=country.country_name or _("Not known"),
        standing=_standing(country),
        cells=tuple([_cell(those, groups, named=named) for those in cells]),
        total=len(partners),
    )


def _column_of(partner: FrozenPartner, groups: Sequence[Finding]) -> int:
    """Return the group a partner counts in as planned; the last column is neither."""
    for index, finding in enumerate(groups):
        if any(each.label == partner.label for each in finding.planned.counted):
            return index
    return len(groups)


def _cell(
    partners: Sequence[FrozenPartner], groups: Sequence[Finding], *, named: bool
) -> tuple[MatrixEntry, ...]:
    if named:
        return tuple(
            [
                MatrixEntry(each.label, each.name, _mark(each, groups))
                for each in partners
            ]
        )
    marks: defaultdict[str, list[str]] = defaultdict(list)
    for each in partners:
        marks[_mark(each, groups)].append(each.label)
    return tuple(
        [
            MatrixEntry("", listed_labels(labels), mark)
            for mark, labels in sorted(marks.items())
        ]
    )


def _mark(partner: FrozenPartner, groups: Sequence[Finding]) -> str:
    """Say why a partner stands in neither group, or what its role is."""
    if partner.role not in COUNTING_ROLES:
        return str(Role(partner.role).label)
    if not groups or _column_of(partner, groups) < len(groups):
        return ""
    if len(partner.types) == 1:
        return types_in_words(partner.types)
    return _("Type open") if partner.types else _("Type not known")


def _standing(partner: FrozenPartner) -> str:
    if not partner.eu_code or partner.standing == Standing.PROGRAMME:
        return ""
    if partner.standing == Standing.PARTNER:
        return str(Standing.PARTNER.label)
    return _("No status in this call")


def _footer(
    application: FrozenApplication,
    groups: Sequence[Finding],
    present: Sequence[FrozenPartner],
) -> tuple[str, ...]:
    """Return found of needed under each column, as planned."""
    findings = {each.clause.id: each for each in application.report.findings}
    countries = findings.get(COUNTRIES_CLAUSE)
    first = messages.figure(countries, Reading.PLANNED) if countries else ""
    first = _("Countries: %s") % first if first else ""
    figures = [messages.figure(each, Reading.PLANNED) for each in groups]
    if not groups:
        return (first, "")
    rest = sum(_column_of(each, groups) == len(groups) for each in present)
    words = _("%d in neither") % rest
    return (first, *figures, words)
