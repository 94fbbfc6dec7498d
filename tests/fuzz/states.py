"""What is asked of addresses, pages in the middle of something, and a closed product.

Without `FUZZ_SECONDS` a handful of inputs, the same ones each time.
"""

import re
from urllib.parse import urlencode

import pytest
from django.core import cache as caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import strategies as st

from alliances.services.pauses import begin_pause
from tests.factories import make_user
from tests.fuzz.answering import (
    CLOSED,
    SENDERS,
    all_forms,
    asked,
    is_taken,
    known_addresses,
    posted,
    undisturbed,
)
from tests.fuzz.asked import ODD, Body, ask_often, bodies
from tests.fuzz.counted import Counts
from tests.pages.codes import give_app
from tests.permissions.asking import (
    WHO_SHOWS_FORMS,
    Asked,
    known_people,
    quiet,
    taken_back,
)
from tests.permissions.people import Crowd

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600)]

ASKED_OF = re.compile(rb"[?&](?:amp;)?([\w-]+)=")
"""Names in the addresses that pages lead to."""
FORM = re.compile(rb'<form(?![^>]*method="post")[^>]*>.*?</form>', re.DOTALL)
NAME = re.compile(rb'\bname="([\w-]+)"')
USUAL = {"next", "page", "q", "key", "lang"}
SHORT = tuple(each for each in ODD if len(each) <= 5000)
PASSWORD = "a very long secret"
ADDRESS = "in-the-middle@example.org"


@pytest.fixture(scope="module")
def crowd(built_once):
    """Build one proposal, everybody around it, and their links."""
    return built_once(Crowd)


@pytest.fixture(autouse=True)
def _undisturbed():
    with undisturbed():
        yield


def names_asked(crowd):
    """Return the names of what pages ask of addresses."""
    found = set()
    pages = Asked(crowd)
    with quiet(), known_people():
        for role in WHO_SHOWS_FORMS:
            for each in known_addresses():
                with pages.page(each, role) as page:
                    content = b"" if page.streaming else page.content
                forms = b"".join(FORM.findall(content))
                found |= {*ASKED_OF.findall(content), *NAME.findall(forms)}
    return sorted(USUAL | {each.decode() for each in found})


def test_addresses_answer_whatever_is_asked_of_them(crowd):
    counts, ways = Counts("queries"), set()
    values = st.one_of(
        st.sampled_from(SHORT), st.binary(max_size=60), st.text(max_size=60)
    )
    drawn = st.tuples(
        st.sampled_from(known_addresses()),
        st.sampled_from(SENDERS),
        st.lists(
            st.tuples(st.sampled_from(names_asked(crowd)), values),
            min_size=1,
            max_size=4,
        ),
    )

    def ask(each):
        pattern, role, pairs = each
        address = crowd.address(pattern, role)
        query = urlencode(pairs, errors="surrogatepass")
        whole = f"{address}{'&' if '?' in address else '?'}{query}"

        def send() -> bool:
            answer = asked(crowd.begin_anew(role), "GET", whole)
            ways.add((pattern.name, answer[0]))
            # The part that answers for the state of this machine may say it is ill.
            if pattern.name.startswith("health"):
                return answer[0] < CLOSED
            return is_taken(answer)

        counts.take(f"{pattern.name}?{query[:60]}", f"{role} {whole}".encode(), send)
        counts.ways = len(ways)

    ask_often(counts, drawn, ask)

    assert counts.findings == []
    assert counts.inputs > 0


def test_a_closed_product_gives_back_whatever_is_sent(crowd):
    counts, ways = Counts("closed"), set()
    forms = all_forms(crowd)
    begin_pause(reason="Fuzz.", until=None, now=timezone.now())
    drawn = st.sampled_from(sorted(forms)).flatmap(
        lambda address: st.tuples(
            st.just(address), st.sampled_from(SENDERS), bodies(forms[address])
        )
    )

    def ask(each: tuple[str, str, Body]) -> None:
        address, role, body = each

        def send() -> bool:
            browser = crowd.begin_anew(role)
            answer = posted(browser, address, body)
            ways.add((address, answer[0]))
            return answer[0] == CLOSED or is_taken(answer)

        sent = f"{role} {address} {body.kind}\n".encode() + body.content
        counts.take(f"{address}, {len(body.content)} bytes", sent, send)
        counts.ways = len(ways)

    ask_often(counts, drawn, ask)

    assert counts.findings == []
    assert any(status == CLOSED for _address, status in ways)


def forgot_password():
    """Stand before the page that takes the code of a mail."""
    client = Client()
    client.post(reverse("account_reset_password"), {"email": ADDRESS})
    return client, "account_confirm_password_reset_code"


def opens_an_account():
    """Stand before the page that takes the code of a new account."""
    client = Client()
    typed = {"full_name": "A", "email": "new@example.org", "password1": PASSWORD}
    client.post(reverse("account_signup"), typed)
    return client, "account_email_verification_sent"


def second_step():
    """Stand before the second step of signing in."""
    client = Client()
    typed = {"login": ADDRESS, "password": PASSWORD}
    client.post(reverse("account_login"), typed)
    return client, "mfa_authenticate"


MIDDLES = (forgot_password, opens_an_account, second_step)


def test_pages_in_the_middle_of_something_answer_whatever_is_sent():
    counts, ways = Counts("steps"), set()
    give_app(make_user(ADDRESS, password=PASSWORD))
    drawn = st.sampled_from(MIDDLES).flatmap(
        lambda middle: st.tuples(st.just(middle), bodies({"code": "ABCD-EFGH"}))
    )

    def ask(each):
        with taken_back():
            sent_in_the_middle(*each)

    def sent_in_the_middle(begin, body):
        caches.cache.clear()
        client, name = begin()
        address = reverse(name)
        assert client.get(address).status_code == 200, name

        def send() -> bool:
            answer = posted(client, address, body)
            ways.add((name, answer[0]))
            return is_taken(answer)

        sent = f"{address} {body.kind}\n".encode() + body.content
        counts.take(f"{name}, {len(body.content)} bytes", sent, send)
        counts.ways = len(ways)

    ask_often(counts, drawn, ask)

    assert counts.findings == []
    assert {name for name, _status in ways} == {begin()[1] for begin in MIDDLES}
