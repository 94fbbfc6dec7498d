"""Addresses typed on the page of invitations outlast an act on another partner."""

import pytest
from django.urls import reverse

from alliances.enums import Confirmation
from alliances.files.partners import MOST_PARTNERS
from proposals.models import ConfirmationRequest
from proposals.views.typed_addresses import KEPT
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ADDRESS, ask
from tests.proposals.views.inviting import ACTS, act, draft, maria, text, url

__all__ = ["draft", "maria", "url"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ACTS)
def test_what_was_typed_for_others_comes_back_once(maria, draft, url, name):
    ask(draft)
    other = {"elsewhere-2": "bea@ghent.example"}
    typed = {"email-3": "b@c", "language": "de", **other}

    shown = text(maria.post(act(draft, name), typed, follow=True))

    assert 'id="id_email-3" value="b@c"' in shown
    assert '<option value="de" selected>' in shown
    assert 'value="b@c"' not in text(maria.get(url))


def test_what_was_typed_for_others_comes_back_beside_a_refusal(maria, draft):
    ask(draft)

    shown = text(
        maria.post(act(draft, "elsewhere"), {"elsewhere-2": "", "email-3": "b@c"})
    )

    assert 'id="id_email-3" value="b@c"' in shown


@pytest.mark.parametrize("name", ACTS)
def test_other_address_typed_for_somebody_else_comes_back_too(maria, draft, name):
    for each in (2, 3):
        ask(draft, each)
    typed = {"elsewhere-2": "bea@ghent.example", "elsewhere-3": "carl@porto.example"}

    shown = text(maria.post(act(draft, name), typed, follow=True))

    assert 'id="id_elsewhere-3" value="carl@porto.example"' in shown
    assert ('value="bea@ghent.example"' in shown) is (name == "again")


def test_sending_invitations_says_that_another_address_was_not_asked(maria, draft, url):
    ask(draft)
    typed = {"email-3": "b@c.example", "elsewhere-2": "bea@ghent.example"}

    answer = maria.post(url, typed)

    said = "Press “Ask there”, or empty this address: nobody was asked yet."
    assert answer.status_code == 422
    assert f'<a href="#id_elsewhere-2">P2 Chamber of Ghent: {said}</a>' in text(answer)
    assert 'value="b@c.example"' in text(answer)
    assert ConfirmationRequest.objects.count() == 1


def test_the_address_that_was_asked_does_not_keep_invitations_back(maria, draft, url):
    ask(draft)

    maria.post(url, {"email-3": "b@c.example", "elsewhere-2": ADDRESS.upper()})

    assert ConfirmationRequest.objects.count() == 2


def test_what_was_typed_stays_with_its_alliance(maria, draft, url):
    ask(draft)
    other = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    other.alliance.coordinator = draft.alliance.coordinator
    other.alliance.save()
    asked = reverse("partner-invitations", args=[other.alliance.public_id])

    maria.post(act(draft, "again"), {"email-3": "b@c"})

    assert 'value="b@c"' not in text(maria.get(asked))
    assert 'value="b@c"' in text(maria.get(url))


def test_no_more_is_kept_than_the_page_asks(maria, draft):
    ask(draft)
    typed = {f"email-{each}": "b@c" for each in range(900)}

    maria.post(act(draft, "again"), typed)

    assert len(maria.session[KEPT]["typed"]) == 2 * MOST_PARTNERS + 1


@pytest.mark.parametrize("numbers", [(2,), (2, 3)])
def test_acts_are_sent_with_what_is_typed(maria, draft, url, numbers):
    for each in numbers:
        ask(draft, each)

    page = text(maria.get(url))

    assert page.count('id="invite"') == 1
    assert f'form="invite" formaction="{act(draft, "again")}"' in page
