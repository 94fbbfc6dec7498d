"""The page of one partner's answer: old beside proposed, and what may be done."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.completeness import Contents
from proposals.enums import ChangedField
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.partner_answer import partner_answer_page
from proposals.services.confirmations import (
    ask_for_change,
    confirm_participation,
    decline_participation,
)
from proposals.services.decided_changes import accept_change, refuse_change
from tests.factories import make_colleague, make_eligible_draft
from tests.proposals.services.asking import ADDRESS, ask_by_mail, partner
from tests.proposals.services.asking import shown as shown_digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def page(draft, user=None):
    return partner_answer_page(
        draft,
        partner(draft),
        user or draft.alliance.coordinator,
        Contents(),
        now=timezone.now(),
    )


def asked(draft):
    return ask_for_change(
        token=ask_by_mail(draft),
        name="Anna",
        function="Rector",
        proposed={ChangedField.COUNTRY: "FR", ChangedField.PIC: "999999999"},
        words="Fewer days.",
    )


def shown(row):
    return row.change.title, row.now, row.change.proposed, row.before, row.stands


def test_partner_nobody_asked_has_no_answer(draft):
    found = page(draft)

    assert (found.by, found.moment, found.reason, found.rows) == ("", "", "", ())
    assert not found.may_ask


def test_change_stands_beside_what_stands_now(draft):
    asked(draft)

    found = page(draft)
    assert [shown(each) for each in found.rows] == [
        ("Country", "Belgium", "France", "", False),
        ("PIC", "Not stated", "999999999", "", False),
        ("In their own words", "", "Fewer days.", "", False),
    ]
    assert found.by == "Anna, Rector"
    assert found.moment.endswith("Brussels time")
    assert not found.may_ask


def test_what_moved_since_is_said(draft):
    asked(draft)
    draft.alliance.partnerships.filter(number=2).update(country="DE", pic="999999999")

    assert [shown(each)[1:] for each in page(draft).rows][:2] == [
        ("Germany", "France", "Belgium", False),
        ("999999999", "999999999", "Not stated", True),
    ]


def test_answer_names_the_address_it_came_from_whoever_is_asked_next(draft):
    asked(draft)
    ask_by_mail(draft, email="bea@ghent.example")

    found = page(draft)

    assert found.address == ADDRESS
    assert found.answer.email == "bea@ghent.example"


def test_contact_is_asked_again_once_all_is_decided(draft):
    maria = draft.alliance.coordinator
    request = asked(draft)
    country, pic, words = [each.pk for each in request.changes.all()]
    accept_change(asked=request, key=country, version=partner(draft).version, by=maria)
    refuse_change(asked=request, key=pic, reason="Ours is right.", by=maria)
    before = page(draft).may_ask
    accept_change(asked=request, key=words, version=0, by=maria)

    found = page(draft)
    assert (before, found.may_ask) == (False, True)
    assert [(each.change.state, each.change.reason) for each in found.rows] == [
        ("Accepted", ""),
        ("Refused", "Ours is right."),
        ("Dealt with", ""),
    ]
    assert [each.before for each in found.rows] == ["", "", ""]
    assert [(each.replaced, each.now) for each in found.rows] == [
        ("Belgium", "France"),
        ("", "Not stated"),
        ("", ""),
    ]
    assert not page(draft, make_colleague(draft, role="viewer")).may_ask


def test_no_has_its_reason(draft):
    decline_participation(
        token=ask_by_mail(draft), name="Anna", function="", reason="No."
    )

    assert page(draft).reason == "No."


def confirmed(draft):
    confirm_participation(
        token=ask_by_mail(draft),
        name="Anna",
        function="Rector",
        seen_digest=shown_digest(draft),
    )


def moved(draft, **values):
    """Change what P2 states, and count it as invited again."""
    draft.alliance.partnerships.filter(number=2).update(
        confirmation=Confirmation.INVITED, **values
    )


def test_earlier_version_shows_what_was_confirmed_and_what_holds(draft):
    confirmed(draft)
    before = page(draft)
    moved(draft, country="FR", pic="999999999")

    found = page(draft)
    assert (before.is_earlier, before.differences, before.may_ask) == (False, (), False)
    assert (found.is_earlier, found.may_ask) == (True, True)
    assert [
        (each.title, each.confirmed, each.now, each.is_material)
        for each in found.differences
    ] == [
        ("Country", "Belgium", "France", True),
        ("PIC", "Not stated", "999999999", True),
    ]


def test_answer_of_which_only_the_digest_was_kept_shows_no_difference(draft):
    confirmed(draft)
    moved(draft, country="FR")
    ConfirmationRequest.objects.update(covered_text="")

    found = page(draft)
    assert (found.is_earlier, found.differences) == (True, ())


def test_page_costs_three_queries(draft, django_assert_num_queries):
    asked(draft)
    row, maria = partner(draft), draft.alliance.coordinator
    partner_answer_page(draft, row, maria, Contents(), now=timezone.now())

    with django_assert_num_queries(3):
        partner_answer_page(draft, row, maria, Contents(), now=timezone.now())


def test_page_says_how_far_the_mandate_is(draft):
    assert page(draft).signing.words == "Mandate not drawn"
