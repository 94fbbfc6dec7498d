"""A moment by the clocks of a country, beside that of Brussels."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from alliances.enums import Role
from proposals.selectors.letters.local_times import ZONES, country_of, local_words
from tests.factories import add, make_draft

SUMMER = dt.datetime(2026, 7, 1, 15, tzinfo=dt.UTC)
NIGHT = dt.datetime(2026, 7, 1, 21, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("moment", "country", "words"),
    [
        (SUMMER, "FI", "That is 18:00 in Finland."),
        (SUMMER, "PT", "That is 16:00 in Portugal."),
        (SUMMER, "IS", "That is 15:00 in Iceland."),
        (NIGHT, "FI", "That is 2 July 2026, 00:30 in Finland."),
        (SUMMER, "BE", ""),
        (SUMMER, "JP", ""),
        (SUMMER, "", ""),
    ],
    ids=["east", "west", "no summer time", "next day", "same", "unknown", "none"],
)
def test_moment_is_said_by_the_clocks_of_a_country(moment, country, words):
    assert local_words(moment, country=country) == words


def test_clocks_that_are_named_differ_from_those_of_brussels():
    here = SUMMER.astimezone(ZoneInfo("Europe/Brussels")).utcoffset()

    offsets = {SUMMER.astimezone(ZoneInfo(each)).utcoffset() for each in ZONES.values()}

    assert here not in offsets


@pytest.mark.django_db
def test_country_is_that_of_the_applicant():
    draft = make_draft()
    add(draft, "Partner", "BG", "sector_body")
    assert country_of(draft) == ""
    unknown = add(draft, "Applicant", None, role=Role.APPLICANT)
    assert country_of(draft) == ""

    unknown.country_id = "ES"
    unknown.save()

    assert country_of(draft) == "ES"
