"""All answers by the organisation they are of."""

import pytest

from proposals.completeness import Destination, Place
from proposals.selectors.submissions.check_groups import MOST_OPEN, grouped
from proposals.selectors.submissions.check_rows import CheckRow

TO = Destination(Place.FACT, ("title",))


def row(key, who="", **more):
    return CheckRow(key=key, title="Role", to=TO, who=who, **more), f"/{key}"


def test_rows_stand_with_their_organisation_in_the_order_of_naming():
    rows = [
        row("why"),
        row("role-1", "P1 Forge"),
        row("role-2", "P2 Mill"),
        row("staff-1", "P1 Forge"),
    ]

    groups = grouped(rows)

    assert [(each.who, [url for _row, url in each.rows]) for each in groups] == [
        ("", ["/why"]),
        ("P1 Forge", ["/role-1", "/staff-1"]),
        ("P2 Mill", ["/role-2"]),
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([{}], "1 answer"),
        ([{}, {}], "2 answers"),
        ([{}, {"missing": "Not answered."}], "1 answer, 1 not answered"),
        ([{"is_changed": True}], "1 answer, 1 changed since the submission"),
    ],
)
def test_an_organisation_says_how_much_it_answered(more, words):
    (group,) = grouped(row(str(at), "P1", **each) for at, each in enumerate(more))

    assert group.words == words


def test_the_proposal_is_not_counted():
    (group,) = grouped([row("why")])

    assert (group.words, group.is_open) == ("", True)


@pytest.mark.parametrize(("number", "are_open"), [(MOST_OPEN, True), (4, False)])
def test_few_organisations_stand_open(number, are_open):
    groups = grouped(row(str(each), f"P{each}") for each in range(number))

    assert {each.is_open for each in groups} == {are_open}


def test_what_differs_from_the_submission_stands_open():
    rows = [row(str(each), f"P{each}", is_changed=each == 2) for each in range(4)]

    assert [each.is_open for each in grouped(rows)] == [False, False, True, False]


def test_nothing_makes_no_group():
    assert grouped([]) == ()
