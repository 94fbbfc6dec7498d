"""Calls, rulebooks and schemas over HTTP."""

import json

import pytest
from django.urls import reverse

from eligibility.catalogue import shipped_text
from tests.factories import publish_shipped_call

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def published():
    for code in ("2020", "2016"):
        publish_shipped_call(code)


def get(client, name, *args, **headers):
    return client.get(reverse(f"api-{name}", args=args), headers=headers)


def test_calls_are_listed_newest_first_also_the_one_not_established(client):
    calls = get(client, "calls").json()["calls"]

    assert [(each["code"], each["is_established"]) for each in calls] == [
        ("2020", True),
        ("2016", False),
    ]
    assert [lot["code"] for lot in calls[0]["lots"]] == ["lot-1", "lot-2"]


def test_a_call_has_its_countries_and_sectors(client):
    call = get(client, "call", "2020").json()

    standing = {each["code"]: each["standing"] for each in call["countries"]}
    assert (standing["RS"], standing["GE"]) == ("programme", "partner")
    assert {each["lot"] for each in call["sectors"]} == {"lot-2"}
    assert call["deadline"] == "2020-02-26T17:00:00+01:00"


@pytest.mark.parametrize(
    ("code", "words"), [("2016", "not established"), ("1999", '"1999"')]
)
def test_a_call_without_rules_is_said_to_have_none(client, code, words):
    answer = get(client, "call", code)

    assert answer.status_code == 404
    assert words in answer.json()["problems"][0]["what"]


def test_the_law_comes_with_values_over_time_and_sources(client):
    law = get(client, "rulebook", "2020").json()

    (clause,) = [
        each
        for each in law["clauses"]
        if (each["lot"], each["project_type"], each["clause"])
        == ("lot-2", "standard", "min-programme-countries")
    ]
    assert clause["check"] == "countries-at-least"
    assert [each["value"] for each in clause["values"]] == [8]
    assert clause["values"][0]["reference"]["confidence"] == "found"


def test_a_version_never_changes_and_may_be_kept_for_ever(client):
    answer = get(client, "rulebook-version", "2020", 1)
    newest = get(client, "rulebook", "2020")

    assert answer.content == newest.content
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert newest["Cache-Control"] == "public, no-cache"


def test_the_text_is_sent_as_it_was_written(client):
    answer = get(client, "rulebook-text", "2020", 1)

    assert answer.content.decode() == shipped_text("2020")
    assert answer["Content-Type"] == "application/toml; charset=utf-8"


def test_what_is_known_already_is_not_sent_again(client):
    first = get(client, "rulebook", "2020")
    again = get(client, "rulebook", "2020", **{"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("rulebook", ["none"]),
        ("rulebook-version", ["2020", 2]),
        ("rulebook-text", ["2020", 2]),
        ("schema", ["none.json"]),
        ("nowhere", ["none"]),
    ],
)
def test_what_there_is_not_is_a_problem_in_json(client, name, args):
    answer = get(client, name, *args)

    assert answer.status_code == 404
    assert answer.json()["status"] == 404


def test_reading_costs_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        get(client, "calls")


def test_schemas_are_sent_as_they_stand(client):
    answer = get(client, "schema", "ssa-report-1.schema.json")

    assert json.loads(answer.content)["title"] == "ssa-report/1"
    assert answer["Content-Type"] == "application/schema+json"


def test_the_page_for_people_shows_every_operation(client):
    page = get(client, "docs").content.decode()

    assert "curl --json @consortium.json http://testserver/api/v1/evaluate" in page
    for path in get(client, "openapi").json()["paths"]:
        assert f"<code>{path}</code>" in page
