"""Part A of organisations, given by a coordinator."""

from typing import Any

from proposals.models import PartA, Proposal
from proposals.services.part_a import PartAEntry, state_part_a

HEAD = PartAEntry(
    street="Calle Mayor 1",
    postcode="42001",
    town="Soria",
    region="Castilla y León",
    website="https://soria.example",
    contact_name="Ana Ruiz",
    contact_function="Project officer",
    contact_email="ana@soria.example",
    representative_name="Prof. Inés Gil",
    representative_function="Rector",
    representative_email="rector@soria.example",
)


def give(
    draft: Proposal, number: int = 1, entry: PartAEntry = HEAD, **values: Any
) -> PartA:
    """State Part A of a partner as its coordinator, over what stands unless stated."""
    partner = draft.alliance.partnerships.get(number=number)
    return state_part_a(
        **{
            "partnership": partner,
            "entry": entry,
            "version": PartA.objects.given_by(partner).version,
            "by": draft.alliance.coordinator,
            **values,
        }
    )
