"""What tests of the page of invitations press, and what they read."""

from typing import Any

from django.urls import reverse

from proposals.models import Proposal

ACTS = ("again", "elsewhere", "revoke")


def act(draft: Proposal, name: str, number: int = 2) -> str:
    """Return the address of an act on one partner who is asked."""
    public_id = draft.alliance.public_id
    return reverse(f"partner-invitation-{name}", args=[public_id, number])


def text(answer: Any) -> str:
    """Return a page in one line."""
    return " ".join(answer.content.decode().split())
