"""What the log costs: two statements an act, one more for a name that is new to it."""

import uuid
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliances.enums import Confirmation, Role
from proposals.services import composition, confirmations
from proposals.services.composition import PartnerEntry, add_partner, change_partner
from proposals.services.confirmations import confirm_participation
from tests.factories import add, make_call, make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]

ENTRY = PartnerEntry("School", None, Role.FULL_PARTNER)
OTHER = PartnerEntry("Another school", None, Role.FULL_PARTNER)


@pytest.fixture(params=[1, 3])
def drafts(request):
    """Give two drafts that are alike, in whose logs their coordinator stands."""
    call = make_call()
    made = [
        make_eligible_draft(call, confirmation=Confirmation.NOT_INVITED)
        for _each in range(2)
    ]
    for draft in made:
        for number in range(request.param):
            add(draft, f"School {number}")
            add_partner_to(draft)
    return made


def add_partner_to(draft):
    return add_partner(
        proposal=draft,
        entry=ENTRY,
        request_key=uuid.uuid4(),
        by=draft.alliance.coordinator,
    )


def asked(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_saving_a_partner_costs_two_statements_more(drafts, monkeypatch):
    def save(draft):
        row, by = add_partner_to(draft), draft.alliance.coordinator
        return asked(
            partial(change_partner, partnership=row, entry=OTHER, version=1, by=by)
        )

    with_log = save(drafts[0])
    monkeypatch.setattr(composition, "note_act", lambda **_act: None)
    without = save(drafts[1])

    assert with_log - without == 2


def test_confirming_costs_two_statements_more_and_the_name_a_third(drafts, monkeypatch):
    def confirm(draft):
        token, digest = ask_by_mail(draft), shown(draft)
        given = {"token": token, "name": "Anna", "function": "Head"}
        return asked(partial(confirm_participation, **given, seen_digest=digest))

    with_log = confirm(drafts[0])
    monkeypatch.setattr(confirmations, "note_act", lambda **_act: None)
    without = confirm(drafts[1])

    assert with_log - without == 3
