"""The addresses to ask partners at, as they are typed, and the languages to ask in."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.completeness import Contents
from proposals.forms.invitations import InvitationsForm
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.invitations import invitations_page
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask


@pytest.fixture
def draft(db):  # noqa: ARG001  # the rows are stored
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def invitations(draft, **typed):
    page = invitations_page(draft, Contents(), now=timezone.now())
    data = {f"email-{number.removeprefix('p')}": each for number, each in typed.items()}
    return InvitationsForm(data or None, rows=page.rows)


def test_partners_without_an_address_are_not_asked(draft):
    form = invitations(draft, p2="a@b.example", p3="")

    assert form.is_valid()
    assert form.addresses() == {2: "a@b.example"}
    assert form.filled() == 1


def test_one_bad_address_keeps_the_others(draft):
    form = invitations(draft, p2="a@b.example", p3="nonsense")

    assert form.errors == {
        "email-3": ["Enter an e-mail address such as name@example.org."]
    }
    assert [each.address.value() for each in form.to_ask()] == [
        "a@b.example",
        "nonsense",
    ]


def test_form_without_any_address_is_refused(draft):
    form = invitations(draft, p2="", p3=" ")

    assert form.non_field_errors() == ["Enter at least one e-mail address."]


def test_second_press_finds_the_fields_of_the_first(draft):
    ask(draft)
    form = invitations(draft, p2="anna@ghent.example")

    assert form.is_valid()
    assert form.addresses() == {2: "anna@ghent.example"}
    assert [each.row.label for each in form.to_ask()] == ["P3"]


def asked_before(draft, language):
    ask(draft)
    ConfirmationRequest.objects.update(language=language, expires_at=timezone.now())


def test_who_was_asked_before_keeps_its_language(draft):
    asked_before(draft, "sr")
    form = invitations(draft)

    assert [each.language and each.language.value() for each in form.to_ask()] == [
        "sr",
        None,
    ]
    assert [(str(each.label), each.value()) for each in form.choices()] == [
        ("Language of mail and page for all others", "en")
    ]


def test_each_is_asked_in_its_language_and_others_in_that_for_all(draft):
    asked_before(draft, "sr")
    typed = {"email-2": "a@b.example", "email-3": "c@d.example"}
    page = invitations_page(draft, Contents(), now=timezone.now())
    chosen = typed | {"language-2": "fr", "language": "de"}
    form = InvitationsForm(chosen, rows=page.rows)

    assert form.is_valid()
    assert form.languages() == {2: "fr", 3: "de"}


def test_nothing_is_chosen_for_others_where_all_were_asked_before(draft):
    ask(draft, number=3)
    asked_before(draft, "sr")
    form = invitations(draft)

    assert [str(each.label) for each in form.choices()] == []


@pytest.mark.parametrize("language", ["", "nl"])
def test_language_that_is_not_offered_is_not_kept(draft, language):
    asked_before(draft, language)
    form = invitations(draft)

    assert [each.language for each in form.to_ask()] == [None, None]
    assert [str(each.label) for each in form.choices()] == ["Language of mail and page"]


def test_address_that_is_known_no_more_takes_nothing_that_was_typed(draft):
    page = invitations_page(draft, Contents(), now=timezone.now())
    typed = {"email-2": "new@b.example"}

    form = InvitationsForm(rows=page.rows, typed=typed, fill="2")

    assert form["email-2"].value() == "new@b.example"
