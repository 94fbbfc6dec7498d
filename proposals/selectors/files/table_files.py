"""Tables of a draft as they are taken along, and what is needed to read them back."""

from collections.abc import Iterator, Mapping
from itertools import product

from django.db.models import Max

from proposals.enums import WORKING_ROLES
from proposals.files.proposal_file import EMPTY, Part, Place, ProposalFile
from proposals.files.table_files import TABLES, Cell, cells_of, enough
from proposals.models import Proposal
from proposals.selectors.files.proposal_files import read_proposal


def table_rows(proposal: Proposal, name: str) -> list[list[Cell]]:
    """Return the cells of a table of a draft, below its heading.

    Days stand in a row for each partner that works in each work package, as long as
    such a table can be read back; else where there are any.
    """
    part = TABLES[name]
    file = read_proposal(proposal, {Part.PARTNERS, Part.PACKAGES, part}).file
    places = list(file.of(part))
    if part is Part.EFFORT:
        every = list(_cells(file))
        places = every if enough(every) else places
    rows = []
    for place in places:
        row = file.rows.get(place) or EMPTY[part]
        rows.append([*cells_of(part, place, row), *_names(file, part, place)])
    return rows


def _cells(file: ProposalFile) -> Iterator[Place]:
    partners = [
        place.at[0]
        for place, row in file.of(Part.PARTNERS).items()
        if row["role"] in WORKING_ROLES and not row["left"]
    ]
    packages = [place.at[0] for place in file.of(Part.PACKAGES)]
    for partner, package in product(partners, packages):
        yield Place(Part.EFFORT, (partner, package))


def _names(file: ProposalFile, part: Part, place: Place) -> list[Cell]:
    """Return what the numbers of a row stand for, for its reader."""
    if part is Part.PARTNERS:
        return []
    row = file.rows.get(place, {})
    partner, package = (
        place.at
        if part is Part.EFFORT
        else (
            row["partner"],
            row["work_package"],
        )
    )
    organisation = file.rows.get(Place(Part.PARTNERS, (partner,)), {})  # type: ignore[arg-type]  # a number
    work = file.rows.get(Place(Part.PACKAGES, (package,)), {})  # type: ignore[arg-type]  # a number
    return [str(organisation.get("name", "")), str(work.get("title", ""))]


def free_numbers(proposal: Proposal) -> Mapping[Part, int]:
    """Return the numbers that new rows of a table would have: two queries."""
    partners = proposal.alliance.partnerships.aggregate(highest=Max("number"))
    lines = proposal.mobility_lines.aggregate(highest=Max("number"))
    return {
        Part.PARTNERS: (partners["highest"] or 0) + 1,
        Part.MOBILITY: (lines["highest"] or 0) + 1,
    }
