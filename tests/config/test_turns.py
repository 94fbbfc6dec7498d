"""What a deadline is lost by is answered first, looking around waits."""

import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from uuid import uuid4

import pytest
from django.urls import reverse

from config.turns import PATIENCE_OF_READS, gives_way, patience
from tests.config.noted import SLOWNESS

ALLIANCE = {"public_id": uuid4()}
PATIENCE = 30


def bytes_of(method, address):
    """Return the first bytes of a request as a proxy sends it."""
    return f"{method} {address} HTTP/1.1\r\nHost: alliances.example\r\n".encode()


def of(method, name, **given):
    """Return how long a request of a page lets others pass."""
    return patience(bytes_of(method, reverse(name, kwargs=given)))


@pytest.mark.parametrize(
    ("method", "name", "given"),
    [
        ("POST", "submit", ALLIANCE),
        ("GET", "health-ready", {}),
        ("GET", "health-live", {}),
        ("GET", "metrics", {}),
    ],
)
def test_press_of_submit_and_signs_of_life_let_nobody_pass(method, name, given):
    assert of(method, name, **given) == 0


@pytest.mark.parametrize(
    ("method", "name", "given"),
    [
        ("GET", "check-answers", ALLIANCE),
        ("GET", "receipt", {"number": "2020-1A2B-3C4D"}),
        ("GET", "confirm", {"token": "a-link-of-a-partner"}),
        ("POST", "confirm", {"token": "a-link-of-a-partner"}),
        ("GET", "account_login", {}),
        ("POST", "account_login", {}),
        ("POST", "mfa_authenticate", {}),
    ],
)
def test_what_leads_to_a_receipt_goes_before_what_else_is_written(method, name, given):
    assert 0 < of(method, name, **given) < of("POST", "alliance-list")


@pytest.mark.parametrize("name", ["alliance-list", "workspace", "status"])
def test_looking_around_lets_others_pass(name):
    given = ALLIANCE if name == "workspace" else {}

    assert of("GET", name, **given) == PATIENCE_OF_READS


def test_address_with_a_question_has_the_turn_of_its_page():
    address = reverse("check-answers", kwargs=ALLIANCE)

    assert patience(bytes_of("GET", f"{address}?part=budget")) == of(
        "GET", "check-answers", **ALLIANCE
    )


def test_writing_goes_before_looking():
    assert of("POST", "alliance-list") < PATIENCE_OF_READS


def test_what_cannot_be_told_waits_as_one_who_looks():
    assert patience(b"") == PATIENCE_OF_READS
    assert patience(b"\x16\x03\x01") == PATIENCE_OF_READS


def test_only_looking_is_left_undone():
    assert gives_way(b"GET / HTTP/1.1")
    assert not gives_way(b"POST / HTTP/1.1")
    assert not gives_way(b"")


def asked(port, method, path):
    """Ask, wait for the answer, and return when a thread took the request."""
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request(method, path)
    _arrived, handled = map(float, line.getresponse().read().split())
    line.close()
    return handled


def all_asked(port, requests):
    """Ask one after the other while the only thread is busy; return who was first."""
    with ThreadPoolExecutor(len(requests) + 1) as pool:
        busy = pool.submit(asked, port, "GET", "/")
        time.sleep(SLOWNESS / 3)
        answers = {}
        for method, path in requests:
            answers[method, path] = pool.submit(asked, port, method, path)
            time.sleep(SLOWNESS / 20)
        busy.result()
        handled = {each: answer.result() for each, answer in answers.items()}
    return sorted(handled, key=handled.__getitem__)


def test_submission_passes_those_that_came_before_it(port):
    submit = ("POST", reverse("submit", kwargs=ALLIANCE))
    check = ("GET", reverse("check-answers", kwargs=ALLIANCE))
    save, list_, workspace = ("POST", "/save/"), ("GET", "/list/"), ("GET", "/other/")

    order = all_asked(port, [list_, workspace, save, check, submit])

    assert order == [submit, check, save, list_, workspace]


def left_at_once(port, method, path):
    """Ask for something and hang up."""
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request(method, path)
    line.close()


@pytest.mark.parametrize(("method", "is_done"), [("GET", False), ("POST", True)])
def test_page_that_was_left_is_not_drawn_but_a_form_is_taken(port, method, is_done):
    with ThreadPoolExecutor(2) as pool:
        busy = pool.submit(asked, port, "GET", "/")
        time.sleep(SLOWNESS / 3)
        left_at_once(port, method, "/left/")
        time.sleep(SLOWNESS / 20)
        last = pool.submit(asked, port, "GET", "/")
        waited = last.result() - busy.result()

    assert (waited >= 2 * SLOWNESS) is is_done
