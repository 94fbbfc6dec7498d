"""Where a place of a rulebook stands in its text."""

import pytest

from eligibility.selectors.rulebook_lines import line_of

TEXT = '''format = 1
note = """
[deadline]
"""

[deadline]
date = "31.12.2026"

[references.summary]
title = "Summary"

[[lots]]
code = "lot-1"
[[lots.project_types]]
code = "standard"
[[lots.project_types]]
title = "Large"

[[lots]]
code = "lot-2"
[[lots.project_types]]
code = "standard"

[[clauses]]
id = "first"
[[clauses.values]]
since = 2019-11-05
[[clauses.values]]
since = 2020-01-01
lots = ["lot-9"]
value = [
  [24],
  36,
]

[[clauses]]
id = "second"
[[clauses.values]]
since = 2019-11-05
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("", 0),
        ("format", 1),
        ("unheard-of", 0),
        ("deadline", 6),
        ("deadline.date", 7),
        ("deadline.time", 6),
        ("references.summary.title", 10),
        ("lots[lot-1].project_types[standard].code", 15),
        ("lots[lot-1].project_types[1].title", 17),
        ("lots[lot-2].project_types[standard].code", 22),
        ("clauses[first].values[1].since", 29),
        ("clauses[first].values[1].lots[0]", 30),
        ("clauses[second].values[0].since", 39),
        ("clauses[second].severity", 36),
    ],
)
def test_a_place_stands_on_its_line_or_on_that_of_what_it_belongs_to(place, line):
    assert line_of(TEXT, place) == line


@pytest.mark.parametrize(
    "odd",
    [
        "value = [\n[true],\n[inf]\n]\n",
        "x = 1 # \"\"\"\ny = '''\n[format]\n[[clauses.id]]\n[[gone]]\n'''\n",
    ],
)
def test_what_only_looks_like_a_heading_is_none(odd):
    assert line_of(TEXT + odd, "clauses[second].values[0].since") == 39


def test_of_two_that_go_by_one_name_the_first_is_meant():
    twice = TEXT + '[[clauses]]\nid = "second"\n[[clauses.values]]\nsince = 1\n'

    assert line_of(twice, "clauses[second].values[0].since") == 39
