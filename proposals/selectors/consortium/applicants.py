"""Who applies on behalf of a consortium."""

from alliances.enums import Role
from alliances.models import Partnership


def applicant_name(alliance: int) -> str:
    """Return the name of the applicant; empty while nobody applies. One query."""
    rows = Partnership.objects.taking_part().filter(
        alliance=alliance, role=Role.APPLICANT
    )
    return rows.order_by("number").values_list("name", flat=True).first() or ""
