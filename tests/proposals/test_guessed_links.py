"""Guessing links: every guess is answered alike, then refused, and tells nothing.

`make evidence` guesses 10,000 times.
"""

import logging
import os
import re
import secrets
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.models import ConfirmationRequest
from proposals.views import private_links
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail

GUESSES = int(os.environ.get("GUESSES", "300"))
MISSING, TOO_OFTEN = 404, 429
ALLOWED = 120
"""Of one address in a minute."""
METHODS = ("get", "post")

OF_THE_REQUEST = re.compile(
    rb'\b\w{64}\b|<p class="error__reference">.*?</p>', re.DOTALL
)
"""Each browser gets a random token for its forms, whatever it asks for, and each
request that is refused a reference by which it is found in the log."""

# Ten thousand guesses are no hang.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1800)]


@pytest.fixture(autouse=True)
def _silence():
    """Write no line for each guess: that would be most of the work."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def token():
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    return ask_by_mail(draft)


@pytest.fixture
def _unlimited(monkeypatch):
    # Not by a large number: who counts keeps the moment of each request.
    monkeypatch.setattr(private_links, "is_too_often", lambda *_a, **_k: False)


def guess(token=None, method="get"):
    """Ask for a link in a browser that was never here; return what came back."""
    url = reverse("confirm", args=[token or secrets.token_urlsafe(32)])
    answer = getattr(Client(), method)(url, {"answer": "confirm", "name": "A"})
    body = OF_THE_REQUEST.sub(b"", answer.content)
    return answer.status_code, len(answer.content), hash(body)


@pytest.mark.usefixtures("token", "_unlimited")
def test_every_guess_gets_the_same_status_body_and_size():
    seen = Counter(guess() for _guess in range(GUESSES))

    ((status, _size, _body),) = seen
    assert status == MISSING


@pytest.mark.usefixtures("_unlimited")
def test_posting_a_guess_and_nearly_right_ones_get_the_same_too(token):
    last = "A" if token[-1] != "A" else "Q"
    near = [token[:-1] + last, token[::-1], token.swapcase(), token[:-1], token + "A"]

    seen = {method: {guess(each, method) for each in near} for method in METHODS}

    # What was typed is said back: by who guesses, and of no draft.
    assert [len(each) for each in seen.values()] == [1, 1]
    assert {status for each in seen.values() for status, *_body in each} == {MISSING}
    assert ConfirmationRequest.objects.get().answer == ""


@pytest.mark.usefixtures("token")
def test_one_address_is_refused_after_some_guesses_whatever_it_guesses(time_machine):
    # All within one minute, however loaded the machine is.
    time_machine.move_to(timezone.now(), tick=False)

    seen = Counter(guess() for _guess in range(GUESSES))

    counted = {status: number for (status, _size, _body), number in seen.items()}
    assert counted == {MISSING: ALLOWED, TOO_OFTEN: GUESSES - ALLOWED}
    assert len(seen) == 2


def test_who_guessed_too_often_is_not_told_which_link_is_right(token):
    for _guess in range(ALLOWED):
        guess()

    right, wrong = guess(token), guess()

    assert right == wrong
    assert right[0] == TOO_OFTEN
