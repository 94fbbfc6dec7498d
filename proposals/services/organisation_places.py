"""Taking and giving up the places of organisations, as part of a submission."""

from eligibility.core import ConsortiumSnapshot
from proposals.models import OrganisationPlace, Proposal
from proposals.snapshots import keys_of


def hold_places(*, proposal: Proposal, snapshot: ConsortiumSnapshot) -> None:
    """Take a place for each organisation of the snapshot, and give up all others.

    Takes none where the law does not ask for them. The new ones come first and in one
    order, so that two submissions wait for each other in one direction only. A place
    that another live submission holds is an IntegrityError.
    """
    asks = snapshot.standing_elsewhere is not None
    keys = keys_of(snapshot.participants).keys() if asks else set()
    own = OrganisationPlace.objects.filter(proposal=proposal)
    if not keys:
        own.delete()
        return
    new = keys - set(own.values_list("organisation_key", flat=True))
    OrganisationPlace.objects.bulk_create(
        OrganisationPlace(
            call_id=snapshot.call, proposal=proposal, organisation_key=key
        )
        for key in sorted(new)
    )
    own.exclude(organisation_key__in=keys).delete()


def give_up_places(*, proposal: Proposal) -> None:
    """Free the organisations of a submission that counts no longer; twice is once."""
    OrganisationPlace.objects.filter(proposal=proposal).delete()
