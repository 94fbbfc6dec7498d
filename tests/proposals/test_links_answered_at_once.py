"""One link posted several times at the same moment: one answer, told to each."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from alliances.enums import Confirmation
from proposals.models import ConfirmationRequest
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, partner, shown_text
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)

FOUND, REDIRECT, STALE = 200, 302, 409


@pytest.fixture
def draft(monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def post(url, typed):
    return Client(enforce_csrf_checks=True).post(url, typed).status_code


def test_two_presses_of_one_link_have_one_effect(draft):
    url = reverse("confirm", args=[ask_by_mail(draft)])
    typed = {"name": "Anna", "function": "Rector", "seen": shown_text(draft)}
    before = type(draft).objects.get(pk=draft.pk).revision

    codes = at_once(*[partial(post, url, {**typed, "answer": "confirm"})] * 2)

    after = type(draft).objects.get(pk=draft.pk).revision
    assert sorted(codes) == [FOUND, REDIRECT]
    assert after == before + 1
    assert partner(draft).confirmation == Confirmation.CONFIRMED


def test_yes_and_no_at_once_leave_the_one_that_was_first(draft):
    url = reverse("confirm", args=[ask_by_mail(draft)])
    seen = shown_text(draft)
    yes = {"answer": "confirm", "name": "Anna", "function": "Rector", "seen": seen}
    no = {"answer": "decline", "name": "Bea", "reason": "No."}

    codes = at_once(partial(post, url, yes), partial(post, url, no))

    row = ConfirmationRequest.objects.get()
    won = ("confirmed", "Anna") if codes[0] == REDIRECT else ("declined", "Bea")
    assert sorted(codes) == [REDIRECT, STALE]
    assert (row.answer, row.answered_name) == won
