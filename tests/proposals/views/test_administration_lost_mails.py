"""Mail that came back, in the list of work: where it belongs and who can act."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.selectors.listing import Cell
from proposals.enums import LetterState
from proposals.enums.mails import Rung
from proposals.models import ConfirmationRequest, Reminder
from proposals.selectors.letters.letter_kinds import kind_of
from tests.factories import add, make_draft, make_user

pytestmark = pytest.mark.django_db

WORK = reverse("administration-work")
LOST = {"email": "lost@example.org", "letter_state": LetterState.BOUNCED}


@pytest.mark.parametrize(
    ("make", "remedy"),
    [
        (
            lambda draft: ConfirmationRequest.objects.create(
                partnership=add(draft, "Chamber of Ghent"),
                requested_by=draft.alliance.coordinator,
                expires_at=timezone.now(),
                **LOST,
            ),
            "Asks at another address, or sends it again",
        ),
        (
            lambda draft: Reminder.objects.create(
                proposal=draft,
                person=draft.alliance.coordinator,
                rung=Rung.ONE_DAY,
                deadline=timezone.now(),
                **LOST,
            ),
            "",
        ),
    ],
)
def test_lost_mail_leads_to_its_draft_and_to_who_can_act(client, make, remedy):
    anna = make_user("anna@example.org", full_name="Anna Peeters")
    draft = make_draft(by=anna)
    kind = kind_of(make(draft)).name

    client.force_login(make_user("anton@example.org", is_staff=True))

    answer = client.get(WORK, {"kind": kind, "state": "failed"})

    (row,) = answer.context["page"].rows

    place = reverse("administration-draft", args=[draft.alliance.public_id])
    assert (row[0].address, row[3]) == (
        place,
        Cell("Anna Peeters", address="mailto:anna@example.org", note=remedy),
    )
    assert 'data-label="Why it failed"' in answer.content.decode()
