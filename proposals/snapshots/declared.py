"""What the applicant declares: the application as it asks for a grant, for everybody.

The title is printed and not covered, as for partners.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from alliances.enums import Role
from alliances.partner import Partner
from eligibility.core import canonical
from proposals.models import Proposal
from proposals.snapshots.covered import digest_of_text


@dataclass(frozen=True, slots=True)
class Declared:
    """The fields of one declaration, as codes and as stated."""

    acronym: str
    applicant: str
    call: str
    country: str
    duration: str
    """Months, empty while they are not stated."""
    grant: str
    """EUR with cents, empty while it is not stated."""
    lot: str
    pic: str
    sector: str
    organisations: tuple[tuple[str, str, str, str], ...]
    """Label, name, country and role of everybody who takes part, by number."""

    @property
    def text(self) -> str:
        """The canonical JSON."""
        return canonical(asdict(self))

    @property
    def digest(self) -> str:
        """The SHA-256 that stands for it."""
        return digest_of_text(self.text)


def declared_by(
    applicant: Partner, proposal: Proposal, rows: Sequence[Partner]
) -> Declared:
    """Return what a declaration of the applicant would cover; `rows` are all."""
    alliance = proposal.alliance
    months = proposal.duration_months
    return Declared(
        acronym=alliance.acronym,
        applicant=applicant.name,
        call=alliance.call_id,
        country=applicant.country_id or "",
        duration="" if months is None else str(months),
        grant=_amount(proposal.grant_requested_eur),
        lot=str(alliance.lot_id),
        pic=applicant.pic,
        sector=alliance.sector,
        organisations=tuple(
            (each.label, each.name, each.country_id or "", each.role)
            for each in rows
            if each.takes_part and each.role != Role.ASSOCIATED_PARTNER
        ),
    )


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"
