"""The page of invitations as its tests use it: whose it is, its acts, its words."""

from typing import Any

import pytest
from django.urls import reverse

from alliances.enums import Confirmation
from proposals.models import Proposal
from tests.clients import Window
from tests.factories import make_eligible_draft

ACTS = ("again", "elsewhere", "revoke")


@pytest.fixture
def draft() -> Proposal:
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def url(draft: Proposal) -> str:
    return reverse("partner-invitations", args=[draft.alliance.public_id])


@pytest.fixture
def maria(draft: Proposal) -> Window:
    """Give the window of the coordinator."""
    client = Window()
    client.force_login(draft.alliance.coordinator)
    return client


def act(draft: Proposal, name: str, number: int = 2) -> str:
    """Return the address of an act on one partner who is asked."""
    public_id = draft.alliance.public_id
    return reverse(f"partner-invitation-{name}", args=[public_id, number])


def text(answer: Any) -> str:
    """Return a page in one line."""
    return " ".join(answer.content.decode().split())
