"""Which change ends a confirmation: another role does, a rounded day does not."""

from dataclasses import replace

import pytest

from proposals.snapshots.covered import Covered
from proposals.snapshots.material import material_changes, still_covers

COVERED = Covered(
    acronym="CHARTER",
    applicant="University of Soria",
    call="2020",
    country="BE",
    lot="2",
    name="Chamber of Ghent",
    pic="",
    role="full_partner",
    sector="cultural-heritage",
    types="sector_body",
    days="40.0",
    grant="8000.00",
    leads="WP1",
    works_in="WP1|WP2",
)


def changed(**values):
    return sorted(material_changes(COVERED, replace(COVERED, **values)))


def test_nothing_changed_is_nothing():
    assert changed() == []


@pytest.mark.parametrize(
    "name",
    [
        *("acronym", "applicant", "call", "country", "lot", "name", "pic"),
        *("role", "sector", "types", "leads"),
    ],
)
def test_every_word_that_was_confirmed_is_material(name):
    assert changed(**{name: "another"}) == [name]


def test_where_somebody_works_tells_no_burden():
    assert changed(works_in="WP1|WP2|WP3") == []


@pytest.mark.parametrize(
    ("days", "names"),
    [
        ("44.0", []),
        ("44.1", ["days"]),
        ("36.0", []),
        ("35.9", ["days"]),
        ("80.0", ["days"]),
        ("0.0", ["days"]),
    ],
)
def test_days_count_beyond_a_tenth(days, names):
    assert changed(days=days) == names


@pytest.mark.parametrize(
    ("before", "now", "is_material"),
    [
        ("0.0", "1.0", False),
        ("0.0", "1.1", True),
        ("4.0", "5.0", False),
        ("4.0", "5.1", True),
        ("2.0", "4.0", True),
    ],
)
def test_one_day_is_a_rounding_however_few_there_are(before, now, is_material):
    names = material_changes(replace(COVERED, days=before), replace(COVERED, days=now))

    assert names == ({"days"} if is_material else set())


@pytest.mark.parametrize(
    ("grant", "names"),
    [
        ("8800.00", []),
        ("8800.01", ["grant"]),
        ("7200.00", []),
        ("7199.99", ["grant"]),
        ("0.00", ["grant"]),
    ],
)
def test_grant_counts_beyond_a_tenth(grant, names):
    assert changed(grant=grant) == names


def test_few_hundred_euro_are_a_rounding():
    few = replace(COVERED, grant="1000.00")

    assert material_changes(few, replace(few, grant="1300.00")) == set()
    assert material_changes(few, replace(few, grant="1300.01")) == {"grant"}


def test_answer_holds_for_what_is_near_what_it_covered():
    digest, text = COVERED.digest, COVERED.text

    assert still_covers(digest=digest, text=text, now=replace(COVERED, days="41.0"))
    assert not still_covers(digest=digest, text=text, now=replace(COVERED, days="80.0"))


def test_removed_partner_has_no_work_and_keeps_its_word():
    digest, text = COVERED.digest, COVERED.text
    gone = replace(COVERED, days="0.0", grant="0.00", leads="", works_in="")
    moved = replace(gone, country="FR")

    assert still_covers(digest=digest, text=text, now=gone, with_work=False)
    assert not still_covers(digest=digest, text=text, now=moved, with_work=False)


def test_answer_of_the_first_version_covered_no_work_and_no_money():
    digest = COVERED.first_digest
    more = replace(COVERED, days="80.0", leads="")

    assert still_covers(digest=digest, text="", now=more)
    assert not still_covers(digest=digest, text="", now=replace(COVERED, country="FR"))
