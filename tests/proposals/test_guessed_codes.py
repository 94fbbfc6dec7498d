"""Guessing codes of submissions: all are answered alike, then refused, none opens.

`make evidence` guesses 10,000 times.
"""

import base64
import logging
import secrets
from collections import Counter

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proposals.verify_codes import BYTES, verify_code
from proposals.views import private_links
from tests.factories import make_eligible_draft, submit
from tests.proposals.test_guessed_links import GUESSES, OF_THE_REQUEST

SHOWN, MISSING, TOO_OFTEN = 200, 404, 429
ALLOWED = 30
"""Of one address in a minute."""

# Ten thousand guesses are no hang.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1800)]


@pytest.fixture(autouse=True)
def _silence():
    """Write no line for each guess, and count from nothing."""
    cache.clear()
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def submission():
    return submit(make_eligible_draft())


@pytest.fixture
def _unlimited(monkeypatch):
    # Not by a large number: who counts keeps the moment of each request.
    monkeypatch.setattr(private_links, "is_too_often", lambda *_a, **_k: False)


def code_of(submission):
    return verify_code(number=submission.number, sha256=submission.sha256)


def any_code():
    """Return a code as long as those that are given, drawn by lot."""
    return base64.b32encode(secrets.token_bytes(BYTES)).decode()


def near(code):
    """Return a code that differs from one in its last letter only."""
    return code[:-1] + ("A" if code[-1] != "A" else "Q")


def guess(number, code=None, method="get"):
    """Try a link in a browser that was never here; return what came back.

    The page repeats what was tried, which is taken out before pages are compared.
    """
    code = code or any_code()
    url = reverse("verified", args=[number, code])
    answer = getattr(Client(), method)(url)
    body = OF_THE_REQUEST.sub(b"", answer.content)
    for tried in (number, code):
        body = body.replace(tried.encode(), b"")
    return answer.status_code, len(answer.content), hash(body)


@pytest.mark.usefixtures("_unlimited")
def test_every_guess_gets_the_same_status_body_and_size(submission):
    seen = Counter(guess(submission.number) for _guess in range(GUESSES))

    ((status, _size, _body),) = seen
    assert status == MISSING
    # So it is the code that was missing.
    assert guess(submission.number, code_of(submission))[0] == SHOWN


@pytest.mark.usefixtures("_unlimited")
def test_nearly_right_codes_and_unknown_numbers_get_the_same_too(submission):
    number, code = submission.number, code_of(submission)
    unknown = "9" + number[1:]
    tries = [(number, near(code)), (number, code[::-1]), (unknown, code)]

    seen = {guess(*each, method) for each in tries for method in ("get", "post")}

    ((status, _size, _body),) = seen
    assert status == MISSING


def test_one_address_is_refused_after_some_guesses_whatever_it_guesses(
    submission, time_machine
):
    # All within one minute, however loaded the machine is.
    time_machine.move_to(timezone.now(), tick=False)

    seen = Counter(guess(submission.number) for _guess in range(GUESSES))

    counted = {status: number for (status, _size, _body), number in seen.items()}
    assert counted == {MISSING: ALLOWED, TOO_OFTEN: GUESSES - ALLOWED}
    assert len(seen) == len(counted)


def test_who_guessed_too_often_is_not_told_which_code_is_right(submission):
    for _guess in range(ALLOWED):
        guess(submission.number)

    right = guess(submission.number, code_of(submission))

    assert right == guess(submission.number)
    assert right[0] == TOO_OFTEN
