"""How problems are told: counted, cut and harmless on a terminal."""

import pytest

from alliances.files.consortium import FileRefused
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
