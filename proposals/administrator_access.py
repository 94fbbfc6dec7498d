"""Drafts of anybody, for administrators: to others they do not exist (404)."""

import datetime as dt
import uuid

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone

from alliances.access import require_administrator
from proposals.enums import ActivityKind
from proposals.models import Activity, ActivityPerson, Proposal
from proposals.models.seen import ALLIANCE_PARTS
from proposals.policies import Person

LOOK_LASTS = dt.timedelta(hours=1)
"""How long what support came to look at is shown before it is noted anew."""
LOOKED = "looked_at"


def get_any_proposal(user: Person, public_id: uuid.UUID) -> Proposal:
    """Return a draft with all it pins, whoever coordinates it. One query.

    It knows when `user` last came to look at its state, see `last_look`.
    """
    require_administrator(user)
    looks = looks_of(user, OuterRef("pk")).order_by().values("proposal")
    last = Subquery(looks.values(last=Max("at")))
    pins = ("rulebook", "form", *(f"alliance__{name}" for name in ALLIANCE_PARTS))
    rows = Proposal.objects.annotate(**{LOOKED: last}).select_related(*pins)
    return get_object_or_404(rows.defer("form__text"), alliance__public_id=public_id)


def last_look(proposal: Proposal) -> dt.datetime | None:
    """Return when who obtained a draft here came to look at it, None if not lately."""
    looked: dt.datetime | None = getattr(proposal, LOOKED)
    return looked


def looks_of(user: Person, proposal: OuterRef | int) -> QuerySet[Activity]:
    """Return the looks `user` took at the state of a draft and that last."""
    own = ActivityPerson.objects.filter(account=user.pk, proposal=OuterRef("proposal"))
    return Activity.objects.filter(
        proposal=proposal,
        kind=ActivityKind.SUPPORT_LOOKED,
        at__gt=timezone.now() - LOOK_LASTS,
        who__in=own.values("commitment"),
    )
