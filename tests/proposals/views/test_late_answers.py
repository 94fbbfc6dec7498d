"""Who answers by a link that takes no answer is told so, and loses no word."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliances.views.sent_again import PLAIN_FORM
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest
from proposals.selectors.drafts.masthead import second_words
from proposals.services.confirmation_requests import revoke_request
from proposals.views import private_links
from tests.proposals.services.asking import ask_by_mail, make_charter, shown_text

pytestmark = pytest.mark.django_db

SHOWN, MISSING, STALE, GONE, TOO_OFTEN = 200, 404, 409, 410, 429
NOT_RECORDED = "Your answer was not recorded."


@pytest.fixture
def draft():
    return make_charter()


@pytest.fixture
def url(draft):
    return reverse("confirm", args=[ask_by_mail(draft)])


@pytest.fixture
def yes(draft):
    seen = shown_text(draft)
    return {"answer": "confirm", "name": "Anna", "function": "Rector", "seen": seen}


def post(url, typed, origin=""):
    window = Client(enforce_csrf_checks=True)
    return window.post(url, typed, headers={"Origin": origin} if origin else None)


def text(answer):
    return " ".join(answer.content.decode().split())


def stored():
    return ConfirmationRequest.objects.get()


def test_same_press_twice_is_no_news(url, yes):
    post(url, yes)

    answer = post(url, yes)

    assert answer.status_code == SHOWN
    assert NOT_RECORDED not in text(answer)


@pytest.mark.parametrize(
    "late",
    [
        {"name": "Ben"},
        {"function": "Dean"},
        {"answer": "decline", "reason": "No staff."},
        {"answer": "decline", "name": "", "function": "", "reason": "No staff."},
        {"answer": "change", "words": "Ten days."},
        {"answer": "not-ours"},
    ],
)
def test_another_answer_is_told_that_it_was_not_recorded(url, yes, late):
    post(url, yes)

    answer = post(url, yes | late)

    moment = second_words(stored().answered_at)
    assert answer.status_code == STALE
    assert (
        f"<b>{NOT_RECORDED}</b> Already answered: confirmed by Anna, Rector, {moment}."
    ) in text(answer)
    assert (stored().answer, stored().answered_name) == ("confirmed", "Anna")


def test_late_no_keeps_its_words_and_reads_how_to_say_no(url, yes):
    post(url, yes)

    page = text(post(url, {"answer": "decline", "name": "Bea", "reason": "No staff."}))

    assert '<dt>Your name</dt><dd lang="">Bea</dd>' in page
    assert '<dt>Your reason</dt><dd lang="">No staff.</dd>' in page
    assert "To say no now, write to Maria Kazlauskienė" in page
    assert "its link takes a no." in page


def test_late_change_keeps_what_was_chosen_in_words(url, yes):
    post(url, {"answer": "decline", "name": "Bea", "reason": "No staff."})

    page = text(post(url, yes | {"answer": "change", "new_country": "FR"}))

    assert "Already answered: declined by Bea," in page
    assert '<dt>Country</dt><dd lang="">France</dd>' in page
    assert "To change the answer, write to Maria Kazlauskienė" in page


def test_yes_after_a_stranger_shows_nothing_of_the_draft_but_what_was_typed(url, yes):
    post(url, {"answer": "not-ours"})

    answer = post(url, yes)

    page = text(answer)
    assert answer.status_code == STALE
    assert (
        f"<b>{NOT_RECORDED}</b> Already answered by this link: that it is not" in page
    )
    assert '<dt>Your name</dt><dd lang="">Anna</dd>' in page
    assert "CHARTER" not in page
    assert "maria@example.org" not in page
    assert stored().answer == PartnerAnswer.NOT_OURS


def test_stranger_who_says_so_twice_is_told_the_same(url):
    post(url, {"answer": "not-ours"})

    answer = post(url, {"answer": "not-ours"})

    assert answer.status_code == SHOWN
    assert NOT_RECORDED not in text(answer)


def take_back(draft):
    revoke_request(asked=stored(), by=draft.alliance.coordinator)


def expire(_draft):
    ConfirmationRequest.objects.update(expires_at=timezone.now())


@pytest.mark.parametrize("end", [take_back, expire])
def test_link_that_closed_while_somebody_typed_keeps_the_words(url, draft, end):
    typed = {"answer": "change", "name": "Anna", "words": "Ten <b>days."}
    end(draft)

    opened, sent = Client().get(url), post(url, typed)

    page = text(sent)
    assert (opened.status_code, sent.status_code) == (GONE, GONE)
    assert NOT_RECORDED not in text(opened)
    assert f"<p><b>{NOT_RECORDED}</b> </p>" in page
    assert '<dt>In your own words</dt><dd lang="">Ten &lt;b&gt;days.</dd>' in page
    assert "its link takes" not in page
    assert stored().answer == PartnerAnswer.NONE


def test_code_asked_for_by_a_closed_link_is_no_answer(url, draft):
    take_back(draft)

    answer = post(url, {"act": "send-code"})

    assert answer.status_code == GONE
    assert NOT_RECORDED not in text(answer)


def test_link_nobody_knows_any_more_shows_what_was_typed_alone(url, yes):
    stored().delete()

    answer = post(url, yes, origin="http://testserver")

    assert answer.status_code == MISSING
    assert '<dt>Your function</dt><dd lang="">Rector</dd>' in text(answer)
    assert "CHARTER" not in text(answer)


@pytest.mark.parametrize("origin", ["https://evil.example", ""])
def test_link_nobody_knows_repeats_no_words_of_another_site(url, yes, origin):
    stored().delete()

    answer = post(url, yes, origin=origin)

    assert answer.status_code == MISSING
    assert NOT_RECORDED not in text(answer)


def test_answer_that_came_too_often_waits_on_its_page(url, yes, monkeypatch):
    monkeypatch.setitem(private_links.RATES, "confirm", "1/m/ip")
    window = Client(enforce_csrf_checks=True)
    window.get(url)

    answer = window.post(url, urlencode(yes), content_type=PLAIN_FORM)

    page = answer.content.decode()
    assert answer.status_code == TOO_OFTEN
    assert '<form id="sent" method="post"><input' in page
    assert '<input type="hidden" name="function" value="Rector">' in page
    assert 'form="sent">Send again</button>' in page
