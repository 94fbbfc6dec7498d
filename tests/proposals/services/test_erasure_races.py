"""Somebody is forgotten while others write: nobody waits in a circle."""

import pytest
from django.db import transaction

from alliances.enums import Confirmation, Role
from proposals.services import erased_rows
from proposals.services.activity import note_everywhere
from proposals.services.confirmations import decline_participation
from proposals.services.drafts import hold_draft
from proposals.services.erasure import forget_person
from proposals.services.letters import send_letter
from tests.factories import add, make_call, make_draft
from tests.proposals.services.asking import ask, newest_token
from tests.proposals.services.racing import at_once, meeting

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("sent"),
]

ANNA = "anna@school.example"


def test_drafts_are_locked_in_the_order_everybody_locks_in(monkeypatch):
    """A publication locks the older draft, then the younger one."""
    call = make_call()
    older, younger = make_draft(call), make_draft(call)
    for draft in (older, younger):
        add(draft, "Applicant", role=Role.APPLICANT)
        add(draft, "School", confirmation=Confirmation.NOT_INVITED)
    send_letter(kind="confirmation-request", key=ask(older, email=ANNA).pk)
    decline_participation(
        token=newest_token(), name="Anna", function="Head", reason="No time."
    )
    ask(younger, email=ANNA)
    meet = meeting(patience=2)

    def note_later(**acts):
        meet()
        note_everywhere(**acts)

    def publish():
        with transaction.atomic():
            hold_draft(proposal=older)
            meet()
            hold_draft(proposal=younger)

    monkeypatch.setattr(erased_rows, "note_everywhere", note_later)

    forgotten, published = at_once(lambda: forget_person(email=ANNA), publish)

    assert published is None
    assert forgotten.counts["confirmation-request"] == 2
