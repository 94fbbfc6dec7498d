"""Late texts of a draft that somebody may know of."""

from django.db.models import QuerySet

from alliances.models import User
from proposals.models import LateText, Proposal
from proposals.policies import can_draw


def late_texts_of(proposal: Proposal, reader: User) -> QuerySet[LateText]:
    """Return what came after the close: all for who writes the draft, else one's own.

    Also once the draft is open again: then it is wanted most.
    """
    rows = LateText.objects.filter(proposal=proposal)
    return rows if can_draw(reader, proposal) else rows.filter(person=reader)
