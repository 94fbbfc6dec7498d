"""How far each mandate and the declaration of a draft are."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from alliances.models import Partnership
from alliances.words import day_words
from eligibility.words import BRUSSELS
from proposals.completeness import Contents
from proposals.enums import DocumentKind
from proposals.models import FormalDocument, Proposal, SignedCopy
from proposals.selectors.asking.planned_statements import planned_statements
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.mandates.document_contents import (
    DocumentContent,
    contents_of,
    kind_of,
    signing_partners,
)
from proposals.selectors.mandates.signed_copies import CopyLine, copy_lines
from proposals.snapshots.covered import digest_of_text


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """What was drawn for a partner, the newest first among them."""

    key: uuid.UUID
    code: str
    """As it is printed: "7F3A 9C21"."""
    is_ready: bool
    has_failed: bool
    is_present: bool
    """Whether it says what the draft says now."""
    day: str

    @property
    def is_waiting(self) -> bool:
        """Whether a worker is about to draw it."""
        return not self.is_ready and not self.has_failed


@dataclass(frozen=True, slots=True)
class SigningRow:
    """One partner, and what it signs."""

    number: int
    label: str
    name: str
    kind: str
    """In words; empty for who signs nothing."""
    drawn: DrawnLine | None
    """The newest one; None while nothing was drawn."""
    copy: CopyLine | None
    """The signed copy that stands."""


@dataclass(frozen=True, slots=True)
class SigningPage:
    """Everybody of a draft, and how far what they sign is."""

    masthead: Masthead
    public_id: uuid.UUID
    rows: tuple[SigningRow, ...]
    """Who signs something, the applicant first."""
    signs_nothing: tuple[str, ...]
    """Labels and names of the others."""

    @property
    def is_waiting(self) -> bool:
        """Whether something is about to be drawn."""
        return any(row.drawn and row.drawn.is_waiting for row in self.rows)

    @property
    def ready(self) -> int:
        """How many can be downloaded as they stand now."""
        lines = (row.drawn for row in self.rows)
        return sum(bool(each and each.is_ready and each.is_present) for each in lines)

    @property
    def summary(self) -> str:
        """Say how many of those who sign have something to sign."""
        words = ngettext(
            "%(ready)d of %(all)d drawn as the draft stands",
            "%(ready)d of %(all)d drawn as the draft stands",
            len(self.rows),
        )
        return words % {"ready": self.ready, "all": len(self.rows)}


def signing_page(
    proposal: Proposal, planned: Contents, *, now: dt.datetime
) -> SigningPage:
    """Return the page of a draft that was read: four queries besides it."""
    partners = signing_partners(proposal)
    statements = planned_statements(planned)
    contents = contents_of(proposal, rows=partners, statements=statements)
    drawn = drawn_of(each.pk for each in partners)
    standing = standing_copies(proposal)
    rows = [
        _row(each, contents[each.number], drawn[each.pk], standing)
        for each in partners
        if each.number in contents
    ]
    declaration = str(DocumentKind.DECLARATION.label)
    return SigningPage(
        masthead=masthead_of(proposal, now=now),
        public_id=proposal.alliance.public_id,
        rows=tuple(sorted(rows, key=lambda row: (row.kind != declaration, row.number))),
        signs_nothing=tuple(
            f"{each.label} {each.name}" for each in partners if kind_of(each) is None
        ),
    )


def standing_copies(proposal: Proposal) -> dict[tuple[int, str], SignedCopy]:
    """Return signed copies that stand, by partner and kind: one query."""
    rows = SignedCopy.objects.filter(
        partnership__alliance=proposal.alliance_id, ended_at=None
    ).select_related("document", "uploaded_by", "request")
    return {(each.partnership_id, each.kind): each for each in rows}


def drawn_of(partners: Iterable[int]) -> Mapping[int, list[FormalDocument]]:
    """Return what was drawn for partners by their keys, the newest first."""
    found: dict[int, list[FormalDocument]] = defaultdict(list)
    for each in FormalDocument.objects.filter(partnership__in=list(partners)):
        found[each.partnership_id].append(each)
    return found


def newest_line(
    content: DocumentContent, drawn: Sequence[FormalDocument]
) -> DrawnLine | None:
    """Return what is to be signed now if it was drawn, else the newest of before."""
    of_kind = [each for each in drawn if each.kind == content.kind]
    covered = digest_of_text(content.covered)
    present = [each for each in of_kind if each.covered_digest == covered]
    newest = next(iter(present or of_kind), None)
    if newest is None:
        return None
    day = newest.requested_at.astimezone(BRUSSELS).date()
    return DrawnLine(
        key=newest.public_id,
        code=f"{newest.code[:4]} {newest.code[4:]}",
        is_ready=bool(newest.file),
        has_failed=newest.has_failed,
        is_present=bool(present),
        day=day_words(day),
    )


def _row(
    row: Partnership,
    content: DocumentContent,
    drawn: Sequence[FormalDocument],
    standing: Mapping[tuple[int, str], SignedCopy],
) -> SigningRow:
    copy = standing.get((row.pk, content.kind))
    return SigningRow(
        number=row.number,
        label=row.label,
        name=row.name,
        kind=str(DocumentKind(content.kind).label),
        drawn=newest_line(content, drawn),
        copy=copy_lines([copy], content)[0] if copy else None,
    )
