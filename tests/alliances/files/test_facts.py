"""The facts beside the partners, and what given facts do to them."""

import json
from decimal import Decimal

import pytest

from alliances.files.consortium import Given
from tests.alliances.files.samples import consortium, lines_of, read

GRANT = 'a decimal amount in EUR as text, such as "3900000.00"'
MONTHS = "a whole number of months from 1 to 1200"


def test_every_fact_is_read():
    file = read(
        consortium(
            project_type="twelve-countries",
            acronym="CHARTER",
            title="Cultural Heritage",
            sector="cybersecurity",
            duration_months=48,
            grant_requested_eur="3900000.00",
        )
    )

    assert file.project_type == "twelve-countries"
    assert (file.acronym, file.title) == ("CHARTER", "Cultural Heritage")
    assert (file.sector, file.duration_months) == ("cybersecurity", 48)
    assert file.grant_requested_eur == Decimal("3900000.00")


@pytest.mark.parametrize("grant", ["0", "0.00", "900000.5", "9999999999.99"])
def test_grant_is_exact(grant):
    assert read(consortium(grant_requested_eur=grant)).grant_requested_eur == Decimal(
        grant
    )


def test_given_facts_take_the_place_of_the_file():
    file = read(
        consortium(call=..., duration_months="four years"),
        {"call": Given("2019", "--call"), "duration_months": Given(36, "--duration")},
    )

    assert (file.call, file.duration_months) == ("2019", 36)


def test_problem_of_a_given_fact_names_the_option():
    lines = lines_of(
        read, consortium(), {"grant_requested_eur": Given("1e6", "--grant")}
    )

    assert lines == [f'--grant: "1e6"; expected {GRANT}']


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"call": ...},
            '/call: missing; expected the code of the call, such as "2020"',
        ),
        ({"call": 2020}, "/call: 2020; expected text in quotation marks"),
        ({"call": " "}, '/call: " "; expected text that is not empty'),
        (
            {"lot": ...},
            '/lot: missing; expected the code of the Lot, such as "lot-2"',
        ),
        ({"lot": None}, "/lot: nothing; expected text that is not empty"),
        (
            {"project_type": None},
            "/project_type: nothing; expected text that is not empty",
        ),
        (
            {"title": "x" * 401},
            "/title: 401 characters; expected at most 400 characters",
        ),
        (
            {"acronym": "x" * 51},
            "/acronym: 51 characters; expected at most 50 characters",
        ),
        ({"title": []}, "/title: a list; expected text in quotation marks"),
        (
            {"title": "a\x1b[31m"},
            '/title: "a\\u001b[31m"; expected text without control characters',
        ),
        (
            {"title": "half \ud800"},
            '/title: "half \\ud800"; expected text without control characters',
        ),
        ({"duration_months": 0}, f"/duration_months: 0; expected {MONTHS}"),
        ({"duration_months": -1}, f"/duration_months: -1; expected {MONTHS}"),
        ({"duration_months": 1201}, f"/duration_months: 1201; expected {MONTHS}"),
        ({"duration_months": True}, f"/duration_months: true; expected {MONTHS}"),
        ({"duration_months": 48.0}, f"/duration_months: 48.0; expected {MONTHS}"),
        ({"duration_months": "48"}, f'/duration_months: "48"; expected {MONTHS}'),
        (
            {"duration_months": float("inf")},
            f"/duration_months: Infinity; expected {MONTHS}",
        ),
        (
            {"grant_requested_eur": 3900000},
            f"/grant_requested_eur: 3900000; expected {GRANT}",
        ),
        (
            {"grant_requested_eur": float("nan")},
            f"/grant_requested_eur: NaN; expected {GRANT}",
        ),
        *[
            (
                {"grant_requested_eur": grant},
                f'/grant_requested_eur: "{grant}"; expected {GRANT}',
            )
            for grant in [
                "-1",
                "-0",
                "+1",
                "",
                " 1",
                "1.",
                ".5",
                "1.005",
                "1e6",
                "NaN",
                "Infinity",
                "3,900,000",
                "1_000",
                "٣٩٠٠",
                "10000000000",
            ]
        ],
    ],
)
def test_wrong_fact_is_refused_with_its_place(changes, line):
    assert lines_of(read, consortium(**changes)) == [line]


def test_number_of_thousands_of_digits_is_refused_unread():
    content = json.dumps(consortium(partners=[], duration_months=1)).encode()

    lines = lines_of(read, content.replace(b": 1}", b": 1" + b"0" * 5000 + b"}"))

    assert lines == [f"/duration_months: 1{'0' * 38}…; expected {MONTHS}"]
