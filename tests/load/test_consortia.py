"""Drafts of the crowd are what the product would have left behind."""

import io

import pytest
from django.core.management import call_command

from alliances.enums import Confirmation
from alliances.models import Partnership
from proposals.services.confirmations import confirm_participation
from proposals.snapshots.statements import statements_of
from tests.factories import publish_shipped_call, submit
from tests.load.consortia import make_drafts, people

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_draft_waits_for_those_it_asked_and_is_submitted_then():
    call = publish_shipped_call("rehearsal")
    call_command("load_forms", stdout=io.StringIO())
    first, second = make_drafts(call, people(2, "coordinator"), asked=2)
    draft = first.proposal

    for each in first.asked:
        row = Partnership.objects.get(confirmation_requests=each.request)
        confirm_participation(
            token=each.token,
            name="Anna Kovács",
            function="Rector",
            seen_digest=statements_of(draft).of(row).digest,
        )

    standing = draft.alliance.partnerships.values_list("confirmation", flat=True)
    assert set(standing) == {Confirmation.CONFIRMED}
    assert submit(draft).number.endswith("-1-ES-EPPKA2-SSA-B")
    waits = second.proposal.alliance.partnerships.exclude(
        confirmation=Confirmation.CONFIRMED
    )
    assert [each.number for each in waits] == [2, 3]
