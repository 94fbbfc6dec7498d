"""How far confirmations are: bars, figures and the table count the same partners."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.selectors.asking.stages import Stage
from proposals.selectors.pictures.confirmations import (
    OF_STAGE,
    State,
    confirmations_picture,
    state_rows,
)
from tests.factories import add, make_draft, make_eligible_draft
from tests.proposals.selectors.pictures.grounds import ground_of, marks, words
from tests.proposals.services.asking import ask_by_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """P2 confirmed, P3 declined, P4 was asked, P5 and P6 were not."""
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(number=3).update(confirmation="declined")
    for number in range(4, 7):
        where = {"confirmation": Confirmation.NOT_INVITED}
        add(draft, f"School {number}", "BG", "vet_provider", **where)
    ask_by_mail(draft, 4)
    return draft


def picture(draft, now=None):
    return confirmations_picture(ground_of(draft, now))


def test_every_stage_but_applying_is_one_state():
    assert set(OF_STAGE) == set(Stage) - {Stage.APPLIES}
    assert set(OF_STAGE.values()) == set(State)


def test_drawing_and_table_count_the_same_partners(draft):
    found = picture(draft)

    table = {row.name: row.cells for row in found.table.rows}
    assert {name: cell for name, cell in table.items() if cell[1] != "0"} == {
        "Confirmed": ("P2", "1"),
        "Asked, no answer yet": ("P4", "1"),
        "Declined or withdrawn": ("P3", "1"),
        "Not asked yet": ("P5, P6", "2"),
    }
    written = marks(found, "text", "text", "strong", "quiet")
    states = [each.words for each in written if each.anchor == "start"]
    figures = [each.words for each in written if each.anchor == "end"]
    assert states == list(table)
    assert figures == [number for _labels, number in table.values()]
    assert found.table.foot[0].cells == ("", "5")


def test_bars_are_as_long_as_their_states_are_large(draft):
    found = picture(draft)

    assert {each.style: each.width for each in marks(found, "box")} == {
        "bar": 48,
        "lines": 48,
        "dots": 48,
        "hollow": 96,
    }
    rules = [each for each in marks(found, "line") if each.x == each.to_x]
    assert [each.style for each in rules] == ["grid"]  # a cut is not seen in the hollow


def test_finding_says_who_needs_something(draft):
    assert picture(draft).finding == (
        "1 of 5 partners have confirmed. 1 needs something from you."
    )


def test_a_wrong_address_is_no_lost_mail():
    assert OF_STAGE[Stage.WRONG] is State.WRONG
    assert OF_STAGE[Stage.BOUNCED] is State.LOST


def test_a_change_that_was_decided_waits_for_no_decision():
    assert OF_STAGE[Stage.DECIDED] is State.DECIDED
    assert OF_STAGE[Stage.CHANGE] is State.CHANGE


def test_a_link_that_ended_is_a_state_of_its_own(draft):
    later = timezone.now() + dt.timedelta(days=400)

    rows = {each.state: each.labels for each in state_rows(ground_of(draft, later))}

    assert (rows[State.ENDED], rows[State.ASKED]) == ("P4", "–")


def test_without_partners_there_is_nobody_to_ask():
    draft = make_draft()
    add(draft, "University of Soria", "ES", role="applicant")

    found = picture(draft)

    assert (found.drawing, found.table) == (None, None)
    assert found.finding == "There is no partner to ask yet."


def test_sixty_partners_fit_and_are_no_longer_ruled_apart():
    draft = make_draft()
    for number in range(80):
        add(draft, f"School {number}", "BG", "vet_provider")

    found = picture(draft)

    assert words(found, "strong") == ["80"]
    assert marks(found, "line", "cut") == []
    assert words(found, "quiet-wide") == []
    assert found.table.rows[0].cells[0].endswith("P79, P80")
