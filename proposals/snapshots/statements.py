"""What every partner of a draft would confirm now."""

from dataclasses import dataclass

from alliances.models import Alliance, Partnership
from alliances.partner import Partner
from eligibility.core import GONE, ConsortiumSnapshot, Role
from proposals.models import Proposal
from proposals.snapshots.burdens import Burdens, burdens_of
from proposals.snapshots.covered import Covered, covered_by
from proposals.snapshots.reference import current_reference
from proposals.snapshots.taking import take_alone


@dataclass(frozen=True, slots=True)
class Statements:
    """What statements say besides the partner itself."""

    applicant: str
    """The name of who applies, empty while there is nobody."""
    burdens: Burdens

    def of(self, row: Partnership) -> Covered:
        """Return the statement of a partner, which comes with its alliance."""
        return self.about(row, row.alliance)

    def about(self, partner: Partner, alliance: Alliance) -> Covered:
        """Return the statement of a partner of the alliance."""
        burden = self.burdens.of(partner.number)
        return covered_by(partner, alliance, applicant=self.applicant, burden=burden)


def statements_of(proposal: Proposal) -> Statements:
    """Return what partners of a draft would confirm: five queries, a few more once."""
    call = proposal.alliance.call_id
    (snapshot,) = take_alone([proposal], current_reference({call}))
    return statements_in(proposal, snapshot)


def statements_in(proposal: Proposal, snapshot: ConsortiumSnapshot) -> Statements:
    """Return the same of a draft whose snapshot was taken: three queries."""
    applying = [
        each.name
        for each in snapshot.participants
        if each.role is Role.APPLICANT and each.answer not in GONE
    ]
    return Statements(next(iter(applying), ""), burdens_of(proposal, snapshot))
