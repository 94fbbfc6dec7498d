"""Which part of a long list of partners is shown, and where a row of it is."""

import uuid

import pytest
from django.utils import timezone

from alliances.enums import Role
from alliances.models import Partnership
from proposals.selectors.consortium.partner_parts import (
    FIRST,
    PART,
    Wanted,
    part_of,
    part_words,
    rows_of,
)

KEY = uuid.UUID("5b1d4f7e-0000-4000-8000-000000000000")


def row(number, role=Role.FULL_PARTNER, removed_at=None):
    return Partnership(
        pk=number, number=number, role=role, name=f"P{number}", removed_at=removed_at
    )


def many(number):
    return [row(each, Role.FULL_PARTNER) for each in range(1, number + 1)]


def shown(rows, wanted=FIRST):
    return [each.number for each in part_of(rows, wanted)]


@pytest.mark.parametrize("number", [0, 1, PART - 1, PART])
def test_as_many_as_fit_stand_on_one_page(number):
    part = part_of(many(number), FIRST)

    assert len(part) == number
    assert part_words(part) == ""


def test_one_more_makes_a_second_part():
    rows = many(PART + 1)

    assert shown(rows) == list(range(1, PART + 1))
    assert shown(rows, Wanted("2")) == [PART + 1]
    assert part_words(part_of(rows, FIRST)) == "Partners 1 to 50 of 51"
    assert part_words(part_of(rows, Wanted("2"))) == "Partners 51 to 51 of 51"


def test_parts_go_by_role_and_then_by_number():
    rows = [*many(PART + 1), row(90, Role.APPLICANT)]
    rows[0].role = Role.ASSOCIATED_PARTNER

    assert shown(rows) == [90, *range(2, PART + 1)]
    assert shown(rows, Wanted("2")) == [PART + 1, 1]


@pytest.mark.parametrize(
    ("partner", "page"), [(1, 1), (50, 1), (51, 2), (100, 2), (101, 3), (120, 3)]
)
def test_a_partner_is_on_the_part_that_is_shown_for_it(partner, page):
    part = part_of(many(120), Wanted(partner=partner))

    assert part.number == page
    assert partner in [each.number for each in part]


@pytest.mark.parametrize(
    ("page", "shows"),
    [("1", 1), ("3", 3), ("0", 3), ("99", 3), ("-1", 3), ("two", 1), ("", 1)],
)
def test_any_number_of_a_page_shows_one(page, shows):
    assert part_of(many(120), Wanted(page)).number == shows


def test_a_page_goes_before_a_partner():
    assert part_of(many(120), Wanted("1", partner=120)).number == 1


def test_nobody_of_this_number_shows_the_first_part():
    assert part_of(many(120), Wanted(partner=500)).number == 1


def test_who_was_removed_shows_where_it_stood():
    rows = many(120)
    rows[59].removed_at = timezone.now()

    assert part_of(rows, Wanted(partner=60)).number == 2
    assert 60 not in shown(rows, Wanted(partner=60))


def test_the_last_of_the_last_part_shows_the_part_before_it():
    rows = many(PART + 1)
    rows[PART].removed_at = timezone.now()

    assert shown(rows, Wanted(partner=PART + 1)) == list(range(1, PART + 1))


def test_rows_lead_on_in_the_page_where_it_has_them_all():
    assert rows_of(KEY, PART).at(7) == "#p7"
    assert rows_of(KEY, PART + 1).at("7") == f"/alliances/{KEY}/?partner=7#p7"
