"""A clause on its own page and in the drawer, and the report of a wrong rule."""

import pytest
from django.urls import reverse

from proposals.models import RuleReport
from proposals.services.reports import MOST_A_DAY, report_rule
from tests.factories import add, make_draft, make_eligible_draft, make_user

pytestmark = pytest.mark.django_db

CLAUSE = "min-programme-countries"


@pytest.fixture
def maria(client):
    maria = make_user()
    client.force_login(maria)
    return maria


def address(draft, name="explain", clause=CLAUSE):
    return reverse(name, args=[draft.alliance.public_id, clause])


def test_page_and_drawer_show_the_same_clause(client, maria):
    draft = make_eligible_draft(by=maria)

    page = client.get(address(draft))
    drawer = client.get(address(draft, "explain-fragment"))

    for answer in (page, drawer):
        assert answer.status_code == 200
        assert "3 Programme countries found, 3 needed." in answer.content.decode()
    assert b"<html" in page.content
    assert b"<html" not in drawer.content
    assert page["Cache-Control"].startswith("max-age=0")


def test_clause_there_is_not_is_no_page_and_the_drawer_says_so(client, maria):
    draft = make_draft(by=maria)

    page = client.get(address(draft, clause="min-eu-member-states"))
    drawer = client.get(
        address(draft, "explain-fragment", clause="min-eu-member-states")
    )

    assert page.status_code == 404
    assert (drawer.status_code, "No longer asked" in drawer.content.decode()) == (
        200,
        True,
    )
    assert client.get(address(draft, "rule-report", clause="none")).status_code == 404


@pytest.mark.parametrize("partners", [3, 100])
def test_queries_do_not_grow_with_partners(
    client, maria, partners, django_assert_max_num_queries
):
    draft = make_draft(by=maria)
    for number in range(partners):
        add(draft, f"School {number}", "BE", "vet_provider")
    client.get(address(draft))

    with django_assert_max_num_queries(7):
        answer = client.get(address(draft))

    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["explain", "explain-fragment"])
def test_explaining_only_reads(client, maria, no_writes, name):
    draft = make_eligible_draft(by=maria)

    with no_writes():
        answer = client.get(address(draft, name))

    assert answer.status_code == 200


def test_report_is_sent_and_leads_back(client, maria):
    draft = make_draft(by=maria)

    answer = client.post(address(draft, "rule-report"), {"text": "Seven, page 12."})

    assert (answer.status_code, answer["Location"]) == (302, address(draft))
    (report,) = RuleReport.objects.all()
    assert (report.clause, report.text, report.by) == (
        CLAUSE,
        "Seven, page 12.",
        maria,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "Say what is wrong."), ("x" * 4001, "longer than 4,000 characters")],
)
def test_refused_report_keeps_what_was_typed(client, maria, text, words):
    draft = make_draft(by=maria)

    answer = client.post(address(draft, "rule-report"), {"text": text})

    page = answer.content.decode()
    assert (answer.status_code, words in page, text in page) == (422, True, True)
    assert RuleReport.objects.count() == 0


def test_report_beyond_the_day_is_refused_in_words(client, maria):
    draft = make_draft(by=maria)
    for number in range(MOST_A_DAY):
        report_rule(rulebook=draft.rulebook, clause=CLAUSE, text=f"{number}", by=maria)

    answer = client.post(address(draft, "rule-report"), {"text": "One more."})

    assert answer.status_code == 422
    assert "You have sent 20 reports today." in answer.content.decode()
    assert "One more." in answer.content.decode()
