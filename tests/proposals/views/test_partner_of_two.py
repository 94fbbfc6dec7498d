"""Two people in the form of one partner: each keeps what only that person changed."""

import pytest
from django.urls import reverse

from alliances.enums import Confirmation, Role
from proposals.forms.partners import partner_values
from tests.factories import make_eligible_draft

pytestmark = pytest.mark.django_db

BOTH = ["partner-change", "partner-change-fragment"]


@pytest.fixture
def draft(client):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def address(draft, number=2, name="partner-change"):
    return reverse(name, args=[draft.alliance.public_id, number])


def partner(draft, number=2):
    return draft.alliance.partnerships.get(number=number)


def typed(draft, number=2, **changes):
    values = partner_values(partner(draft, number)) | changes
    return {name: "" if value is None else value for name, value in values.items()}


def sent(form):
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


@pytest.mark.parametrize("name", BOTH)
def test_what_two_people_change_in_two_fields_is_both_saved(client, draft, name):
    yours = typed(draft, pic="123456789")
    client.post(address(draft), typed(draft, types=["ngo", "sme"]))

    client.post(address(draft, name=name), yours)

    now = partner(draft)
    assert (set(now.type_list), now.pic) == ({"ngo", "sme"}, "123456789")


@pytest.mark.parametrize("name", BOTH)
def test_only_where_both_changed_one_field_it_is_asked_about(client, draft, name):
    yours = typed(draft, added_value="Yours.")
    theirs = typed(draft, added_value="Theirs.", types=["ngo", "sme"])
    client.post(address(draft), theirs)

    answer = client.post(address(draft, name=name), yours)

    asked = [
        (each.field, each.theirs, each.yours) for each in answer.context["differences"]
    ]
    assert (answer.status_code, asked) == (
        409,
        [("Essential added value", "Theirs.", "Yours.")],
    )


@pytest.mark.parametrize("name", BOTH)
def test_mine_undoes_no_other_field_that_a_colleague_changed(client, draft, name):
    yours = typed(draft, added_value="Yours.")
    theirs = typed(draft, added_value="Theirs.", types=["ngo", "sme"])
    client.post(address(draft), theirs)
    asked = client.post(address(draft, name=name), yours)

    client.post(address(draft, name=name), sent(asked.context["form"]))

    now = partner(draft)
    assert (now.added_value, set(now.type_list)) == ("Yours.", {"ngo", "sme"})


def test_applicant_who_became_another_meanwhile_does_not_come_back(client, draft):
    yours = typed(draft, number=1, added_value="Yours.")
    client.post(address(draft), typed(draft, role="applicant"))

    client.post(address(draft, 1), yours)

    before, now = partner(draft, 1), partner(draft)
    assert (before.added_value, before.role, now.role) == (
        "Yours.",
        Role.FULL_PARTNER,
        Role.APPLICANT,
    )


@pytest.mark.parametrize("change", [{"country": "BG"}, {"pic": "123456789"}])
def test_another_organisation_takes_no_place_or_pic_of_the_one_before(
    client, draft, change
):
    yours = typed(draft, name="University of Sofia")
    client.post(address(draft), typed(draft, **change))

    answer = client.post(address(draft), yours)
    asked = answer.context["form"]
    client.post(address(draft), sent(asked))

    now = partner(draft)
    (field,) = change
    assert answer.status_code == 409
    assert (now.name, partner_values(now)[field]) == (
        "University of Sofia",
        yours[field],
    )


def test_partner_that_confirmed_is_asked_again_for_what_two_people_changed(
    client, draft
):
    yours = typed(draft, pic="123456789")
    client.post(address(draft), typed(draft, added_value="Theirs."))
    draft.alliance.partnerships.filter(number=2).update(
        confirmation=Confirmation.CONFIRMED
    )

    client.post(address(draft), yours)

    assert partner(draft).confirmation == Confirmation.INVITED


@pytest.mark.parametrize("pic", ["", "123456789"])
def test_partner_that_a_colleague_removed_is_said_to_be_gone(client, draft, pic):
    yours = typed(draft, pic=pic)
    client.post(address(draft, name="partner-remove"), {"version": 1})

    answer = client.post(address(draft), yours)

    assert (answer.status_code, answer.context["form"].non_field_errors()) == (
        409,
        ["A colleague removed P2 meanwhile. Put it back to change it."],
    )


def test_what_was_typed_of_a_removed_partner_is_saved_once_it_is_put_back(
    client, draft
):
    yours = typed(draft, pic="123456789")
    client.post(address(draft, name="partner-remove"), {"version": 1})
    shown = client.post(address(draft), yours).context["form"]
    client.post(address(draft, name="partner-restore"))

    client.post(address(draft), sent(shown))

    assert (partner(draft).removed_at, partner(draft).pic) == (None, "123456789")


def test_drawer_goes_on_from_what_it_shows_beside_the_facts(client, draft):
    page = client.get(address(draft, name="partner-change-fragment")).content.decode()

    assert (page.count('name="seen"'), page.count('id="id_partner_seen"')) == (1, 1)
