"""The public page of a link: GET changes nothing, one POST records one answer."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation, Role
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.confirmations import confirmation_page
from proposals.services.confirmation_requests import SAME_ACT, ask_anew
from proposals.views import private_links
from tests.proposals.services.asking import ask, ask_by_mail, make_charter, partner

pytestmark = pytest.mark.django_db

FOUND, REDIRECT, MISSING, STALE, GONE, REFUSED = 200, 302, 404, 409, 410, 422


@pytest.fixture
def draft():
    return make_charter()


@pytest.fixture
def token(draft):
    return ask_by_mail(draft)


@pytest.fixture
def url(token):
    return reverse("confirm", args=[token])


@pytest.fixture
def strict():
    """Give a browser without cookies, under the check of tokens."""
    return Client(enforce_csrf_checks=True)


def stored():
    return ConfirmationRequest.objects.get()


def yes(**changes):
    request = ConfirmationRequest.objects.select_related(
        "requested_by", "partnership__alliance__call", "partnership__alliance__lot"
    ).get()
    seen = confirmation_page(request, now=timezone.now()).seen
    typed = {"answer": "confirm", "name": "Anna", "function": "Rector", "seen": seen}
    return {**typed, **changes}


def no(**changes):
    return {"answer": "decline", "name": "Bea", "reason": "No staff.", **changes}


def text(answer):
    return " ".join(answer.content.decode().split())


def test_looking_twice_changes_nothing_and_the_answer_still_counts(
    strict, url, draft, no_writes
):
    before = stored()
    with no_writes():
        answers = [strict.get(url), strict.head(url), strict.get(f"{url}?wrong=1")]
    after = stored()
    posted = strict.post(url, yes())

    assert [each.status_code for each in answers] == [FOUND] * 3
    assert {name: getattr(after, name) for name in vars(before) if name[0] != "_"} == {
        name: value for name, value in vars(before).items() if name[0] != "_"
    }
    assert (posted.status_code, posted["Location"]) == (REDIRECT, url)
    assert stored().answer == PartnerAnswer.CONFIRMED
    assert partner(draft).confirmation == Confirmation.CONFIRMED


def test_page_says_who_asks_what(strict, url):
    page = text(strict.get(url))

    assert "<h1>Confirm your part in CHARTER</h1>" in page
    assert "You are confirming for <b>Chamber of Ghent</b> as <b>full partner</b>." in (
        page
    )
    assert "Maria Kazlauskienė asked you on" in page
    assert "Confirm as full partner</button>" in page
    assert 'href="mailto:maria@example.org"' in page


def test_page_leads_only_to_what_is_public(strict, url):
    """A contact has no account: nothing to sign in to, no rules, no interface."""
    page = strict.get(url).content.decode()

    assert re.findall(r'<a [^>]*href="([^"]+)"', page) == [
        "#content",
        "mailto:maria@example.org",
        reverse("guide", args=["partner"]),
        reverse("accessibility"),
    ]


def test_page_keeps_the_link_to_itself(strict, url):
    answer = strict.get(url)

    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_answer_is_shown_to_keep(strict, url):
    answer = strict.post(url, yes(), follow=True)

    page = text(answer)
    assert "Chamber of Ghent takes part in CHARTER" in page
    assert "<dt>By</dt><dd>Anna, Rector</dd>" in page
    assert "<dt>Asked by</dt><dd>Maria Kazlauskienė</dd>" in page


def test_declining_needs_no_function_but_a_reason(strict, url, draft):
    refused = strict.post(url, no(reason=""))
    answer = strict.post(url, no(), follow=True)

    assert refused.status_code == REFUSED
    assert '<details class="confirm__part" id="decline" open>' in text(refused)
    assert "Chamber of Ghent takes no part in CHARTER" in text(answer)
    assert stored().reason == "No staff."
    assert partner(draft).confirmation == Confirmation.DECLINED


def test_refused_form_keeps_what_was_typed(strict, url):
    answer = strict.post(url, yes(function="", name="Anna Kovács"))

    assert answer.status_code == REFUSED
    assert 'value="Anna Kovács"' in text(answer)
    assert "Enter what you are in your organisation." in text(answer)
    assert stored().answer == PartnerAnswer.NONE


def test_change_since_the_page_was_opened_is_shown_and_nothing_recorded(
    strict, url, draft
):
    typed = yes()
    draft.alliance.partnerships.filter(number=2).update(role=Role.ASSOCIATED_PARTNER)

    stale = strict.post(url, typed)
    answer = strict.post(url, yes())

    assert stale.status_code == STALE
    assert "<del>Full partner</del>" in text(stale)
    assert "Confirm as associated partner</button>" in text(stale)
    assert 'value="Anna"' in text(stale)
    assert answer.status_code == REDIRECT
    assert stored().answer == PartnerAnswer.CONFIRMED


def test_second_answer_changes_nothing(strict, url):
    strict.post(url, yes())
    first = stored().answered_at

    again = strict.post(url, yes())
    other = strict.post(url, no())

    assert (again.status_code, other.status_code) == (FOUND, STALE)
    assert "Chamber of Ghent takes part in CHARTER" in text(other)
    assert (stored().answered_at, stored().answer) == (first, "confirmed")


@pytest.mark.usefixtures("token")
def test_link_nobody_knows_says_what_to_do_and_nothing_else(strict):
    unknown = reverse("confirm", args=["x" * 43])
    answers = [
        strict.get(unknown),
        strict.post(unknown, {"answer": "confirm"}),
        strict.get(reverse("confirm", args=["short"])),
    ]

    assert [each.status_code for each in answers] == [MISSING] * 3
    said = [
        text(each).partition("<main")[2].partition("</main>")[0] for each in answers
    ]
    assert len(set(said)) == 1
    assert "<h1>This link leads nowhere</h1>" in text(answers[0])
    assert "CHARTER" not in text(answers[0])


@pytest.mark.parametrize("method", ["get", "post"])
def test_replaced_link_leads_to_the_newer_mail(strict, url, draft, method):
    typed = yes()
    ConfirmationRequest.objects.update(requested_at=timezone.now() - SAME_ACT)
    ask(draft)

    answer = getattr(strict, method)(url, typed)

    assert answer.status_code == GONE
    assert "<h1>A newer mail replaces this link</h1>" in text(answer)
    assert 'href="mailto:maria@example.org"' in text(answer)


def test_link_of_a_question_that_went_elsewhere_says_so(strict, url, draft):
    ask(draft, email="bea@ghent.example")

    answer = strict.get(url)

    assert answer.status_code == GONE
    assert "<h1>This question went to somebody else</h1>" in text(answer)
    assert "bea@" not in text(answer)


def test_expired_link_records_nothing(strict, url):
    typed = yes()
    ConfirmationRequest.objects.update(expires_at=timezone.now())

    answer = strict.post(url, typed)

    assert answer.status_code == GONE
    assert "<h1>This link has expired</h1>" in text(answer)
    assert stored().answer == PartnerAnswer.NONE


def test_typed_names_are_shown_as_text(strict, url, draft):
    draft.alliance.partnerships.filter(number=2).update(name="<b>Chamber</b>")

    assert "&lt;b&gt;Chamber&lt;/b&gt;" in text(strict.get(url))


def test_other_methods_are_refused(strict, url):
    assert strict.put(url).status_code == 405


def test_door_closes_for_a_while_after_too_many_tries(strict, url, monkeypatch):
    monkeypatch.setitem(private_links.RATES, "confirm", "2/m/ip")

    *found, refused = [strict.get(url) for _try in range(3)]

    assert [each.status_code for each in found] == [FOUND, FOUND]
    assert refused.status_code == 429
    assert "my alliances" not in refused.content.decode()
    assert "the link in your mail, works again then" in text(refused)
    assert '<a class="button button--primary" href="">' in refused.content.decode()
    assert strict.post(url, yes()).status_code == 429
    assert stored().answer == PartnerAnswer.NONE


def test_page_costs_few_queries(strict, url, django_assert_max_num_queries):
    strict.get(url)

    # Partners, work plan and budget are read anew: what is confirmed is what stands.
    with django_assert_max_num_queries(9):
        strict.get(url)


def test_answer_that_ended_is_not_called_taking_part(strict, url, draft):
    strict.post(url, yes())
    draft.alliance.partnerships.filter(number=2).update(pic="999999999")

    page = text(strict.get(url))

    assert "Chamber of Ghent has not confirmed CHARTER as it stands now" in page
    assert "takes part in CHARTER" not in page


def test_yes_before_a_newer_mail_is_no_earlier_version_where_nothing_changed(
    strict, url, draft
):
    strict.post(url, yes())
    ask_anew(asked=stored(), by=draft.alliance.coordinator)

    page = text(strict.get(url))
    assert "A newer mail asks again: answer by its link." in page
    assert "Confirmed for an earlier version" not in page
