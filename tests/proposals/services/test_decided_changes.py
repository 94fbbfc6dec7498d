"""Changes that partners ask for: accepted one by one, or refused with a word."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.models import Organisation
from proposals.enums import ChangedField, PartnerAnswer
from proposals.errors import NotAllowed
from proposals.errors.partner_changes import (
    DecidedAlready,
    PartnerMoved,
    RefusalUnexplained,
)
from proposals.models import ConfirmationRequest, ProposedChange
from proposals.services.confirmation_requests import ask_anew
from proposals.services.confirmations import ask_for_change
from proposals.services.decided_changes import accept_change, refuse_change
from tests.factories import make_colleague, make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(acronym="CHARTER", confirmation=Confirmation.NOT_INVITED)


def asked(proposal, field, value):
    """Ask for one change by the link, and return it."""
    words = value if field == "words" else ""
    ask_for_change(
        token=ask_by_mail(proposal),
        name="Anna",
        function="",
        proposed={} if words else {ChangedField(field): value},
        words=words,
    )
    return ProposedChange.objects.select_related(
        "request__partnership__alliance__proposal"
    ).get(field=field)


def accept(change, proposal, by=None):
    accept_change(
        asked=change.request,
        key=change.pk,
        version=partner(proposal).version,
        by=by or proposal.alliance.coordinator,
    )


@pytest.mark.parametrize(
    ("field", "value", "column"),
    [
        ("name", "Chamber of Gent", "name"),
        ("country", "FR", "country_id"),
        ("types", "ngo", "types"),
        ("pic", "999999999", "pic"),
        ("role", "associated_partner", "role"),
    ],
)
def test_accepted_field_is_written_and_nothing_else(proposal, field, value, column):
    change = asked(proposal, field, value)
    before = vars(partner(proposal))
    accept(change, proposal)

    after = vars(partner(proposal))
    assert {n for n in after if n[0] != "_" and after[n] != before[n]} == {
        column,
        "version",
    }
    assert after[column] == value
    change.refresh_from_db()
    assert (change.state, change.decided_by) == (
        "accepted",
        proposal.alliance.coordinator,
    )


def test_partner_stays_invited_until_it_answers_again(proposal):
    accept(asked(proposal, "country", "FR"), proposal)
    request = ConfirmationRequest.objects.get()
    anew = ask_anew(asked=request, by=proposal.alliance.coordinator)

    assert partner(proposal).confirmation == Confirmation.INVITED
    assert (anew.email, anew.answer) == (request.email, PartnerAnswer.NONE)


def test_words_are_dealt_with_and_write_nothing(proposal):
    change = asked(proposal, "words", "Fewer days.")
    version = partner(proposal).version
    accept(change, proposal)

    change.refresh_from_db()
    assert change.state == "accepted"
    assert partner(proposal).version == version


def test_refusal_keeps_what_stands_and_says_why(proposal, maria):
    change = asked(proposal, "country", "FR")
    refuse_change(asked=change.request, key=change.pk, reason=" We checked. ", by=maria)

    change.refresh_from_db()
    assert (change.state, change.reason) == ("refused", "We checked.")
    assert partner(proposal).country_id == "BE"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_refusal_needs_a_word(proposal, maria, reason):
    change = asked(proposal, "country", "FR")

    with pytest.raises(RefusalUnexplained):
        refuse_change(asked=change.request, key=change.pk, reason=reason, by=maria)

    change.refresh_from_db()
    assert change.state == "open"


def test_same_decision_twice_is_once(proposal):
    change = asked(proposal, "country", "FR")
    accept(change, proposal)
    version = partner(proposal).version

    accept(change, proposal)

    assert partner(proposal).version == version


def test_other_decision_comes_too_late(proposal, maria):
    change = asked(proposal, "country", "FR")
    accept(change, proposal)

    with pytest.raises(DecidedAlready):
        refuse_change(asked=change.request, key=change.pk, reason="No.", by=maria)

    change.refresh_from_db()
    assert change.state == "accepted"


def test_change_of_a_partner_that_moved_is_looked_at_again(proposal, maria):
    change = asked(proposal, "country", "FR")

    with pytest.raises(PartnerMoved):
        accept_change(asked=change.request, key=change.pk, version=7, by=maria)

    change.refresh_from_db()
    assert change.state == "open"


def replaced(proposal):
    ask_by_mail(proposal)


def removed(proposal):
    proposal.alliance.partnerships.filter(number=2).update(removed_at=timezone.now())


def made_applicant(proposal):
    proposal.alliance.partnerships.filter(number=1).update(role=Role.FULL_PARTNER)
    proposal.alliance.partnerships.filter(number=2).update(role=Role.APPLICANT)


@pytest.mark.parametrize("end", [replaced, removed, made_applicant])
def test_change_nobody_waits_for_is_not_written(proposal, end):
    change = asked(proposal, "country", "FR")
    end(proposal)

    with pytest.raises(DecidedAlready):
        accept(change, proposal)

    assert partner(proposal).country_id == "BE"


def test_viewer_decides_nothing(proposal):
    change = asked(proposal, "country", "FR")
    reader = make_colleague(proposal, role="viewer")

    with pytest.raises(NotAllowed):
        accept(change, proposal, by=reader)


@pytest.mark.parametrize(
    ("name", "stays"), [("chamber of ghent", True), ("Port of Gent", False)]
)
def test_link_to_the_register_ends_with_what_it_says(proposal, name, stays):
    entry = Organisation.objects.create(
        name="Chamber of Ghent", country_id="BE", types="sector_body"
    )
    proposal.alliance.partnerships.filter(number=2).update(organisation=entry)

    accept(asked(proposal, "name", name), proposal)

    assert partner(proposal).organisation_id == (entry.pk if stays else None)


def test_link_with_a_country_unknown_ends_where_the_pic_differs(proposal):
    entry = Organisation.objects.create(
        name="Chamber of Ghent", country_id="BE", types="sector_body", pic="111111111"
    )
    proposal.alliance.partnerships.filter(number=2).update(
        organisation=entry, country=None
    )

    accept(asked(proposal, "pic", "999999999"), proposal)

    assert partner(proposal).organisation_id is None
