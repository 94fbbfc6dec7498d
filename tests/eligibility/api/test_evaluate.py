"""POST evaluate: the command's formats over HTTP, with nothing kept."""

import json
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.urls import reverse

from eligibility.api import views
from eligibility.api.openapi import EXAMPLE
from tests.eligibility.consortium_files import load, run
from tests.factories import publish_shipped_call

pytestmark = pytest.mark.django_db

CHARTER = "charter-2020-lot-2"


@pytest.fixture(autouse=True)
def published():
    publish_shipped_call("2020")


def evaluate(client, body, *, kind="application/json", **query):
    text = body if isinstance(body, bytes) else json.dumps(body)
    address = reverse("api-evaluate", query=query)
    return client.generic("POST", address, text, content_type=kind)


@pytest.mark.parametrize("law", ["published", "shipped"])
def test_answers_byte_for_byte_what_the_command_prints(client, law):
    path = Path("fixtures/consortia") / f"{CHARTER}.json"

    answer = evaluate(client, path.read_bytes(), law=law)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer.content.decode() == run(path, "--format", "json").output


def test_the_day_asked_for_counts(client):
    answer = evaluate(client, load(CHARTER), on="2020-01-15")

    assert answer.json()["on"] == "2020-01-15"


@pytest.mark.parametrize(
    ("query", "where"),
    [({"on": "15 January"}, "on"), ({"on": "2010-01-01"}, "on"), ({"law": "x"}, "law")],
)
def test_bad_queries_are_refused_with_their_place(client, query, where):
    answer = evaluate(client, load(CHARTER), **query)

    assert answer.status_code == 422
    assert [each["where"] for each in answer.json()["problems"]] == [where]


def test_every_problem_of_a_file_is_told_with_its_pointer(client):
    data = load(CHARTER)
    data["partners"][0]["country"] = "XX"
    data["duration_months"] = "48"

    answer = evaluate(client, data)

    found = answer.json()
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert (found["status"], found["title"]) == (422, "Unprocessable Entity")
    assert [(each["where"], each["what"]) for each in found["problems"]] == [
        ("/duration_months", '"48"'),
        ("/partners/0/country", '"XX"'),
    ]


def test_a_call_that_is_not_established_says_so(client):
    answer = evaluate(client, load(CHARTER) | {"call": "2016"}, law="shipped")

    (problem,) = answer.json()["problems"]
    assert answer.json()["type"] == "/api/v1/docs#call-not-established"
    assert problem["where"] == "/call"
    assert "not established" in problem["what"]


@pytest.mark.parametrize(
    ("body", "status"), [(b"\n", 400), (b"[]", 422), (b"{", 400), (b"\xff", 400)]
)
def test_what_is_no_consortium_is_refused(client, body, status):
    assert evaluate(client, body).status_code == status


def test_what_is_no_json_is_not_read(client):
    answer = evaluate(client, b"<a/>", kind="text/xml")

    assert (answer.status_code, answer.json()["title"]) == (
        415,
        "Unsupported Media Type",
    )


@pytest.mark.parametrize(
    ("spare", "status"), [(0, 200), (1, 413)], ids=["at the limit", "above"]
)
def test_five_megabytes_are_taken_and_no_more(client, monkeypatch, spare, status):
    body = json.dumps(load(CHARTER)).encode()
    monkeypatch.setattr(views, "MOST_BYTES", len(body) - spare)

    assert evaluate(client, body).status_code == status


def test_three_hundred_partners_are_evaluated(client):
    data = load(CHARTER)
    data["partners"] = [
        data["partners"][0],
        *[
            {"name": f"School {n}", "country": "FR", "role": "full_partner"}
            for n in range(299)
        ],
    ]

    answer = evaluate(client, data)

    assert answer.status_code == 200
    assert len(answer.json()["findings"]) == 11


def test_nothing_is_written_and_no_cookie_is_set(client, no_writes):
    with no_writes():
        answer = evaluate(client, load(CHARTER))

    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_what_comes_readable_is_refused_and_not_led_on(client, settings):
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True

    found = [client.get("/api/v1/calls"), evaluate(client, load(CHARTER))]
    people = client.get("/api/v1/docs")

    assert [each.status_code for each in found] == [403, 403]
    assert {each["Content-Type"] for each in found} == {"application/problem+json"}
    assert (people.status_code, people.url[:8]) == (301, "https://")


def test_too_many_are_asked_to_wait(client):
    answers = [evaluate(client, b"{") for _ in range(61)]

    assert [each.status_code for each in answers[:60]] == [400] * 60
    answer = answers[60]
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert answer["Content-Type"] == "application/problem+json"


def test_other_methods_are_told_which_there_are(client):
    answer = client.get(reverse("api-evaluate"))
    asked = client.options(reverse("api-evaluate"))

    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
    assert (asked.status_code, asked["Access-Control-Allow-Headers"]) == (
        204,
        "Content-Type",
    )


def test_the_example_of_the_description_is_taken(client):
    assert evaluate(client, EXAMPLE).status_code == 200


def test_a_mistake_of_ours_tells_nothing_of_what_was_sent(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(views, "json_report", lambda **_: 1 / 0)

    answer = evaluate(client, load(CHARTER))

    assert (answer.status_code, answer["Content-Type"]) == (
        500,
        "application/problem+json",
    )
    assert answer.json()["detail"] == "The mistake is ours."


def test_nothing_of_a_consortium_is_logged(client, caplog):
    secret = "Institute nobody may know of"
    partner = {"name": secret, "role": "applicant"}

    with caplog.at_level("DEBUG"):
        taken = evaluate(client, EXAMPLE | {"partners": [partner]})
        bad = evaluate(client, EXAMPLE | {"partners": [partner | {"pic": secret}]})

    assert (taken.status_code, bad.status_code) == (200, 422)
    assert caplog.records
    assert secret not in caplog.text
    assert "nobody" not in caplog.text


def test_a_database_that_is_away_is_not_the_callers_mistake(client, monkeypatch):
    def away(*_args, **_values):
        raise DatabaseError("connection to secret-host failed")

    client.raise_request_exception = False
    monkeypatch.setattr("eligibility.law.catalogue.published_rulebook", away)

    answer = evaluate(client, load(CHARTER))

    assert answer.status_code == 500
    assert b"secret-host" not in answer.content
