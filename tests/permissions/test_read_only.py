"""While a pause stands no address writes, whoever asks; all are read as ever."""

import datetime as dt

import pytest
from django.test import override_settings
from django.urls import get_resolver
from django.utils import timezone

from alliances.models import Pause
from alliances.selectors.pauses import ask_anew
from alliances.services.pauses import begin_pause
from config.read_only import OPEN
from tests.architecture.test_urls import full_path, patterns
from tests.permissions.asking import (
    IN_MEMORY,
    OF_SESSIONS,
    empty_pages,
    known_people,
    leave,
    quiet,
    taken_back,
    writing,
)
from tests.permissions.people import LINK, Crowd

pytestmark = pytest.mark.django_db

WHO = ("coordinator", LINK, "of people")
REFUSED, NO_SUCH_WAY, SIGN_IN = 503, {404, 405}, 302
OF_READING = ("last_login", '"language"', '"colours"')
"""What signing in, and how one reads, write into an account."""
OPENING = "read-only-end"
"""The one act that writes: it ends the pause."""


@pytest.fixture(scope="module")
def crowd(built_once):
    return built_once(Crowd)


@pytest.fixture
def _paused():
    until = timezone.now() + dt.timedelta(hours=1)
    begin_pause(reason="A test", until=until, now=timezone.now())


def every_post(crowd):
    """Yield each address, what each of some roles was answered, and what it wrote."""
    sent = {"anything": "x", "pause": Pause.objects.get().pk}
    known = {full_path(each): each for each in reversed(list(patterns(get_resolver())))}
    with override_settings(CACHES=IN_MEMORY), quiet(), known_people(), empty_pages():
        for each in known.values():
            for role in WHO:
                with taken_back(), writing() as written:
                    address = crowd.address(each, role)
                    answer = crowd.begin_anew(role).post(address, sent)
                    leave(answer)
                ask_anew()  # that the pause was ended is taken back too
                yield answer, written


@pytest.mark.usefixtures("_paused")
def test_no_address_writes_but_for_signing_in_and_reading(crowd):
    wrote: set[tuple[str, str]] = set()
    answered: dict[str, set[int]] = {}
    for answer, written in every_post(crowd):
        match = answer.wsgi_request.resolver_match
        name = match.view_name if match else ""
        kept = [sql for sql in written if not any(each in sql for each in OF_READING)]
        wrote |= {(name, sql) for sql in kept}
        answered.setdefault(name, set()).add(answer.status_code)
    closed = {name for name, found in answered.items() if found & {REFUSED}}
    others = {
        name
        for name, found in answered.items()
        if not found <= {REFUSED, SIGN_IN, *NO_SUCH_WAY}
    }

    assert {name for name, _sql in wrote} == {OPENING}
    assert len(closed) > 120
    assert others <= OPEN
    assert closed & OPEN == set()


def test_every_open_address_is_one():
    names = {
        f"admin:{each.name}" if full_path(each).startswith("admin/") else each.name
        for each in patterns(get_resolver())
    }

    assert OPEN - names == set()


def test_sessions_alone_are_not_counted_as_writing():
    assert OF_SESSIONS == ("django_session", "usersessions_usersession")
