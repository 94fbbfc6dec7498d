"""After an answer an account is offered for the address that was asked."""

import re
import time
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from alliances.models import User
from alliances.services.people import claim_of, claimed
from proposals.models import ConfirmationRequest
from proposals.models.confirmations import digest_of
from tests.clients import Window
from tests.factories import confirm_by_link, make_eligible_draft, make_user
from tests.pages.mails import code_of

pytestmark = pytest.mark.django_db

ANNA = "anna@example.org"


@pytest.fixture
def answered():
    """Return the address of a page that records an answer of Anna."""
    draft = make_eligible_draft()
    given = confirm_by_link(draft.alliance.partnerships.get(number=2))
    ConfirmationRequest.objects.filter(pk=given.pk).update(
        email=ANNA, mailed_at=timezone.now(), token_digest=digest_of("t" * 43)
    )
    return reverse("confirm", args=["t" * 43])


def offer(client, answered):
    """Follow the offer of the page; return its address."""
    page = client.get(answered).content.decode()
    start = page.index(reverse("account_signup"))
    return unescape(page[start : page.index('"', start)])


def test_the_account_is_opened_for_that_address_and_shows_the_answer(
    client, answered, mailoutbox
):
    address = offer(client, answered)
    form = client.get(address).content.decode()

    client.post(
        address,
        {
            "full_name": "Anna Kovács",
            "email": "mallory@example.org",
            "password1": "a long password of hers",
            "claim_key": parse_qs(urlsplit(address).query)["claim_key"][0],
            "next": reverse("own-requests"),
        },
    )
    landed = client.post(
        reverse("account_email_verification_sent"),
        {"code": code_of(mailoutbox[-1]), "next": reverse("own-requests")},
        follow=True,
    )

    assert f'value="{ANNA}"' in form
    assert "For the address that was asked, and for no other." in form
    assert [each.email for each in User.objects.filter(full_name="Anna Kovács")] == [
        ANNA
    ]
    assert mailoutbox[-1].to == [ANNA]
    assert "<h1>My invitations</h1>" in landed.content.decode()
    assert "Chamber of Ghent" in landed.content.decode()


def test_the_name_just_given_stands_in_the_form_and_in_no_address(client, answered):
    ConfirmationRequest.objects.update(answered_name="Anna Kovács")
    address = offer(client, answered)

    form = client.get(address).context["form"]

    claim = parse_qs(urlsplit(address).query)["claim_key"][0]
    assert form["full_name"].value() == "Anna Kovács"
    assert claimed(claim=claim) == (ANNA, ConfirmationRequest.objects.get().pk)


def test_an_answer_that_is_gone_leaves_the_name_empty(client):
    claim = claim_of(email=ANNA, answer=0)

    form = client.get(reverse("account_signup"), {"claim_key": claim}).context["form"]

    assert form["full_name"].value() == ""


def test_the_page_is_the_same_for_known_and_unknown_addresses(client, answered):
    def text():
        page = client.get(answered).content.decode()
        # The signed key of the page says when it was made, to the second.
        changing = r'claim_key=[^&]+&|[A-Za-z0-9]{64}|value="[0-9]+:[\w:-]+"'
        return re.sub(changing, "", page)

    before = text()
    make_user(ANNA)

    assert "Open an account for this address" in before
    assert text() == before


def test_nothing_shows_before_the_address_is_proven(client, answered, mailoutbox):
    address = offer(client, answered)
    client.post(
        address,
        {
            "full_name": "Mallory",
            "password1": "a long password of his",
            "claim_key": parse_qs(urlsplit(address).query)["claim_key"][0],
        },
    )

    assert mailoutbox[-1].to == [ANNA]
    assert client.get(reverse("own-requests")).status_code == 302


def test_without_sign_up_only_signing_in_is_offered(client, answered, settings):
    settings.SIGN_UP = False

    page = client.get(answered).content.decode()

    assert "Open an account for this address" not in page
    assert "I have an account" in page


def test_whoever_is_signed_in_is_led_to_their_invitations(answered):
    window = Window()
    window.force_login(make_user())

    page = window.get(answered).content.decode()

    assert "I have an account" not in page
    assert f'<a href="{reverse("own-requests")}">My invitations</a>' in page


@pytest.mark.parametrize(
    "forge",
    [lambda: "", lambda: "forged", lambda: signing.dumps([ANNA, 7], salt="else")],
    ids=["empty", "no signature", "signed for something else"],
)
def test_a_forged_claim_holds_the_form_to_nothing(client, forge):
    claim = forge()

    page = client.get(reverse("account_signup"), {"claim_key": claim})

    assert claimed(claim=claim) == ("", 0)
    assert not page.context["form"].fields["email"].disabled


def test_a_claim_ends_after_a_day(monkeypatch):
    claim = claim_of(email="Anna@Example.org", answer=7)
    before = claimed(claim=claim)
    day = timedelta(days=1, seconds=2).total_seconds()
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + day)

    assert (before, claimed(claim=claim)) == ((ANNA, 7), ("", 0))
