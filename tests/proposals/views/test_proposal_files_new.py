"""A whole proposal brought by somebody who has no alliance yet."""

import pytest

from proposals.models import Proposal, ProposalUpload
from tests.proposals.services.whole_proposals import WHOLE
from tests.proposals.views.whole_files import (
    bring_new,
    changed,
    maria,
    takes,
    text_of,
    ticked,
)

__all__ = ["maria"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maria")]


def test_nothing_is_opened_before_somebody_says_so(client):
    page = client.get(bring_new(client, WHOLE).url)

    assert Proposal.objects.count() == 0
    assert "becomes a new alliance, ATLAS." in text_of(page)
    assert len(takes(page)) == len(ticked(page))
    assert "Open the alliance with what is ticked" in text_of(page)


def test_new_alliance_may_be_opened_with_nothing_else(client):
    address = bring_new(client, WHOLE).url

    answer = client.post(address)

    assert answer.url == address
    assert Proposal.objects.get().alliance.acronym == "ATLAS"


def test_whole_proposal_of_an_unknown_call_is_refused(client):
    answer = bring_new(client, changed(call="1999"))

    assert answer.status_code == 422
    assert "/call" in text_of(answer)
    assert ProposalUpload.objects.count() == 0
