"""A link older than a day: looking sends nothing, a code opens it, then one answers."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proposals.enums import LetterState, PartnerAnswer
from proposals.errors import LinkClosed
from proposals.models import ConfirmationRequest, LinkCode
from proposals.services.letters import send_letter
from proposals.services.link_codes import MOST_AN_HOUR
from tests.proposals.services.asking import (
    ask_by_mail,
    grow_old,
    make_charter,
    newest_figures,
    shown_text,
)

pytestmark = pytest.mark.django_db

FOUND, REDIRECT, LOCKED, GONE, REFUSED = 200, 302, 403, 410, 422
TITLE = "<h1>One code opens this page</h1>"


@pytest.fixture
def draft():
    return make_charter(sector="automotive")


@pytest.fixture
def url(draft):
    url = reverse("confirm", args=[ask_by_mail(draft)])
    grow_old()
    return url


@pytest.fixture
def strict():
    """Give a browser that keeps no cookies, under the check of tokens."""
    return Client(enforce_csrf_checks=True)


def text(answer):
    return " ".join(answer.content.decode().split())


def stored():
    return ConfirmationRequest.objects.get()


def send(client, url):
    answer = client.post(url, {"act": "send-code"})
    for code in LinkCode.objects.filter(letter_state=LetterState.QUEUED):
        send_letter(kind="link-code", key=code.pk)
    client.cookies.clear()
    return answer


def open_by_code(client, url):
    """Return the address to which the right code leads."""
    send(client, url)
    answer = client.post(url, {"act": "enter-code", "code": newest_figures()})
    client.cookies.clear()
    assert answer.status_code == REDIRECT
    return answer["Location"]


def yes(draft, **more):
    typed = {"answer": "confirm", "name": "Anna", "function": "Rector"}
    return {**typed, "seen": shown_text(draft), **more}


def test_old_link_shows_enough_to_know_it_again_and_no_more(strict, url):
    page = text(strict.get(url))

    assert TITLE in page
    assert "Maria Kazlauskienė asked <b>Chamber of Ghent</b> on" in page
    assert "to confirm its part in <b>CHARTER</b>." in page
    assert "<b>a…\N{WORD JOINER}@ghent.example</b>" in page
    assert "Send a code to a…\N{WORD JOINER}@ghent.example</button>" in page
    assert "anna@ghent.example" not in page
    assert "What you confirm" not in page
    assert "automotive" not in page
    assert 'name="code"' not in page


def test_looking_sends_no_code_and_changes_nothing(strict, url, no_writes):
    mail.outbox.clear()
    with no_writes():
        for _look in range(20):
            strict.get(url)
            strict.head(url)
            strict.get(f"{url}?act=send-code")

    assert not LinkCode.objects.exists()
    assert mail.outbox == []


def test_answer_without_a_code_is_not_recorded(strict, url, draft):
    answer = strict.post(url, yes(draft))

    assert answer.status_code == LOCKED
    assert "Not recorded:" in text(answer)
    assert stored().answer == PartnerAnswer.NONE


@pytest.mark.parametrize("answer", ["decline", "change", "not-ours"])
def test_no_answer_is_recorded_without_a_code(strict, url, draft, answer):
    typed = yes(draft, answer=answer, reason="No.", words="Other words.")

    assert strict.post(url, typed).status_code == LOCKED
    assert stored().answer == PartnerAnswer.NONE


def test_partner_answers_with_a_code_and_without_cookies(strict, url, draft):
    opened = open_by_code(strict, url)
    page = text(strict.get(opened))
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    posted = strict.post(url, yes(draft, key=key[1]))
    strict.cookies.clear()
    record = text(strict.get(posted["Location"]))

    assert "What you confirm" in page
    assert posted.status_code == REDIRECT
    assert stored().answer == PartnerAnswer.CONFIRMED
    assert "Chamber of Ghent takes part in CHARTER" in record


def test_refused_answer_keeps_the_link_open(strict, url, draft):
    opened = open_by_code(strict, url)

    refused = strict.post(opened, yes(draft, name=""))

    (key,) = parse_qs(urlsplit(opened).query)["key"]
    assert refused.status_code == REFUSED
    assert f'name="key" value="{key}"' in text(refused)


def test_page_that_was_open_in_time_is_answered_when_the_day_is_over(strict, draft):
    url = reverse("confirm", args=[ask_by_mail(draft)])
    key = re.search(r'name="key" value="([^"]+)"', text(strict.get(url)))
    assert key
    grow_old()

    assert strict.post(url, yes(draft, key=key[1])).status_code == REDIRECT
    assert stored().answer == PartnerAnswer.CONFIRMED


def test_made_up_key_opens_nothing(strict, url):
    for key in ("", "1:1:1", "x", "é", "1:" + "a" * 5000):
        assert TITLE in text(strict.get(url, {"key": key}))


def test_wrong_code_is_told_beside_the_field(strict, url):
    send(strict, url)

    for typed, said in (
        ("", "Enter the eight figures of the code in the newest mail."),
        ("123", "Enter the eight figures of the code in the newest mail."),
    ):
        answer = strict.post(url, {"act": "enter-code", "code": typed})
        assert answer.status_code == REFUSED
        assert said in text(answer)
        assert 'href="#id_code"' in text(answer)


def test_page_says_what_became_of_the_code(strict, url):
    strict.post(url, {"act": "send-code"})
    on_its_way = text(strict.get(url))
    send_letter(kind="link-code", key=LinkCode.objects.get().pk)
    mailed = text(strict.get(url))
    LinkCode.objects.update(letter_state=LetterState.BOUNCED)
    came_back = text(strict.get(url))

    assert "A code is on its way." in on_its_way
    assert "It works for 15 minutes." in mailed
    assert 'autocomplete="one-time-code"' in mailed
    assert "Send another code</button>" in mailed
    assert 'name="code"' not in came_back


@pytest.mark.parametrize("column", ["used_at", "expires_at"])
def test_code_that_is_over_is_no_longer_asked_for(strict, url, column):
    send(strict, url)
    LinkCode.objects.update(**{column: timezone.now()})

    assert 'name="code"' not in text(strict.get(url))


def test_pressing_twice_sends_one_code(strict, url):
    answers = [send(strict, url), send(strict, url)]

    assert [each["Location"] for each in answers] == [url, url]
    assert LinkCode.objects.count() == 1


def test_too_many_codes_say_when_there_is_another(strict, url):
    code = LinkCode(request=stored(), email="a@b.example")
    used = {"used_at": timezone.now()}
    LinkCode.objects.bulk_create(
        LinkCode(request=code.request, email=code.email, **used)
        for _code in range(MOST_AN_HOUR)
    )

    answer = strict.post(url, {"act": "send-code"})

    assert answer.status_code == REFUSED
    assert "Many codes were sent for this link." in text(answer)


def test_closed_link_says_so_and_asks_for_no_code(strict, url):
    ConfirmationRequest.objects.update(expires_at=timezone.now())

    answers = [strict.get(url), strict.post(url, {"act": "send-code"})]

    assert [each.status_code for each in answers] == [GONE, GONE]
    assert not LinkCode.objects.exists()


def test_link_closed_while_its_code_was_asked_for_says_so(strict, url, monkeypatch):
    def close(**_given):
        raise LinkClosed

    monkeypatch.setattr("proposals.views.locked_links.send_code", close)

    assert strict.post(url, {"act": "send-code"})["Location"] == url


def test_record_of_an_old_link_takes_a_code_too(strict, url, draft):
    opened = open_by_code(strict, url)
    strict.post(opened, yes(draft))
    without = text(strict.get(url))

    assert TITLE in without
    assert "Rector" not in without
    assert "Rector" in text(strict.get(opened))


def test_locked_page_keeps_the_link_to_itself(strict, url):
    answer = strict.get(url)

    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    assert re.findall(r'<a [^>]*href="([^"]+)"', answer.content.decode()) == [
        "#content",
        "mailto:maria@example.org",
        reverse("guide", args=["partner"]),
        reverse("accessibility"),
    ]


def test_locked_page_costs_few_queries(strict, url, django_assert_max_num_queries):
    strict.get(url)

    with django_assert_max_num_queries(4):
        strict.get(url)
