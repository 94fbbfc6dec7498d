"""The partners of an alliance: grouped by role, with how far each answer has come."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role, StatedAnswer
from proposals.selectors.consortium.composition import Beside, composition_of
from proposals.selectors.consortium.listed_partners import listed_partners
from proposals.selectors.consortium.removed import UNDO_WINDOW
from proposals.selectors.consortium.stated_types import type_words
from proposals.selectors.consortium.workspace import standing_of
from tests.factories import add, make_draft, make_eligible_draft

pytestmark = pytest.mark.django_db


def composition(proposal, now=None, **more):
    now = now or timezone.now()
    partners = listed_partners(proposal.alliance_id)
    snapshot, report = standing_of(proposal, now=now)
    return composition_of(proposal, partners, snapshot, report, now=now, **more)


def rows(proposal):
    groups = composition(proposal).groups
    return {row.label: row for group in groups for row in group.rows}


def said(proposal, label):
    answer = rows(proposal)[label].answer
    return answer.mark, answer.word


def test_summary_counts_organisations_countries_and_answers():
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)

    assert composition(draft).summary == (
        "3 organisations, full partners from 3 Programme countries."
        " 0 of 2 partners have confirmed."
    )
    draft.alliance.partnerships.exclude(number=1).delete()
    assert composition(draft).summary == (
        "1 organisation, full partners from 1 Programme country."
    )
    draft.alliance.partnerships.all().delete()
    assert composition(draft).summary == "No partners yet. Add the applicant first."


def test_who_declined_is_shown_and_counted_nowhere():
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)
    partners = draft.alliance.partnerships
    partners.filter(number=2).update(confirmation=Confirmation.DECLINED)

    found = composition(draft)

    assert found.summary == (
        "2 organisations, full partners from 2 Programme countries."
        " 0 of 1 partner has confirmed."
    )
    assert [(g.note, [r.label for r in g.rows]) for g in found.groups] == [
        ("", ["P1"]),
        ("1", ["P2", "P3"]),
    ]


def test_summary_counts_an_organisation_that_stands_twice_once():
    draft = make_eligible_draft()
    third = draft.alliance.partnerships.get(number=3)
    add(draft, third.name, third.country_id, "vet_provider")

    found = composition(draft)

    assert found.summary.startswith("3 organisations, ")


def test_partners_are_grouped_by_role():
    draft = make_eligible_draft()
    add(draft, "Berlin Forum", "DE", "ngo", role=Role.ASSOCIATED_PARTNER)
    add(draft, "Soria Press", "ES", "sme", role=Role.AFFILIATED_ENTITY)

    groups = composition(draft).groups

    assert [(g.title, g.note, [r.label for r in g.rows]) for g in groups] == [
        ("Applicant", "", ["P1"]),
        ("Full partners", "2", ["P2", "P3"]),
        ("Affiliated entities", "1, count towards no minimum", ["P5"]),
        ("Associated partners", "1, count towards no minimum", ["P4"]),
    ]


@pytest.mark.parametrize(
    ("answer", "mark", "words"),
    [
        (Confirmation.CONFIRMED, "tick", "Confirmed"),
        (Confirmation.INVITED, "sent", "Invited"),
        (Confirmation.NOT_INVITED, "none", "Not yet invited"),
        (Confirmation.DECLINED, "act", "Declined"),
        (Confirmation.WITHDRAWN, "act", "Withdrawn"),
    ],
)
def test_answer_is_an_icon_and_words(answer, mark, words):
    draft = make_draft()
    add(draft, "Chamber of Ghent", "BE", confirmation=answer)
    add(draft, "University of Soria", "ES", role=Role.APPLICANT, confirmation=answer)

    assert said(draft, "P1") == (mark, words)
    # The applicant has nobody to confirm to.
    assert said(draft, "P2") == ("tick", "Applies")


def test_confirmation_of_a_file_is_not_the_partners_own():
    draft = make_eligible_draft()
    assert composition(draft).stated == ""
    stated = {
        "confirmation": Confirmation.NOT_INVITED,
        "stated_answer": StatedAnswer.CONFIRMED,
    }
    add(draft, "Bonn Forum", "DE", "ngo", **stated)

    row = rows(draft)["P4"]
    assert (row.answer.mark, row.answer.word) == ("none", "Confirmed in file")
    assert row.answer.note == "Not yet invited"
    assert composition(draft).stated.startswith("1 partner is confirmed in the")
    add(draft, "Kiel Forum", "DE", "ngo", **stated)
    assert composition(draft).stated.startswith("2 partners are confirmed in the")


@pytest.mark.parametrize(
    ("types", "words"),
    [
        ([], "Type not stated"),
        (["ngo"], "Non-governmental organisation"),
        (["sme", "ngo"], "Small or medium enterprise or Non-governmental organisation"),
    ],
)
def test_type_is_said_also_while_it_is_open(types, words):
    draft = make_draft()
    add(draft, "Chamber of Ghent", "BE", *types)

    assert type_words(types) == words
    assert rows(draft)["P1"].type == words
    assert rows(draft)["P1"].is_type_open is (len(types) != 1)


def test_country_is_printed_as_the_union_does():
    draft = make_draft()
    add(draft, "Athens School", "GR", "ngo")
    add(draft, "Nowhere School", None, "ngo")

    assert (rows(draft)["P1"].code, rows(draft)["P1"].country) == ("EL", "Greece")
    assert (rows(draft)["P2"].code, rows(draft)["P2"].country) == (
        "–",
        "Country not stated",
    )


@pytest.mark.parametrize(
    ("age", "number"),
    [
        (dt.timedelta(), 3),
        (UNDO_WINDOW - dt.timedelta(seconds=1), 3),
        (UNDO_WINDOW, None),
        (UNDO_WINDOW + dt.timedelta(seconds=1), None),
    ],
)
def test_removal_is_offered_to_be_undone_for_some_minutes(age, number):
    draft = make_eligible_draft()
    now = timezone.now()
    draft.alliance.partnerships.filter(number=3).update(removed_at=now - age)

    undo = composition(draft, now).undo

    assert (undo and undo.number) == number


def test_latest_removal_is_the_one_to_undo():
    draft = make_eligible_draft()
    now = timezone.now()
    for number, seconds in ((2, 5), (3, 50)):
        removed_at = now - dt.timedelta(seconds=seconds)
        draft.alliance.partnerships.filter(number=number).update(removed_at=removed_at)

    undo = composition(draft, now).undo

    assert undo is not None
    assert (undo.number, undo.sentence) == (2, "P2 Chamber of Ghent was removed.")


def test_a_long_name_gives_way_to_what_happened_to_it():
    draft = make_eligible_draft()
    now = timezone.now()
    draft.alliance.partnerships.filter(number=2).update(
        name="European Association " * 9, removed_at=now
    )

    undo = composition(draft, now).undo

    assert undo is not None
    assert undo.sentence == (
        "P2 European Association European Association Europ… was removed."
    )


def test_removed_partners_are_in_no_row():
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(number=3).update(removed_at=timezone.now())

    assert sorted(rows(draft)) == ["P1", "P2"]


def test_focus_goes_to_one_row():
    found = composition(make_eligible_draft(), beside=Beside(focus=2)).groups

    assert [row.number for group in found for row in group.rows if row.is_new] == [2]


def test_removed_partners_say_when_and_by_whom_the_latest_first():
    draft = make_eligible_draft()
    by = draft.alliance.coordinator
    moment = dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.UTC)
    draft.alliance.partnerships.filter(number=2).update(removed_at=moment)
    draft.alliance.partnerships.filter(number=3).update(
        removed_at=moment + dt.timedelta(days=1), removed_by=by
    )

    removed = composition(draft).removed

    assert [(each.number, each.label, each.name) for each in removed] == [
        (3, "P3", "School of Plovdiv"),
        (2, "P2", "Chamber of Ghent"),
    ]
    assert [each.removed for each in removed] == [
        f"Removed 2 March 2026, 13:30 Brussels time by {by}",
        "Removed 1 March 2026, 13:30 Brussels time",
    ]
    assert composition(draft).undo is None


def test_row_that_may_be_another_one_says_so():
    draft = make_eligible_draft()
    add(draft, "chamber of GHENT", None)

    twins = {
        label: (row.twin, row.is_counted_once) for label, row in rows(draft).items()
    }

    assert twins == {
        "P1": ("", False),
        "P2": ("", False),
        "P3": ("", False),
        "P4": ("P2", False),
    }


def test_empty_alliance_shows_what_decides():
    draft = make_draft()

    needs = {each.title: each.norm for each in composition(draft).needs}

    assert needs["min-programme-countries"] == (
        "Full partners come from at least 3 Programme countries."
    )
    add(draft, "School of Plovdiv")
    assert composition(draft).needs == ()
