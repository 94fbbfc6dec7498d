"""Forms, links and cookies with whatever can be sent: an answer, never an error.

Without `FUZZ_SECONDS` a handful of inputs, the same ones each time.
"""

import re
from functools import cache
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st

from tests.fuzz.answering import (
    REFUSED,
    SENDERS,
    all_forms,
    asked,
    is_taken,
    posted,
    undisturbed,
)
from tests.fuzz.asked import Body, ask_often, bodies
from tests.fuzz.counted import Counts
from tests.permissions.people import LINK, ROLES, Crowd
from tests.proposals.test_guessed_links import OF_THE_REQUEST

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600)]

URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
TYPED = re.compile(rb'\bvalue="[^"]*"')
"""A form shows what was typed."""
LONGEST, USUAL = 40, 16
"""A code that is longer is told so with its length, whatever it is."""
COOKIES = ("sessionid", "messages", "csrftoken", "django_language")


@pytest.fixture(scope="module")
def crowd(built_once):
    """Build one proposal, everybody around it, and their links."""
    return built_once(Crowd)


@pytest.fixture(autouse=True)
def _undisturbed():
    with undisturbed():
        yield


def test_forms_answer_whatever_is_sent(crowd):
    counts, ways = Counts("forms"), set()
    forms = all_forms(crowd)
    drawn = st.sampled_from(sorted(forms)).flatmap(
        lambda address: st.tuples(
            st.just(address), st.sampled_from(SENDERS), bodies(forms[address])
        )
    )

    def ask(each: tuple[str, str, Body]) -> None:
        address, role, body = each
        browser = crowd.begin_anew(role)

        def send() -> bool:
            answer = posted(browser, address, body)
            ways.add((address, answer[0]))
            return is_taken(answer)

        sent = f"{role} {address} {body.kind}\n".encode() + body.content
        counts.take(f"{address}, {len(body.content)} bytes", sent, send)
        counts.ways = len(ways)

    ask_often(counts, drawn, ask)

    assert counts.findings == []
    assert counts.inputs > 0


def doors(crowd):
    """Return the address of each door with the one token that opens it."""
    keys = crowd._world.keys
    return {
        "confirm": (reverse("confirm", args=["TOKEN"]), crowd._tokens[LINK]),
        **{
            name: (reverse(name, args=["TOKEN"]), keys[name]["token"])
            for name in ("own-mandate", "own-mandate-draw", "own-mandate-signed")
        },
        "mail-stop": (
            reverse("mail-stop", kwargs=keys["mail-stop"] | {"signature": "TOKEN"}),
            keys["mail-stop"]["signature"],
        ),
        "verified": (
            reverse("verified", kwargs=keys["verified"] | {"code": "TOKEN"}),
            keys["verified"]["code"],
        ),
    }


def tokens(true):
    """Draw tokens: made up, nearly right, odd."""
    at = st.integers(0, len(true) - 1)
    return st.one_of(
        st.text(URL_SAFE, min_size=1, max_size=90),
        st.text(URL_SAFE, min_size=len(true), max_size=len(true)),
        st.builds(
            lambda where, new: true[:where] + new + true[where + 1 :],
            at,
            st.text(URL_SAFE, min_size=1, max_size=2),
        ),
        at.map(lambda where: true[: where + 1]),
        at.map(lambda where: true[where:] + true[:where]),
        st.sampled_from([true[::-1], true.swapcase(), true * 2]),
        st.integers(3, 200).map(lambda times: true * times),
        st.text(min_size=1, max_size=60),
        st.sampled_from(["\0", "..", "%00", "\ud7ff", "\u017f" * 43, "\uff11" * 16]),
    )


def plain(answer, path) -> tuple[int, bytes]:
    """Return an answer without what differs from one request to the next."""
    status, content = answer
    content = content.replace(path.encode(), b"").replace(quote(path).encode(), b"")
    return status, TYPED.sub(b"", OF_THE_REQUEST.sub(b"", content))


def letters(token):
    """Return what of a token counts where hyphens and small letters do not."""
    return re.sub(r"[\W_]", "", token).upper()


def test_links_and_codes_answer_every_guess_alike(crowd):
    counts, ways = Counts("links"), set()
    known = doors(crowd)

    @cache
    def alike(name: str, method: str, length: int) -> tuple[int, bytes]:
        path = known[name][0].replace("TOKEN", "g" * length)
        return plain(asked(Client(), method, path), path)

    drawn = st.sampled_from(sorted(known)).flatmap(
        lambda name: st.tuples(
            st.just(name), st.sampled_from(("GET", "POST")), tokens(known[name][1])
        )
    )

    def ask(each: tuple[str, str, str]) -> None:
        name, method, token = each
        address, true = known[name]

        def send() -> bool:
            path = address.replace("TOKEN", quote(token, safe="", errors="replace"))
            answer = asked(Client(), method, path)
            ways.add((name, method, answer[0]))
            is_true = letters(token) == letters(true)
            if answer[0] < REFUSED and not is_true:
                raise ValueError(f"{name} opened by {token!r}")
            length = len(token) if len(token) > LONGEST else USUAL
            same = plain(answer, path) == alike(name, method, length)
            if set(token) <= set(URL_SAFE) and not is_true and not same:
                raise ValueError(f"{name} answers {token!r} in another way")
            return is_taken(answer)

        counts.take(f"{name}, {len(token)} characters", repr(each).encode(), send)
        counts.ways = len(ways)

    ask_often(counts, drawn, ask)

    assert counts.findings == []
    assert counts.inputs > 0


def as_bytes(text):
    """Return a header as servers hand it on: each byte as a letter."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def test_cookies_of_anybody_are_nobody(crowd):
    counts, ways = Counts("cookies"), set()
    true = {
        name: each.value
        for role in ROLES
        for name, each in crowd.begin_anew(role).cookies.items()
        if each.value
    }
    values = st.one_of(
        *(tokens(each) for each in true.values()),
        st.text("!#$%&'()*+-./:<=>?@[]^_`{|}~"),
    )
    drawn = st.dictionaries(st.sampled_from(COOKIES), values, min_size=1)

    def ask(each: dict[str, str]) -> None:
        def send() -> bool:
            cookie = "; ".join(f"{name}={value}" for name, value in each.items())
            answer = asked(Client(), "GET", "/", HTTP_COOKIE=as_bytes(cookie))
            ways.add(answer[0])
            if (
                answer[0] != 302 and each.get("sessionid") not in true.values()
            ):  # led to the sign-in
                raise ValueError(f"answered {answer[0]}")
            return is_taken((answer[0], b"led on"))

        counts.take(", ".join(each), repr(each).encode(), send)
        counts.ways = len(ways)

    ask_often(counts, drawn, ask)

    assert counts.findings == []
