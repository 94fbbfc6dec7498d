"""Asks pages what nobody meant, and takes back what that wrote."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core import cache as caches
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver

from tests.architecture.test_urls import patterns
from tests.fuzz.asked import Body
from tests.permissions.asking import (
    IN_MEMORY,
    Asked,
    known_people,
    leave,
    quiet,
    shown_forms,
    taken_back,
)
from tests.permissions.forms import Sent
from tests.permissions.people import Crowd

ERROR, REFUSED, CLOSED = 500, 400, 503
SENDERS = (
    "coordinator",
    "contact of P2",
    "second administrator",
    "of people",
    "nobody",
)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Count no tries against anybody, and write no line for each refusal."""
    logging.disable(logging.CRITICAL)
    with override_settings(CACHES=IN_MEMORY, DATA_UPLOAD_MAX_NUMBER_FIELDS=1000):
        yield
    logging.disable(logging.NOTSET)


def known_addresses() -> list[URLPattern]:
    """Return every address that has a name."""
    return [each for each in patterns(get_resolver()) if each.name]


def all_forms(crowd: Crowd) -> dict[str, Sent]:
    """Return every form that a page shows, by where it is sent."""
    with quiet(), known_people():
        return shown_forms(Asked(crowd), known_addresses())


def asked(
    browser: Client, method: str, address: str, **more: object
) -> tuple[int, bytes]:
    """Return what a request is answered; whatever it wrote is taken back."""
    caches.cache.clear()
    with taken_back():
        answer = browser.generic(method, address, **more)  # type: ignore[arg-type]  # of a test
        content = b"" if answer.streaming else answer.content
        leave(answer)
    return answer.status_code, content


def posted(browser: Client, address: str, body: Body) -> tuple[int, bytes]:
    """Return what is answered to a body of the kind it says it is."""
    return asked(browser, "POST", address, data=body.content, content_type=body.kind)


def is_taken(answer: tuple[int, bytes]) -> bool:
    """Say whether a request was taken."""
    status, _content = answer
    if status >= ERROR:
        raise ValueError(f"answered {status}")
    return status < REFUSED
