"""What one partner signs, what was drawn of it, and the signed copies."""

import datetime as dt
import uuid
from dataclasses import dataclass

from alliances.models import Partnership
from proposals.models import Proposal
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.mandates.document_contents import contents_of, kind_of
from proposals.selectors.mandates.signed_copies import CopyLine, copies_of, copy_lines
from proposals.selectors.mandates.signing import DrawnLine, drawn_of, newest_line


@dataclass(frozen=True, slots=True)
class PartnerDocumentPage:
    """The page of what one partner signs."""

    masthead: Masthead
    public_id: uuid.UUID
    number: int
    label: str
    name: str
    kind: str
    drawn: DrawnLine | None
    copies: tuple[CopyLine, ...]
    """The standing one first, then those of before."""


def partner_document_page(
    proposal: Proposal, row: Partnership, *, now: dt.datetime
) -> PartnerDocumentPage:
    """Return the page of a partner who signs something."""
    content = contents_of(proposal).get(row.number)
    kind = kind_of(row)
    return PartnerDocumentPage(
        masthead=masthead_of(proposal, now=now),
        public_id=proposal.alliance.public_id,
        number=row.number,
        label=row.label,
        name=row.name,
        kind=str(kind.label) if kind else "",
        drawn=newest_line(content, drawn_of([row.pk])[row.pk]) if content else None,
        copies=copy_lines(copies_of(row), content),
    )
