"""A wrong rule reported from its public page."""

import pytest
from django.urls import reverse

from proposals.models import RuleReport
from proposals.services import reports as service
from proposals.views import reports
from tests.factories import make_user, publish_shipped_call

pytestmark = pytest.mark.django_db

CLAUSE = ("2020", "lot-2", "standard", "min-programme-countries")


@pytest.fixture(autouse=True)
def published():
    publish_shipped_call("2020")


def report(client, **typed):
    address = reverse("public-rule-report", args=CLAUSE)
    values = {"text": "The guide says nine.", "contact": ""}
    return client.post(address, values | typed)


def stored():
    return list(RuleReport.objects.values_list("clause", "text", "by", "contact"))


def test_anybody_may_report_a_wrong_rule(client):
    answer = report(client, contact="anna@example.org")

    assert (answer.status_code, answer.url) == (
        302,
        reverse("rules-clause", args=CLAUSE),
    )
    assert stored() == [(CLAUSE[3], "The guide says nine.", None, "anna@example.org")]
    assert (
        "Your report is with the administrators."
        in client.get(answer.url).content.decode()
    )


def test_who_is_signed_in_is_named(client):
    maria = make_user()
    client.force_login(maria)

    report(client, contact="other@example.org")

    assert stored() == [(CLAUSE[3], "The guide says nine.", maria.pk, "")]


def test_the_same_words_twice_are_one_report(client):
    for _time in range(2):
        report(client)

    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("typed", "field"), [({"text": " "}, "text"), ({"contact": "anna"}, "contact")]
)
def test_bad_input_is_refused_and_kept_on_the_page(client, typed, field):
    answer = report(client, **typed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert stored() == []


def test_strangers_are_not_heard_without_end(client, monkeypatch):
    monkeypatch.setattr(service, "MOST_BY_STRANGERS", 1)
    report(client)

    answer = report(client, text="Something else.")

    assert answer.status_code == 422
    assert len(stored()) == 1


def test_one_address_is_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr(reports, "RATES", "1/m/ip")
    report(client)

    assert report(client, text="Something else.").status_code == 429


def test_looking_writes_nothing_and_unknown_clauses_are_not_found(client, no_writes):
    with no_writes():
        page = client.get(reverse("public-rule-report", args=CLAUSE))
        none = client.get(reverse("public-rule-report", args=[*CLAUSE[:3], "none"]))
        call = client.get(reverse("public-rule-report", args=["1999", *CLAUSE[1:]]))

    assert "at least 8 Programme countries" in page.content.decode()
    assert (none.status_code, call.status_code) == (404, 404)
