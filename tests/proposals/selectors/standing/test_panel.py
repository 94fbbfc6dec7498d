"""The eligibility panel: its order, its words, and who counts."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from eligibility.core import Reading
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.standing.panel import panel_of, reading_of
from tests.factories import add, make_draft, make_eligible_draft, publish_shipped_call

pytestmark = pytest.mark.django_db


def panel(proposal, chosen=Reading.PLANNED):
    now = timezone.now()
    snapshot, report = standing_of(proposal, now=now)
    return panel_of(proposal, snapshot, report, now=now, chosen=chosen)


def reading(proposal, key="planned"):
    (found,) = (each for each in panel(proposal).readings if each.key == key)
    return found


def line(proposal, clause, key="planned"):
    (found,) = (each for each in reading(proposal, key).lines if each.id == clause)
    return found


def test_open_clauses_come_first_and_the_law_orders_the_rest():
    draft = make_eligible_draft(grant_requested_eur=None)
    draft.alliance.partnerships.filter(number=3).delete()
    lines = reading(draft).lines

    assert [(each.id, each.verdict.mark) for each in lines] == [
        ("min-programme-countries", "not-met"),
        ("min-full-partners", "not-met"),
        ("grant-within-ceiling", "unknown"),
        ("one-applicant", "met"),
        ("applicant-in-programme-country", "met"),
        ("min-labour-market", "met"),
        ("min-education-training", "met"),
        ("duration-allowed", "met"),
        ("sector-in-list", "met"),
        ("one-application-per-applicant-and-sector", "met"),
    ]


def test_advice_stands_last_warns_and_is_not_counted():
    draft = make_draft(publish_shipped_call("2020"), grant_requested_eur=None)
    planned = reading(draft)

    advice = [(each.id, each.verdict.mark) for each in planned.lines if each.is_advice]
    assert advice == [
        ("twelve-countries-notice", "act"),
        ("partner-country-added-value", "met"),
        ("duplicate-organisation", "met"),
    ]
    assert [each.is_advice for each in planned.lines[-3:]] == [True] * 3
    assert sum(planned.tally) == len(planned.lines) - 3


def test_clause_has_icon_word_and_numbers():
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(number=3).delete()
    countries = line(draft, "min-programme-countries")

    assert (countries.verdict.mark, countries.verdict.words) == ("not-met", "Not met")
    assert countries.figure == "2 of 3"
    assert countries.sentence == (
        "Not met: 2 Programme countries found, 3 needed (1 more)."
    )
    assert countries.is_open


def test_partners_that_have_not_answered_count_as_planned_only():
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)

    planned = line(draft, "min-full-partners")
    confirmed = line(draft, "min-full-partners", "confirmed")

    assert (planned.verdict.mark, planned.figure) == ("met", "3 of 3")
    assert (confirmed.verdict.mark, confirmed.figure) == ("unknown", "1 to 3 of 3")


def test_each_reading_sums_up_the_other():
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)
    planned, confirmed = panel(draft).readings

    assert planned.note == (
        "Partners that have not answered count as if confirmed. As confirmed:"
        " {met} met, {not_met} not met, {unknown} cannot tell yet."
    ).format(**confirmed.tally._asdict())
    assert confirmed.note == (
        "Only confirmed partners are certain. As planned: 10 met, 0 not met,"
        " 0 cannot tell yet."
    )


def test_narrow_bar_says_the_worst_clause():
    draft = make_eligible_draft(grant_requested_eur=None)
    assert reading(draft).headline == line(draft, "grant-within-ceiling").sentence

    draft.alliance.partnerships.filter(number=3).delete()
    worst = line(draft, "min-programme-countries").sentence
    assert reading(draft).headline == worst


@pytest.mark.parametrize(
    ("missing", "clause", "field", "remedy"),
    [
        (
            {"grant_requested_eur": None},
            "grant-within-ceiling",
            "id_grant_requested_eur",
            "State the grant",
        ),
        (
            {"grant_requested_eur": 9_000_000},
            "grant-within-ceiling",
            "id_grant_requested_eur",
            "Lower the grant",
        ),
        (
            {"duration_months": None},
            "duration-allowed",
            "id_duration_months",
            "Choose the duration",
        ),
        ({"sector": ""}, "sector-in-list", "id_sector", "Choose the sector"),
    ],
)
def test_open_fact_leads_to_its_control(missing, clause, field, remedy):
    found = line(make_eligible_draft(**missing), clause)

    assert (found.is_open, found.field, found.remedy) == (True, field, remedy)


def test_announcement_says_saved_and_the_new_tally(time_machine):
    draft = make_eligible_draft(grant_requested_eur=None)
    now = timezone.now().astimezone(dt.UTC).replace(hour=12, minute=2)
    time_machine.move_to(now, tick=False)
    clock = f"{timezone.localtime():%H:%M}"

    assert panel(draft).announcement == (
        f"Saved {clock}. As planned: 9 met, 0 not met, 1 cannot tell yet."
    )
    assert panel(draft, Reading.CONFIRMED).announcement == (
        f"Saved {clock}. As confirmed: 9 met, 0 not met, 1 cannot tell yet."
    )


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("confirmed", Reading.CONFIRMED),
        ("planned", Reading.PLANNED),
        (None, Reading.PLANNED),
        ("", Reading.PLANNED),
        ("CONFIRMED", Reading.PLANNED),
    ],
)
def test_reading_is_as_planned_unless_confirmed_is_asked(word, found):
    assert reading_of(word) is found


def test_panel_says_what_is_left_without_partner_countries():
    draft = make_eligible_draft()
    assert panel(draft).without == ""

    add(draft, "Tbilisi State University", "GE")
    assert panel(draft).without == (
        "Without P4, in a Partner country: meets the 10 clauses we can check."
    )

    draft.alliance.partnerships.filter(number=3).update(country="GE")
    assert panel(draft).without == (
        "Without P3 and P4, in Partner countries: not met: 2 clauses."
    )
