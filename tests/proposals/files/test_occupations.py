"""Codes of occupations by their shape."""

import pytest

from proposals.files.occupations import OccupationCode, Scheme, parse_code

URI = "http://data.europa.eu/esco/occupation/0b6f6f3e-9d5b-4a3c-8f1e-2a7c5d4e3f2a"


@pytest.mark.parametrize(
    "typed", ["2", "25", "251", "2512", " ISCO 2512 ", "isco-08:2"]
)
def test_isco_has_one_to_four_digits(typed):
    digits = "".join(typed.removeprefix("isco-08:").split()).removeprefix("ISCO")

    assert parse_code(typed) == OccupationCode(Scheme.ISCO, digits)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2512.4", "2512.4"),
        ("ESCO 2512.4.1", "2512.4.1"),
        (URI, URI),
        (URI.upper().replace("HTTP", "https") + "/", URI),
    ],
)
def test_esco_is_a_code_or_an_address(typed, code):
    assert parse_code(typed) == OccupationCode(Scheme.ESCO, code)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "25123",
        "251.2",
        "2512.",
        "welder",
        "http://data.europa.eu/esco/skill/1",
        "ⅣⅡ",
    ],
)
def test_anything_else_is_refused(typed):
    with pytest.raises(ValueError, match=r"^"):
        parse_code(typed)


def test_a_code_is_said_with_its_classification():
    assert parse_code("2512").words == "ISCO-08 2512"
    assert parse_code("2512.4").words == "ESCO 2512.4"
