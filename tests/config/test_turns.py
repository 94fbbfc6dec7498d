"""What a deadline is lost by is answered first, looking around waits."""

import math
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from io import BytesIO
from itertools import count
from queue import PriorityQueue
from shutil import rmtree
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse

from config.gunicorn_worker import NotingWorker, Waiting
from config.turns import PATIENCE_OF_READS, answered_for, patience

ALLIANCE = {"public_id": uuid4()}
PATIENCE = 30
SEEN = 0.5
"""Seconds until the server has seen what was sent, also on a busy machine."""


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
        ("HEAD", "health-ready", {}),
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
        ("GET", "mfa_login_webauthn", {}),
        ("POST", "mfa_login_webauthn", {}),
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


def test_only_looking_is_left_undone_and_no_sign_of_life():
    assert answered_for(b"GET / HTTP/1.1") < PATIENCE_OF_READS
    assert answered_for(b"GET /health/live HTTP/1.1") == math.inf
    assert answered_for(b"POST / HTTP/1.1") == math.inf
    assert answered_for(b"") == math.inf


def asked(port, method, path):
    """Ask, wait for the answer, and return as which the request was taken."""
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request(method, path)
    *_moments, number = line.getresponse().read().split()
    line.close()
    return int(number)


@contextmanager
def busy(port, folder):
    """Keep the only thread busy; yield who asks meanwhile."""
    folder.mkdir()
    with ThreadPoolExecutor(8) as pool:
        held = pool.submit(asked, port, "GET", f"/?{folder}")
        try:
            while not (folder / "held").exists():
                assert not held.done()
                time.sleep(0.01)
            yield pool
            time.sleep(SEEN)
        finally:
            rmtree(folder)


def test_submission_passes_those_that_came_before_it(port, tmp_path):
    list_, workspace, save = ("GET", "/list/"), ("GET", "/other/"), ("POST", "/save/")
    check = ("GET", reverse("check-answers", kwargs=ALLIANCE))
    submit = ("POST", reverse("submit", kwargs=ALLIANCE))
    came = [list_, workspace, save, check, submit]

    with busy(port, tmp_path / "busy") as pool:
        answers = []
        for method, path in came:
            answers.append(pool.submit(asked, port, method, path))
            time.sleep(SEEN)

    taken = dict(zip([each.result() for each in answers], came, strict=True))
    in_turn = [taken[number] for number in sorted(taken)]
    assert in_turn == [submit, check, save, list_, workspace]


@pytest.mark.parametrize(("method", "next_number"), [("GET", 2), ("POST", 3)])
def test_page_that_was_left_is_not_drawn_but_a_form_is_taken(
    port, tmp_path, method, next_number
):
    with busy(port, tmp_path / "busy"):
        line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        line.request(method, "/left/")
        line.close()

    assert asked(port, "GET", "/") == next_number


def test_who_ended_its_sending_with_the_request_is_answered_by_an_idle_server(port):
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(b"GET / HTTP/1.0\r\n\r\n")
        line.shutdown(socket.SHUT_WR)

        assert line.recv(100).startswith(b"HTTP/1.")


def test_bytes_read_ahead_tell_the_turn_of_what_they_begin():
    ahead = bytes_of("POST", reverse("submit", kwargs=ALLIANCE))
    worker = NotingWorker.__new__(NotingWorker)
    worker.waiting, worker.numbers = PriorityQueue(), count()
    worker.tpool = SimpleNamespace(submit=lambda _call: None)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"GET /list/ HTTP/1.1\r\n")
        unreader = SimpleNamespace(buf=BytesIO(ahead))
        conn = SimpleNamespace(sock=ours, parser=SimpleNamespace(unreader=unreader))
        before = time.monotonic()
        worker.enqueue_req(conn)

    found = worker.waiting.get_nowait()
    assert found.turn - before < PATIENCE
    assert found.left_from == math.inf, "a form is taken, whoever has left"


def test_how_long_a_request_waited_for_a_thread_is_noted_before_it_is_answered():
    did: list[object] = []

    class Noting(NotingWorker):
        def note_wait(self, seconds):
            did.append("noted" if seconds >= 3 else seconds)

        def handle(self, _conn):
            did.append("answered")

    worker = Noting.__new__(Noting)
    worker.waiting = PriorityQueue()
    worker.method_queue = SimpleNamespace(defer=lambda *_given: did.append("handed on"))
    came = time.monotonic() - 3
    worker.waiting.put(Waiting(came, 1, None, arrived=came, left_from=math.inf))

    worker.answer_next()

    assert did == ["noted", "answered", "handed on"]
