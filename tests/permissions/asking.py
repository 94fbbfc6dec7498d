"""Every address asked by everybody in every way, and what each of them was answered."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.template.base import Template
from django.test import override_settings
from django.urls import URLPattern, get_resolver
from django.utils.safestring import SafeString

from config.backends import SeesSecondFactor
from config.sessions import SessionStore
from tests.architecture.test_urls import full_path, patterns
from tests.permissions.forms import Sent, every_form
from tests.permissions.people import EXPRESSIONS, PLACE, Crowd
from tests.stack.reading import WRITING

METHODS = ("GET", "POST")
OTHERS = ("PUT", "PATCH", "DELETE", "OPTIONS")
IN_MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHO_SHOWS_FORMS = (
    *("coordinator", "contact of P2", "second administrator", "of people"),
)
"""From whose pages a form is taken as it is shown, to be sent by everybody."""
OF_SESSIONS = ("django_session", "usersessions_usersession")
LED_TO = {
    "/accounts/login/": "sign in",
    "/admin/login/": "sign in",
    "/accounts/reauthenticate/": "prove",
    "/accounts/second-factor/reauthenticate/": "prove",
    "/accounts/second-factor/webauthn/reauthenticate/": "prove",
}
SAID = {
    200: "shown",
    204: "shown",
    302: "led on",
    400: "refused",
    403: "forbidden",
    404: "nothing",
    405: "no",
    409: "refused",
    415: "refused",
    422: "refused",
}
ERROR = 400

Answers = tuple[str, ...]
"""What each role was answered, in the order of the roles."""


def shown_path(path: str) -> str:
    """Return an address as the table has it."""
    for expression, words in EXPRESSIONS.items():
        path = path.replace(expression, words)
    return "/" + PLACE.sub("…", path)


def addresses(place: str) -> list[URLPattern]:
    """Return the addresses of a place, each once: the first of two alike answers."""
    found = {full_path(each): each for each in reversed(list(patterns(get_resolver())))}
    return [each for path, each in sorted(found.items()) if place_of(path) == place]


PLACES = {
    "admin/alliances/": "Administration by Django: alliances",
    "admin/": "Administration by Django",
    "administration/": "Administration",
    "accounts/": "Accounts",
    "api/": "API",
    "alliances/<uuid:public_id>/form/": "The form of an alliance",
    "alliances/<uuid:public_id>/my-part/": "The form of an alliance",
    "alliances/<uuid:public_id>/partners/": "Partners of an alliance",
    "alliances/<uuid:public_id>/what-if/": "What if",
    "alliances/<uuid:public_id>/answers/": "Answers",
    "alliances/<uuid:public_id>/": "An alliance",
}
"""How an address begins, the first that fits, and the heading it stands under."""
REST = "Everything else"


def place_of(path: str) -> str:
    """Return the heading an address stands under."""
    begun = (place for begin, place in PLACES.items() if path.startswith(begin))
    return next(begun, REST)


def asked_by_all(crowd: Crowd, place: str) -> dict[tuple[str, str], Answers]:
    """Return what each role was answered at each address of a place, by method.

    Each request is taken back before the next one. What a page looks like is for other
    tests: here pages are empty, but those whose forms are to be sent.
    """
    known = addresses(place)
    with override_settings(CACHES=IN_MEMORY), quiet(), known_people():
        asked = Asked(crowd)
        forms = shown_forms(asked, known)
        with empty_pages():
            return {
                (shown_path(full_path(each)), method): tuple(
                    asked.answer(each, role, method, forms) for role in crowd.browsers
                )
                for each in known
                for method in METHODS
            }


class Asked:
    """What was asked so far and how it was answered: the same is not asked twice.

    Who came by a link and who is nobody have no cookies: where the address is the same
    too, so is the request. Rows are as before each, so it would be answered alike.
    """

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._answers: dict[tuple[str, str, str], str] = {}

    def address(self, pattern: URLPattern, role: str) -> str:
        """Return where a role asks for what an address leads to."""
        return self._crowd.address(pattern, role)

    def answer(
        self, pattern: URLPattern, role: str, method: str, forms: dict[str, Sent]
    ) -> str:
        """Return what a role is answered, in the words of the table."""
        address = self.address(pattern, role)
        key = method, address, self._crowd.seen_as(role)
        if key not in self._answers:
            sent = taken_by(bare(address), forms) if method == "POST" else {}
            with self._asking(key, role, sent):
                pass
        return self._answers[key]

    @contextmanager
    def page(self, pattern: URLPattern, role: str) -> Iterator[Any]:
        """Give the page that a role sees, and keep what the answer was."""
        address = self.address(pattern, role)
        key = "GET", address, self._crowd.seen_as(role)
        with self._asking(key, role, {}) as page:
            yield page

    @contextmanager
    def _asking(
        self, key: tuple[str, str, str], role: str, sent: Sent
    ) -> Iterator[Any]:
        method, address, _seen_as = key
        cache.clear()
        with taken_back(), writing() as written:
            ask = getattr(self._crowd.begin_anew(role), method.lower())
            answer = ask(address, sent)
            yield answer
            leave(answer)
        self._answers[key] = said(answer, is_written=bool(written))


def shown_forms(asked: Asked, known: list[URLPattern]) -> dict[str, Sent]:
    """Return the forms that pages of these addresses show, by where they are sent."""
    found: dict[str, Sent] = {}
    for role in WHO_SHOWS_FORMS:
        for each in known:
            with asked.page(each, role) as page:
                if page.status_code < ERROR and not page.streaming:
                    address = bare(asked.address(each, role))
                    for to, sent in every_form(page, address):
                        found.setdefault(to, sent)
    return found


def taken_by(address: str, forms: dict[str, Sent]) -> Sent:
    """Return the form an address takes; a part of a page takes that of its page."""
    whole = address.removesuffix("fragment/")
    return forms.get(address) or forms.get(whole) or {}


def said(answer: Any, *, is_written: bool) -> str:
    """Name an answer as the table does."""
    if answer.status_code >= ERROR or not is_written:
        led_to = bare(answer.headers.get("Location", ""))
        return LED_TO.get(led_to, SAID.get(answer.status_code, "FAILED"))
    return "done"


def bare(address: str) -> str:
    """Return an address without what is asked of it."""
    return address.partition("?")[0]


def leave(answer: Any) -> None:
    """Close an answer; closing it as a whole would close the database too."""
    for close in answer._resource_closers:
        close()


@contextmanager
def taken_back() -> Iterator[None]:
    """Leave no trace of a request in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writing() -> Iterator[list[str]]:
    """Collect the statements that write, but those of the session itself."""
    written: list[str] = []

    def look(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        of_session = any(table in sql for table in OF_SESSIONS)
        if sql.lstrip(" (").upper().startswith(WRITING) and not of_session:
            written.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield written


@contextmanager
def known_people() -> Iterator[None]:
    """Read each session and its person once: each request finds them as the first did.

    Who reads is given a copy, so that no request sees what another made of it.
    """
    people: dict[tuple[object, int], Any] = {}
    sessions: dict[str | None, Any] = {}
    read_person = SeesSecondFactor.get_user
    read_session = SessionStore._get_session_from_db

    def person(backend: SeesSecondFactor, key: int) -> Any:
        known = type(backend), key
        if known not in people:
            people[known] = read_person(backend, key)
        return copy(people[known])

    def session(store: SessionStore) -> Any:
        if store.session_key not in sessions:
            sessions[store.session_key] = read_session(store)
        return copy(sessions[store.session_key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SeesSecondFactor, "get_user", person)
        patch.setattr(SessionStore, "_get_session_from_db", session)
        yield


@contextmanager
def empty_pages() -> Iterator[None]:
    """Render no template."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", lambda *_: SafeString(""))
        yield


@contextmanager
def quiet() -> Iterator[None]:
    """Log nothing: thousands of refusals are what is wanted."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
