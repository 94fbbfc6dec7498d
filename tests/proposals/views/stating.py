"""The facts of a draft, as tests ask for them and send them back."""

import pytest
from django.urls import reverse

from proposals.forms.facts import facts_values
from proposals.models import Proposal
from proposals.selectors.drafts.facts import fact_choices
from tests.factories import make_eligible_draft

BOTH = ["facts", "facts-fragment"]
"""The page of its own, and field by field as they are typed."""


@pytest.fixture
def draft(client):
    """Return a draft whose coordinator is signed in."""
    proposal = make_eligible_draft(grant_requested_eur=None)
    client.force_login(proposal.alliance.coordinator)
    return proposal


def address(draft, name):
    return reverse(name, args=[draft.alliance.public_id])


def typed(draft, **changes):
    """Return what a browser sends back: the facts as they stand, with these changes."""
    values = facts_values(draft, fact_choices(draft))
    said = {name: "" if value is None else value for name, value in values.items()}
    return said | changes


def stored(draft):
    return Proposal.objects.select_related("alliance").get(pk=draft.pk)
