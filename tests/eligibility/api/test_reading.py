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


def test_a_call_that_is_not_established_says_so_and_why(client):
    call = get(client, "call", "2016").json()
    law = get(client, "rulebook", "2016").json()

    assert (call["is_established"], call["lots"]) == (False, [])
    assert call["note"].startswith("The rules of this call were not found.")
    assert (law["is_established"], law["clauses"]) == (False, [])


def test_a_call_there_is_not_is_told_with_those_there_are(client):
    answer = get(client, "call", "none")

    (problem,) = answer.json()["problems"]
    assert answer.status_code == 404
    assert (problem["what"], problem["expected"]) == ('"none"', "2020")


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


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1", "/api/v2/calls", "/api/v1/none", "/api/%00"]
)
def test_an_address_there_is_not_is_a_problem_in_json(client, path):
    answer = client.get(path)

    assert answer["Content-Type"] == "application/problem+json"
    assert (
        answer.json()["status"] == answer.status_code == (400 if "%" in path else 404)
    )


def test_an_address_elsewhere_is_a_page(client):
    assert client.get("/nowhere/")["Content-Type"].startswith("text/html")
    assert client.get("/%00")["Content-Type"].startswith("text/html")


def test_what_is_known_already_is_not_sent_again(client):
    first = get(client, "rulebook", "2020")
    for known in (first["ETag"], f'"other", W/{first["ETag"]}', "*"):
        again = get(client, "rulebook", "2020", **{"If-None-Match": known})

        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]


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
