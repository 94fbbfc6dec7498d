"""Two more answers of a link: something should be different, or it is not theirs."""

import pytest
from django.test import Client
from django.urls import reverse

from alliances.enums import Confirmation
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest
from tests.proposals.services.asking import (
    ask_by_mail,
    make_charter,
    partner,
    shown_text,
)

pytestmark = pytest.mark.django_db

FOUND, REDIRECT, STALE, REFUSED = 200, 302, 409, 422


@pytest.fixture
def draft():
    return make_charter()


@pytest.fixture
def url(draft):
    return reverse("confirm", args=[ask_by_mail(draft)])


@pytest.fixture
def strict():
    """Give a browser without cookies, under the check of tokens."""
    return Client(enforce_csrf_checks=True)


def stored():
    return ConfirmationRequest.objects.get()


def text(answer):
    return " ".join(answer.content.decode().split())


def yes(draft, **changes):
    typed = {"answer": "confirm", "name": "Anna", "function": "Rector"}
    return {**typed, "seen": shown_text(draft), **changes}


def no():
    return {"answer": "decline", "name": "Bea", "reason": "No staff."}


def change(**changes):
    return {"answer": "change", "name": "Anna", "words": "Fewer days.", **changes}


def test_change_is_asked_for_and_shown_to_keep(strict, url, draft):
    refused = strict.post(url, change(words=""))
    answer = strict.post(url, change(new_country="FR"), follow=True)

    assert refused.status_code == REFUSED
    assert '<details class="confirm__part" id="change" open>' in text(refused)
    page = text(answer)
    assert "Chamber of Ghent has not confirmed CHARTER yet" in page
    assert "<del>Belgium</del> → <ins>France</ins>" in page
    assert "<dd>Fewer days.</dd>" in page
    assert stored().answer == PartnerAnswer.CHANGE
    assert partner(draft).confirmation == Confirmation.INVITED


def test_same_change_twice_is_harmless(strict, url, draft):
    strict.post(url, change())
    first = stored().answered_at

    again, other = strict.post(url, change()), strict.post(url, yes(draft))

    assert "Not recorded" not in text(again)
    assert "Not recorded" in text(other)
    assert (stored().answered_at, stored().changes.count()) == (first, 1)


def test_change_that_stands_by_now_is_said_and_not_recorded(strict, url):
    answer = strict.post(url, change(words="", new_country="BE"))

    assert answer.status_code == STALE
    assert "This changed while you had the page open" in text(answer)
    assert stored().answer == PartnerAnswer.NONE


def test_stranger_answers_with_one_press_and_reads_nothing_more(strict, url, draft):
    posted = strict.post(url, {"answer": "not-ours"})
    shown = strict.get(url)
    late = [strict.post(url, yes(draft)), strict.post(url, no())]

    assert (posted.status_code, posted["Location"]) == (REDIRECT, url)
    assert stored().answer == PartnerAnswer.NOT_OURS
    assert partner(draft).confirmation == Confirmation.NOT_INVITED
    assert [each.status_code for each in (shown, *late)] == [FOUND, STALE, STALE]
    for each in (shown, *late):
        page = text(each)
        assert "Recorded: this is not your organisation" in page
        assert [n for n in ("CHARTER", "Ghent", "Maria", "maria@") if n in page] == []


@pytest.mark.parametrize(("chosen", "lang"), [("fr", "fr"), ("", "en"), ("xx", "en")])
def test_page_speaks_the_language_that_was_chosen(strict, url, settings, chosen, lang):
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    ConfirmationRequest.objects.update(language=chosen)

    page = strict.get(url, headers={"Accept-Language": "de"}).content.decode()

    assert f'<html lang="{lang}">' in page


def test_saying_that_it_is_not_ours_is_always_in_reach(strict, url, draft):
    typed = yes(draft, function="")

    assert "This is not our organisation</summary>" in text(strict.get(url))
    assert "This is not our organisation</summary>" in text(strict.post(url, typed))


def test_a_second_tab_learns_nothing_after_an_address_was_called_wrong(
    strict, url, draft, monkeypatch
):
    """The other answer came while this one was under way."""
    before = stored()
    strict.post(url, {"answer": "not-ours"})
    monkeypatch.setattr(
        "proposals.views.confirmations.get_request_by_token",
        lambda _token, seen=[before]: seen.pop() if seen else stored(),
    )

    late = strict.post(url, yes(draft))

    assert late.status_code == STALE
    assert [n for n in ("CHARTER", "Ghent", "Maria") if n in text(late)] == []
