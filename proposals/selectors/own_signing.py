"""The mandate of one partner as its contact sees it by the link."""

from dataclasses import dataclass

from proposals.models import ConfirmationRequest
from proposals.policies import can_sign
from proposals.selectors.document_contents import contents_of
from proposals.selectors.signing import DrawnLine, drawn_of, newest_line
from proposals.snapshots.statements import Statements


@dataclass(frozen=True, slots=True)
class OwnSigning:
    """What the contact of a partner has to sign."""

    drawn: DrawnLine | None
    """None while nothing was drawn."""


def own_signing(
    asked: ConfirmationRequest, statements: Statements
) -> OwnSigning | None:
    """Return the mandate behind a link, None where it leads to none: four queries."""
    if not can_sign(asked):
        return None
    row = asked.partnership
    content = contents_of(row.alliance.proposal, statements=statements)[row.number]
    return OwnSigning(newest_line(content, drawn_of([row.pk])[row.pk]))
