"""How problems are told: counted, cut and harmless on a terminal."""

import pytest

from alliances.files.consortium import FileRefused
from alliances.files.problems import Problem, did_you_mean, said_once
from tests.alliances.files.samples import consortium, lines_of, partner, read

COUNTRY = "a two-letter ISO code, EL, UK or XK, or nothing while unknown"


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (50, f'/partners/49/country: "ZZ"; expected {COUNTRY}'),
        (51, "and 1 more problem"),
        (52, "and 2 more problems"),
    ],
)
def test_fifty_problems_are_listed_and_the_rest_counted(count, last):
    with pytest.raises(FileRefused) as refusal:
        read(consortium(partners=[partner(country="ZZ")] * count))

    assert len(refusal.value.problems) == 50
    assert refusal.value.lines()[-1] == last
    assert str(refusal.value) == "\n".join(refusal.value.lines())


def test_every_refusal_is_one_line_a_terminal_can_show():
    lines = lines_of(
        read, consortium(partners=[partner(country="\x1b[2J\n\u202e" + "x" * 500)])
    )

    shown = f"\\u001b[2J\\u000a\\u202e{'x' * 33}…"
    assert lines == [f'/partners/0/country: "{shown}"; expected {COUNTRY}']


CHOICES = "one of " + ", ".join(f"type {number}" for number in range(13))


def test_long_list_of_choices_is_said_once_and_guesses_stay():
    refused = [
        Problem("row 2, type", '"NGOO"', did_you_mean(CHOICES, "NGO")),
        Problem("row 3, role", '"x"', "a or b"),
        Problem("row 4, type", '"SMEE"', did_you_mean(CHOICES, "SME")),
        Problem("row 5, type", '"?"', CHOICES),
        Problem("row 6, role", '"y"', "a or b"),
    ]

    assert [each.expected for each in said_once(refused)] == [
        f'{CHOICES} (did you mean "NGO"?)',
        "a or b",
        'the same as for row 2, type (did you mean "SME"?)',
        "the same as for row 2, type",
        "a or b",
    ]
