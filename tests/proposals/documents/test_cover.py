from dataclasses import replace

from proposals.documents.cover import applicant_words, cover_of
from proposals.snapshots import FrozenWarnings
from tests.proposals.documents.applications import (
    RECEIVED,
    application,
    charter,
    partner,
)


def fact(cover, label):
    (found,) = [each for each in cover.facts if each.label == label]
    return found


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_cover_of_charter():
    cover = cover_of(charter(grant="3900000.00"))

    assert cover.acronym == "CHARTER"
    assert cover.reference == "EAC/A02/2019, OJ 2019/C 373/06"
    assert fact(cover, "Sector").lines == ("Cultural heritage",)
    assert fact(cover, "Applicant").lines == ("Universitat de Barcelona, Spain",)
    assert fact(cover, "Partnership").lines == (
        "21 full partners, 13 Programme countries",
    )
    codes = "BE DE IE ES FR IT LV NL AT RO SI FI SE"
    assert fact(cover, "Partnership").codes == codes
    assert [plain(line) for line in fact(cover, "Duration and grant").lines] == [
        "48 months, €3,900,000 requested"
    ]
    assert [plain(line) for line in fact(cover, "Deadline").lines] == [
        "26 February 2020, 17:00 Brussels time"
    ]


def test_verdict_is_in_the_words_of_the_panel_in_both_readings():
    planned, confirmed = fact(cover_of(charter()), "Eligibility").verdicts

    assert planned[0] == "As planned"
    assert planned[1].word == "Cannot tell yet: 1 clause open"
    assert planned[1].mark == "unknown"
    assert confirmed[0] == "As confirmed"


def test_submitted_cover_says_when_it_was_received():
    lines = fact(cover_of(charter(submission=RECEIVED)), "Deadline").lines

    assert plain(lines[1]) == "Received 24 February 2020, 15:42 Brussels time"


def test_cover_says_what_was_accepted_by_name():
    stood = FrozenWarnings(
        partners=(("P2", "B"), ("P10", "J")), clauses=("min-full-partners",)
    )
    named = replace(charter(submission=RECEIVED), warnings=stood)
    alone = replace(named, warnings=FrozenWarnings(clauses=("min-full-partners",)))

    unmet = "Not met, unverified: Full partners (21 of at least 12)"
    assert fact(cover_of(named), "Accepted by name").lines == (
        unmet,
        "Not confirmed: P2, P10",
    )
    assert fact(cover_of(alone), "Accepted by name").lines == (unmet,)


def test_cover_of_nothing_says_what_is_missing():
    cover = cover_of(application([]))

    assert fact(cover, "Sector").lines == ("Not stated",)
    assert fact(cover, "Applicant").lines == ("Not named yet",)
    assert fact(cover, "Partnership").lines == ("0 full partners",)
    assert fact(cover, "Partnership").codes == ""
    assert plain(fact(cover, "Duration and grant").lines[0]) == (
        "Duration not stated, grant not stated"
    )


def test_organisations_of_each_role_are_counted_but_not_those_that_left():
    cover = cover_of(
        application(
            [
                partner("A", role="applicant"),
                partner("B"),
                partner("C", role="associated_partner"),
                partner("D", role="affiliated_entity"),
                partner("E", confirmation="declined"),
            ]
        )
    )

    (line,) = fact(cover, "Partnership").lines
    assert line == (
        "2 full partners, 1 affiliated entity, 1 associated partner,"
        " 1 Programme country"
    )


def test_lot_is_named_with_its_number_where_it_has_one():
    lots = [
        cover_of(application([], call=call, lot=lot)).lot
        for call, lot in (("2020", "lot-1"), ("2014", "single"))
    ]

    assert lots == [
        "Lot 1: Sector Skills Alliances for design and delivery of VET",
        "Sector Skills Alliances",
    ]


def test_every_organisation_with_the_role_of_applicant_is_named():
    two = application(
        [
            partner("A", role="applicant"),
            partner("B", role="applicant", country=None),
        ]
    )

    assert applicant_words(two) == ("A, Lithuania", "B")


def test_long_acronyms_and_titles_are_set_smaller():
    sizes = [
        cover_of(application([], acronym="A" * length)).acronym_size
        for length in (10, 11, 18, 19)
    ]
    crowded = [
        cover_of(application([], title="t" * length)).is_crowded
        for length in (140, 141)
    ]

    assert sizes == ["large", "medium", "medium", "small"]
    assert crowded == [False, True]
