"""What mandates and the declaration of a draft say now, in words and as covered."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Role
from alliances.models import Partnership
from alliances.partner import Partner
from eligibility.core import canonical
from eligibility.words import country_name, money
from proposals.enums import MANDATING, DocumentKind
from proposals.models import Proposal
from proposals.selectors.asking.statement_fields import (
    role_title,
    said_of,
    sector_title_of,
)
from proposals.selectors.mandates.mandate import mandate_of
from proposals.selectors.mandates.signed_words import declaration_points, mandate_points
from proposals.snapshots.covered import digest_of_text
from proposals.snapshots.declared import Declared, declared_by
from proposals.snapshots.statements import Statements, statements_of

FORMAT = "ssa-document/1"
LANGUAGE = "en"
"""A document is written in one language, whatever its reader prefers."""

Line = tuple[str, str]
"""A heading and what it says."""
NOBODY: Line = ("", "")


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """All that one document prints, but for what only the renderer knows."""

    kind: str
    acronym: str
    title: str
    """Of the project; empty while there is none."""
    label: str
    """The number of the partner who signs: P5."""
    signs: str
    """The organisation that signs."""
    accepts: str
    """The organisation that signs beside it; empty for a declaration."""
    signatory: Line
    """Who represents the organisation by law, as Part A names them: name, function.

    Both empty while nobody is named. No signature stands for it: who signs is who does.
    """
    accepting: Line
    """Likewise of the organisation that signs beside it."""
    lead: str
    organisation: tuple[Line, ...]
    applicant: tuple[Line, ...]
    project: tuple[Line, ...]
    part: tuple[Line, ...]
    """What the partner does and gets; empty while nothing is planned."""
    others: tuple[tuple[str, str, str, str], ...]
    """For whom a declaration speaks: label, name, country and role, in words."""
    points: tuple[str, ...]
    covered: str
    """What a signature stands for, as canonical JSON."""

    @property
    def text(self) -> str:
        """The canonical JSON that is stored: the covered text by its digest alone."""
        said = {**asdict(self), "covered": digest_of_text(self.covered)}
        return canonical({"format": FORMAT, **said})


def kind_of(row: Partner) -> DocumentKind | None:
    """Return what a partner signs; None for who signs nothing here.

    An associated partner gets no money from the grant and is no party to it.
    """
    if row.role == Role.APPLICANT:
        return DocumentKind.DECLARATION
    return DocumentKind.MANDATE if row.role in MANDATING else None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all documents of a draft are written from."""

    proposal: Proposal
    rows: Sequence[Partnership]
    statements: Statements
    sector: str

    @property
    def applicant(self) -> Partnership | None:
        """Return who applies, if anybody does."""
        return next((each for each in self.rows if each.role == Role.APPLICANT), None)

    def said(self, row: Partnership) -> dict[str, str]:
        """Return the statement of a partner in words."""
        return said_of(
            self.proposal.alliance,
            self.statements.of(row),
            self.statements.burdens.titles,
            sector=self.sector,
        )


def signing_partners(proposal: Proposal) -> list[Partnership]:
    """Return who takes part, by number, with Part A and the alliance: one query."""
    rows = Partnership.objects.taking_part().filter(alliance=proposal.alliance_id)
    found = list(rows.select_related("part_a").order_by("number"))
    for each in found:
        each.alliance = proposal.alliance
    return found


def contents_of(
    proposal: Proposal,
    *,
    rows: Sequence[Partnership] | None = None,
    statements: Statements | None = None,
) -> dict[int, DocumentContent]:
    """Return what everybody who takes part would sign now, by number.

    `rows` are those of `signing_partners` where they were read already, and
    `statements` likewise. One query besides them, for the title of the sector.
    """
    with translation.override(LANGUAGE):
        ground = _Ground(
            proposal,
            signing_partners(proposal) if rows is None else rows,
            statements or statements_of(proposal),
            sector_title_of(proposal.alliance, proposal.alliance.sector),
        )
        found = {
            each.number: _mandate(each, ground)
            for each in ground.rows
            if kind_of(each) is DocumentKind.MANDATE
        }
        if ground.applicant:
            row = ground.applicant
            found[row.number] = _declaration(row, ground)
    return found


def _mandate(row: Partnership, ground: _Ground) -> DocumentContent:
    proposal, applicant = ground.proposal, ground.applicant
    covered, said = ground.statements.of(row), ground.said(row)
    words = mandate_of(
        organisation=row.name,
        applicant=covered.applicant,
        acronym=covered.acronym,
        role=row.role,
    )
    return DocumentContent(
        kind=DocumentKind.MANDATE,
        acronym=covered.acronym,
        title=proposal.alliance.title,
        label=row.label,
        signs=row.name,
        accepts=said["applicant"],
        signatory=_signatory(row),
        accepting=_signatory(applicant) if applicant else NOBODY,
        lead=_("%(name)s mandates %(applicant)s, the applicant, as stated below.")
        % said,
        organisation=_organisation(row),
        applicant=_organisation(applicant) if applicant else (),
        project=_project(proposal, said),
        part=_part(said),
        others=(),
        points=(*words.points, *mandate_points(row.name)),
        covered=covered.text,
    )


def _declaration(row: Partnership, ground: _Ground) -> DocumentContent:
    proposal, said = ground.proposal, ground.said(row)
    declared = declared_by(row, proposal, ground.rows)
    number = len(declared.organisations)
    return DocumentContent(
        kind=DocumentKind.DECLARATION,
        acronym=declared.acronym,
        title=proposal.alliance.title,
        label=row.label,
        signs=row.name,
        accepts="",
        signatory=_signatory(row),
        accepting=NOBODY,
        lead=_("%(name)s declares what follows for the application %(acronym)s.")
        % said,
        organisation=_organisation(row),
        applicant=(),
        project=_project(proposal, said),
        part=_asked(declared, number),
        others=tuple(
            (label, name, _country(code), role_title(role))
            for label, name, code, role in declared.organisations
        ),
        points=declaration_points(row.name, declared.acronym),
        covered=declared.text,
    )


def _signatory(row: Partnership) -> Line:
    """Return who represents a partner, loaded with its Part A; no query."""
    given = getattr(row, "part_a", None)
    if given is None or not given.representative_name:
        return NOBODY
    return given.representative_name, given.representative_function


def _organisation(row: Partnership) -> tuple[Line, ...]:
    return (
        (_("Name"), row.name),
        (_("Country"), _country(row.country_id or "")),
        ("PIC", row.pic or _("Not stated")),
    )


def _country(code: str) -> str:
    return country_name(code) if code else _("Not stated")


def _project(proposal: Proposal, said: Mapping[str, str]) -> tuple[Line, ...]:
    alliance = proposal.alliance
    call = ", ".join(filter(None, [said["call"], said["lot"]]))
    lines = (
        (_("Acronym"), alliance.acronym),
        (_("Title"), alliance.title),
        (_("Call"), call),
        (_("Reference"), alliance.call.reference),
        (_("Sector"), said["sector"]),
    )
    return tuple(each for each in lines if each[1])


def _part(said: Mapping[str, str]) -> tuple[Line, ...]:
    lines = (
        (_("Role"), said["role"]),
        (_("Leads"), said["leads"]),
        (_("Works in"), said["works_in"]),
        (_("Days"), said["days"]),
        (_("Share of the grant"), said["grant"]),
    )
    return tuple(each for each in lines if each[1])


def _asked(declared: Declared, number: int) -> tuple[Line, ...]:
    grant = money(Decimal(declared.grant)) if declared.grant else _("Not stated")
    months = _("%s months") % declared.duration
    everybody = ngettext("%d organisation", "%d organisations", number) % number
    return (
        (_("Grant asked for"), grant),
        (_("Duration"), months if declared.duration else _("Not stated")),
        (_("Speaks for"), everybody),
    )
