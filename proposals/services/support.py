"""Support: an administrator looks at the state of a draft, which its log says."""

from django.db import transaction

from alliances.models import User
from proposals.administrator_access import looks_of
from proposals.enums import ActivityKind
from proposals.errors import NotAllowed
from proposals.models import Proposal
from proposals.policies import can_support
from proposals.services.activity import note_act
from proposals.services.drafts import hold_draft


def note_look(*, proposal: Proposal, by: User) -> bool:
    """Note that an administrator looks at a draft; say whether that was new.

    A look lasts an hour: twice within it is one. Refuses with NotAllowed.
    """
    decision = can_support(by)
    if not decision:
        raise NotAllowed(decision.reason)
    with transaction.atomic():
        draft = hold_draft(proposal=proposal)
        is_new = not looks_of(by, draft.pk).exists()
        if is_new:
            note_act(draft=draft, kind=ActivityKind.SUPPORT_LOOKED, by=by)
    return is_new
