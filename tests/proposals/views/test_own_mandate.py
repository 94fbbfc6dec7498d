import pytest
from django.urls import reverse

from proposals.models import FormalDocument
from proposals.services.formal_documents import render_document
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, code_by_mail, grow_old, partner
from tests.proposals.services.signing import confirmed_link, draw, drawn

pytestmark = pytest.mark.django_db
MOVED, MISSING = 302, 404


@pytest.fixture
def draft():
    return make_eligible_draft(acronym="CHARTER")


@pytest.fixture
def token(draft):
    return confirmed_link(draft)


def at(token, name="own-mandate"):
    return reverse(name, args=[token])


def page(client, token):
    return client.get(at(token, "confirm"))


def test_who_confirmed_is_offered_the_mandate(client, token):
    answer = page(client, token)

    assert answer.context["page"].signing.drawn is None
    assert "Draw the mandate" in answer.content.decode()


def test_who_has_not_answered_is_not(client, draft):
    draft.alliance.partnerships.filter(number=2).update(confirmation="not_invited")
    token = ask_by_mail(draft)

    assert page(client, token).context["page"].signing is None
    assert client.get(at(token)).status_code == MISSING
    assert client.post(at(token, "own-mandate-draw")).status_code == MISSING


def test_drawing_leads_back_to_the_page_of_the_link(client, token, draft):
    answer = client.post(at(token, "own-mandate-draw"))

    text = page(client, token).content.decode()
    assert answer.status_code == MOVED
    assert answer.url == f"{at(token, 'confirm')}#mandate"
    assert drawn(draft).partnership == partner(draft)
    assert 'hx-select="#mandate"' in text
    assert "Draw the mandate" not in text


def test_the_drawn_mandate_is_downloaded_by_the_link(client, token, draft):
    client.post(at(token, "own-mandate-draw"))
    render_document(key=drawn(draft).pk)

    answer = client.get(at(token))

    assert "Download the mandate" in page(client, token).content.decode()
    assert answer.getvalue().startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]


def test_looking_draws_nothing(client, token):
    for _time in range(3):
        page(client, token)

    assert client.get(at(token)).status_code == MISSING
    assert client.get(at(token, "own-mandate-draw")).status_code == 405
    assert FormalDocument.objects.count() == 0


def test_a_link_never_leads_to_the_mandate_of_another_partner(client, draft):
    token = confirmed_link(draft, 3)
    draw(draft, 2)

    assert client.get(at(token)).status_code == MISSING


def test_a_newer_question_ends_the_way_of_the_old_link(client, token, draft):
    draw(draft)
    asked = partner(draft).confirmation_requests.get()
    asked.revoked_at = asked.requested_at
    asked.save()

    assert client.get(at(token)).status_code == MISSING
    assert client.post(at(token, "own-mandate-draw")).status_code == MISSING


def test_an_old_link_asks_for_its_code_first(client, token, draft):
    draw(draft)
    grow_old()

    looked, drew = client.get(at(token)), client.post(at(token, "own-mandate-draw"))
    typed = {"act": "enter-code", "code": code_by_mail(token)}
    entered = client.post(at(token, "confirm"), typed)
    key = entered.url.partition("?key=")[2]
    opened = client.get(f"{at(token)}?key={key}")

    assert (looked.url, drew.url) == (at(token, "confirm"),) * 2
    assert opened.getvalue().startswith(b"%PDF-")


def test_a_link_that_closed_while_the_button_was_pressed_leads_back(
    client, token, monkeypatch
):
    monkeypatch.setattr("proposals.services.formal_documents.can_sign", lambda _: False)

    answer = client.post(at(token, "own-mandate-draw"))

    assert answer.url == at(token, "confirm")
    assert FormalDocument.objects.count() == 0


def test_unknown_links_are_not_found(client):
    assert client.get(at("x" * 43)).status_code == MISSING
