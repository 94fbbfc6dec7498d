"""The calls there are: shipped files read once, published rows read as published."""

import datetime as dt
import tomllib

import pytest

from alliances.files.edits import NO_TABLES
from eligibility import catalogue
from eligibility.catalogue import NotEstablished, UnknownCall
from eligibility.core import parse_rulebook
from eligibility.services.rulebooks import publish_rulebook
from tests.factories import publish_shipped_call
from tests.rulebooks import rules_of

SETUP = dt.date(2026, 11, 23)


def rehearsal(setup_day=SETUP):
    text = catalogue.shipped_text("rehearsal", setup_day=setup_day)
    return parse_rulebook(text, source="rehearsal")


def test_every_shipped_call_is_listed():
    assert catalogue.shipped_codes() == (
        "2014",
        "2015",
        "2016",
        "2017",
        "2018",
        "2019",
        "2020",
        "afi-2021",
        "cove-2021",
        "ka-2020",
        "rehearsal",
    )


@pytest.mark.parametrize("code", catalogue.shipped_codes())
def test_every_shipped_text_is_understood(code):
    rulebook = parse_rulebook(catalogue.shipped_text(code), source=code)

    assert rulebook.code == code
    assert rulebook.is_established is (code != "2016")


@pytest.mark.parametrize("ask", [catalogue.shipped_rulebook, catalogue.shipped_tables])
def test_shipped_files_are_read_once(ask):
    assert ask("2020") is ask("2020")


@pytest.mark.parametrize(
    "ask",
    [catalogue.shipped_text, catalogue.shipped_rulebook, catalogue.shipped_tables],
)
@pytest.mark.parametrize("code", ["2013", "", "..", "2020/../2020"])
def test_an_unknown_call_is_refused(ask, code):
    with pytest.raises(UnknownCall, match=f"^{code}$"):
        ask(code)


def test_a_call_without_rules_says_so():
    with pytest.raises(NotEstablished):
        catalogue.shipped_rulebook("2016")

    assert catalogue.shipped_tables("2016") == NO_TABLES


def test_the_rehearsal_opens_at_set_up_and_closes_thirty_days_later():
    rulebook = rehearsal()

    assert rulebook.opens == SETUP
    assert rulebook.deadline.isoformat() == "2026-12-23T17:00:00+01:00"


def test_the_rehearsal_closes_at_the_hour_of_brussels_in_summer_too():
    rulebook = rehearsal(dt.date(2026, 6, 1))

    assert rulebook.deadline.isoformat() == "2026-07-01T17:00:00+02:00"


def test_the_rehearsal_asks_what_2020_asks():
    original = catalogue.shipped_rulebook("2020")

    assert rehearsal().lots == original.lots
    assert catalogue.shipped_tables("rehearsal") == catalogue.shipped_tables("2020")


def test_the_rehearsal_takes_submissions_and_is_not_offered_first():
    rulebook = rehearsal()

    assert (rulebook.takes_submissions, rulebook.is_default) == (True, False)
    assert rulebook.title != catalogue.shipped_rulebook("2020").title


def test_the_rehearsal_keeps_the_comments_of_the_law():
    text = catalogue.shipped_text("rehearsal", setup_day=SETUP)

    assert "# One organisation applies on behalf of all." in text
    assert tomllib.loads(text)["opens"]["date"] == SETUP


def test_the_same_day_gives_the_same_text():
    first, second = (
        catalogue.shipped_text("rehearsal", setup_day=SETUP) for _time in range(2)
    )

    assert first == second


def test_countries_have_their_eu_codes():
    countries = catalogue.iso_countries()

    assert countries["GR"] == ("EL", "Greece")
    assert countries["GB"] == ("UK", "United Kingdom")
    assert countries["XK"] == ("XK", "Kosovo")


@pytest.mark.django_db
def test_a_published_rulebook_is_the_shipped_one():
    row = publish_shipped_call("2020").rulebooks.get()

    assert catalogue.published_rulebook(row) == catalogue.shipped_rulebook("2020")
    assert catalogue.published_rulebook(row) is catalogue.published_rulebook(row)


@pytest.mark.django_db
def test_a_published_rulebook_has_the_number_of_its_row():
    rows = [
        publish_rulebook(text=rules_of("open") + f"\n# {remark}\n", reason="A test.")
        for remark in ("first", "second")
    ]

    assert [catalogue.published_rulebook(row).version for row in rows] == [1, 2]
    assert [catalogue.published_rulebook(row).sha256 for row in rows] == [
        row.sha256 for row in rows
    ]
