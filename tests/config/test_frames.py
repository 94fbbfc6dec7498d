"""Frames of a request have room: see `config.frames`."""

from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from config.frames import make_room

CHUNK = 16 * 1024
"""Bytes of a chunk of CPython's."""
SLOT = 8


def test_answer_is_passed_on():
    answer = HttpResponse()

    assert make_room(lambda _request: answer)(RequestFactory().get("/")) is answer


def test_frame_wants_more_than_a_chunk():
    middleware = make_room(lambda _request: HttpResponse())

    assert middleware.__code__.co_stacksize * SLOT == 4 * CHUNK


def test_only_the_stamp_of_receipt_comes_before():
    assert settings.MIDDLEWARE[:2] == [
        "config.middleware.stamp_received",
        "config.frames.make_room",
    ]
