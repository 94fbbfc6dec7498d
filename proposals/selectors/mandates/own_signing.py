"""The mandate of one partner as its contact sees it by the link."""

from dataclasses import dataclass

from proposals.models import ConfirmationRequest
from proposals.policies import can_sign
from proposals.selectors.mandates.document_contents import contents_of
from proposals.selectors.mandates.signed_copies import CopyLine, copies_of, copy_lines
from proposals.selectors.mandates.signing import DrawnLine, drawn_of, newest_line
from proposals.snapshots.statements import Statements


@dataclass(frozen=True, slots=True)
class OwnSigning:
    """What the contact of a partner has to sign."""

    drawn: DrawnLine | None
    """None while nothing was drawn."""
    copy: CopyLine | None
    """The signed copy that stands."""


def own_signing(
    asked: ConfirmationRequest, statements: Statements
) -> OwnSigning | None:
    """Return the mandate behind a link, None where it leads to none: five queries."""
    if not can_sign(asked):
        return None
    row = asked.partnership
    content = contents_of(row.alliance.proposal, statements=statements)[row.number]
    standing = [each for each in copies_of(row) if each.ended_at is None]
    return OwnSigning(
        drawn=newest_line(content, drawn_of([row.pk])[row.pk]),
        copy=next(iter(copy_lines(standing, content)), None),
    )
