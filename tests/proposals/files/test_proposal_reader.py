"""What is wrong with a whole proposal is said with its place and what is expected."""

from copy import deepcopy

import pytest

from alliances.files.consortium import FileRefused
from proposals.files.proposal_file import Part
from proposals.files.proposal_reader import MOST_ROWS, parse_proposal
from tests.proposals.services.whole_proposals import WHOLE, as_bytes


def problems(change):
    document = deepcopy(WHOLE)
    change(document)
    with pytest.raises(FileRefused) as caught:
        parse_proposal(as_bytes(document))
    return [(each.where, each.what, each.expected) for each in caught.value.problems]


def test_list_that_is_none_is_refused():
    assert problems(lambda each: each.update(effort="all")) == [
        ("/effort", '"all"', "a list")
    ]


def test_row_that_is_no_object_is_refused():
    assert problems(lambda each: each["effort"].append(7)) == [
        ("/effort/1", "7", "an object")
    ]


def test_more_rows_than_anybody_has_are_not_read():
    most = MOST_ROWS[Part.MOBILITY]

    assert problems(lambda each: each.update(mobility=[{}] * (most + 1))) == [
        ("/mobility", f"{most + 1} rows", f"at most {most}")
    ]


def test_one_place_twice_is_refused():
    twice = problems(lambda each: each["answers"].append(each["answers"][0]))

    assert twice == [("/answers/2", "a row that is there twice", "it once")]


def test_end_before_the_start_is_refused():
    def change(document):
        document["work_packages"][0]["tasks"][0].update(start_month=9, end_month=3)

    assert problems(change) == [
        ("/work_packages/0/tasks/0/end_month", "3", "month 9 or later")
    ]


def test_second_applicant_is_refused_unless_one_has_left():
    def change(document):
        document["partners"][1]["role"] = "applicant"

    document = deepcopy(WHOLE)
    change(document)
    document["partners"][1]["left"] = "declined"

    assert problems(change) == [
        (
            "/partners/1/role",
            '"applicant"',
            "one applicant; the others have another role",
        )
    ]
    assert len(parse_proposal(as_bytes(document)).rows) == len(
        parse_proposal(as_bytes(WHOLE)).rows
    )


def test_text_that_is_too_long_says_how_long_it_is():
    assert problems(lambda each: each.update(title="x" * 401)) == [
        ("/title", "401 characters", "at most 400 characters")
    ]
