"""Addresses typed on the page of invitations outlast an act on another partner."""

import pytest
from django.urls import reverse

from alliances.enums import Confirmation
from alliances.files.partners import MOST_PARTNERS
from proposals.views.typed_addresses import KEPT
from tests.clients import Window
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask
from tests.proposals.views.inviting import ACTS, act, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def url(draft):
    return reverse("partner-invitations", args=[draft.alliance.public_id])


@pytest.fixture
def maria(draft):
    client = Window()
    client.force_login(draft.alliance.coordinator)
    return client


@pytest.mark.parametrize("name", ACTS)
def test_what_was_typed_for_others_comes_back_once(maria, draft, url, name):
    ask(draft)
    typed = {"email-3": "b@c", "language": "de", "email": "bea@ghent.example"}

    shown = text(maria.post(act(draft, name), typed, follow=True))

    assert 'id="id_email-3" value="b@c"' in shown
    assert '<option value="de" selected>' in shown
    assert 'value="b@c"' not in text(maria.get(url))


def test_what_was_typed_for_others_comes_back_beside_a_refusal(maria, draft):
    ask(draft)

    shown = text(maria.post(act(draft, "elsewhere"), {"email": "", "email-3": "b@c"}))

    assert 'id="id_email-3" value="b@c"' in shown


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
    typed = {f"email-{each}": "b@c" for each in range(500)}

    maria.post(act(draft, "again"), typed)

    assert len(maria.session[KEPT]["typed"]) == MOST_PARTNERS + 1


@pytest.mark.parametrize("numbers", [(2,), (2, 3)])
def test_acts_are_sent_with_what_is_typed(maria, draft, url, numbers):
    for each in numbers:
        ask(draft, each)

    page = text(maria.get(url))

    assert page.count('id="invite"') == 1
    assert f'form="invite" formaction="{act(draft, "again")}"' in page
