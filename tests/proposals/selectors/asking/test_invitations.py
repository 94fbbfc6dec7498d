"""The page on which partners are asked: who has a field, and what stands in it."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from proposals.completeness import Contents
from proposals.enums import LetterState
from proposals.forms.invitations import InvitationsForm
from proposals.models import ConfirmationRequest, PartA
from proposals.selectors.asking.invitations import invitations_page
from proposals.services.confirmation_requests import (
    revoke_request,
)
from proposals.services.confirmations import (
    confirm_participation,
    decline_participation,
    disown_organisation,
)
from tests.factories import add, make_draft, make_eligible_draft
from tests.proposals.services.asking import ADDRESS, ask, ask_by_mail, shown
from tests.proposals.services.signing import upload_signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def page(draft):
    return invitations_page(draft, Contents(), now=timezone.now())


def row(draft, number=2):
    (found,) = [each for each in page(draft).rows if each.number == number]
    return found


def test_all_but_the_applicant_can_be_asked(draft):
    add(draft, "Removed", removed_at=timezone.now())

    assert [each.label for each in page(draft).to_ask] == ["P2", "P3"]
    assert page(draft).asked == ()
    assert page(draft).summary == "Not confirmed: 2 of 2"


def test_who_was_asked_needs_no_field(draft):
    ask(draft)

    assert [each.label for each in page(draft).to_ask] == ["P3"]
    assert [each.label for each in page(draft).asked] == ["P2"]


def test_mail_that_came_back_waits_for_another_address(draft):
    ask(draft)
    ConfirmationRequest.objects.update(letter_state=LetterState.BOUNCED)

    found = row(draft)
    assert (found.is_asked, found.came_back, found.email) == (True, True, "")


def test_last_address_waits_where_asking_again_helps(draft):
    request = ask(draft)
    ConfirmationRequest.objects.update(expires_at=timezone.now())
    expired = row(draft).email
    revoke_request(asked=request, by=draft.alliance.coordinator)

    # Nobody is mailed again by accident whose question was taken back.
    assert (expired, row(draft).email, row(draft, 3).email) == (ADDRESS, "", "")


def test_who_said_no_is_asked_on_purpose_only(draft):
    token = ask_by_mail(draft)
    decline_participation(
        token=token, name="Anna", function="Rector", reason="No staff."
    )

    found = row(draft)
    assert (found.is_asked, found.email) == (False, "")
    assert (found.by, found.reason) == ("Anna, Rector", "No staff.")
    assert page(draft).summary == "Not confirmed: 1 of 1"


def test_contact_of_who_declined_in_a_file_is_offered_on_purpose_only(draft):
    no = add(draft, "School of Mons", confirmation=Confirmation.DECLINED)
    PartA.objects.create(partnership=no, contact_email="dean@mons.example")

    (found,) = [each for each in page(draft).rows if each.name == "School of Mons"]
    assert (found.email, found.known) == ("", "dean@mons.example")


def test_wrong_address_is_named_and_not_offered_again(draft):
    disown_organisation(token=ask_by_mail(draft), name="")

    found = row(draft)
    assert (found.is_asked, found.email, found.by) == (False, "", "")
    assert found.reason == f"{ADDRESS} does not belong to this organisation."


def test_who_confirmed_is_named(draft):
    confirm_participation(
        token=ask_by_mail(draft),
        name="Anna",
        function="Rector",
        seen_digest=shown(draft),
    )

    found = row(draft)
    assert (found.is_asked, found.by, found.reason) == (True, "Anna, Rector", "")
    assert page(draft).summary == "Not confirmed: 1 of 2"


def test_invited_by_nobody_we_know_can_be_asked():
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)

    assert [each.label for each in page(draft).to_ask] == ["P2", "P3"]


@pytest.mark.parametrize("partners", [1, 100])
def test_page_costs_three_queries_however_many(partners, django_assert_num_queries):
    draft = make_draft()
    for number in range(partners):
        add(draft, f"School {number}")

    with django_assert_num_queries(3):
        assert len(page(draft).rows) == partners


def test_address_of_part_a_waits_where_nobody_was_asked(draft):
    row = add(draft, "School of Mons", confirmation=Confirmation.NOT_INVITED)
    PartA.objects.create(partnership=row, contact_email="dean@mons.example")

    found = {each.name: each.email for each in page(draft).rows}

    assert found["School of Mons"] == "dean@mons.example"
    assert "" in found.values()


def test_rows_say_how_far_mandates_are(draft):
    states = [(row.label, row.signing.words) for row in page(draft).rows]

    assert states == [("P2", "Mandate not drawn"), ("P3", "Mandate not drawn")]
    assert page(draft).declaration.words == "Declaration not drawn"


def test_without_an_applicant_there_is_no_declaration(draft):
    draft.alliance.partnerships.filter(number=1).update(role=Role.FULL_PARTNER)

    assert page(draft).declaration is None


def test_who_answered_stands_apart_from_who_was_not_asked(draft):
    decline_participation(token=ask_by_mail(draft), name="E", function="F", reason="No")
    found = InvitationsForm(rows=page(draft).rows)

    assert [each.row.label for each in found.answered()] == ["P2"]
    assert [each.row.label for each in found.unanswered()] == ["P3"]
    assert row(draft).next_steps == (
        "It counts no more. Remove it, or ask again if it would join.",
    )


def test_confirmation_of_the_file_alone_is_said_not_to_count(draft):
    draft.alliance.partnerships.filter(number=2).update(stated_answer="confirmed")

    assert row(draft).next_steps == (
        "Only the imported file says so: it still has to confirm.",
    )
    assert page(draft).stated == (
        "1 partner is confirmed in the imported file only. As confirmed, it counts"
        " once it has confirmed here."
    )
    assert row(draft, 3).next_steps == ()


def test_signed_mandate_is_said_not_to_confirm(draft):
    upload_signed(draft, 2)

    assert row(draft).next_steps == (
        "The signed mandate does not confirm: its link does.",
    )


def test_signed_mandate_of_who_confirmed_lacks_nothing(draft):
    confirm_participation(
        token=ask_by_mail(draft), name="E", function="F", seen_digest=shown(draft)
    )
    upload_signed(draft, 2)

    assert row(draft).next_steps == ()
