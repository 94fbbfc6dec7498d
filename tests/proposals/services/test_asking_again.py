"""A partner that is asked again is told so, and what changed since its answer."""

import pytest
from django.core import mail
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.words import day_words
from eligibility.words import BRUSSELS
from proposals.access import get_request_by_token
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.confirmations import confirmation_page
from proposals.services.confirmation_requests import ask_anew
from proposals.services.confirmations import (
    ask_for_change,
    confirm_participation,
    decline_participation,
    disown_organisation,
)
from proposals.services.letters import send_letter
from tests.proposals.services.asking import (
    ask_by_mail,
    make_charter,
    newest_token,
    partner,
    shown,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_charter()


def confirm(draft):
    confirm_participation(
        token=ask_by_mail(draft),
        name="Anna",
        function="Rector",
        seen_digest=shown(draft),
    )


def today():
    return day_words(timezone.now().astimezone(BRUSSELS).date())


def asked_again(draft, **how):
    """Ask again and return the mail and what the page behind it says."""
    token = ask_by_mail(draft, **how)
    page = confirmation_page(get_request_by_token(token), now=timezone.now())
    return mail.outbox[-1], page.again


def change(draft, **facts):
    rows = draft.alliance.partnerships.filter(number=2)
    rows.update(confirmation=Confirmation.INVITED, **facts)


def test_first_question_says_nothing_of_again(draft):
    message, again = asked_again(draft)

    assert again is None
    assert message.subject == "Confirm your part in CHARTER: Chamber of Ghent"
    assert "again" not in message.body


def test_mail_and_page_say_what_changed_since_the_confirmation(draft):
    confirm(draft)
    change(draft, role=Role.ASSOCIATED_PARTNER, country="DE")

    message, again = asked_again(draft)

    assert message.subject == "Confirm your part in CHARTER again: Chamber of Ghent"
    assert (
        f"You are asked again.\n\nAnna, Rector confirmed on {today()}.\n\n"
        "Changed since: Country, Role\n\n"
        "The page shows what was confirmed beside what holds now.\n\n"
    ) in message.body
    assert "Germany" not in message.body
    assert again is not None
    assert again.said == f"Anna, Rector confirmed on {today()}."
    assert [(e.title, e.confirmed, e.now) for e in again.differences] == [
        ("Country", "Belgium", "Germany"),
        ("Role", "Full partner", "Associated partner"),
    ]


def test_who_may_answer_anew_reads_that_nothing_changed(draft):
    confirm(draft)
    ConfirmationRequest.objects.update(requested_at="2020-01-01T12:00:00Z")
    anew = ask_anew(
        asked=ConfirmationRequest.objects.get(), by=draft.alliance.coordinator
    )
    send_letter(kind="confirmation-request", key=anew.pk)

    page = confirmation_page(
        get_request_by_token(newest_token()), now=timezone.now()
    ).again
    words = "Nothing of it has changed since: you may answer anew."
    assert words in mail.outbox[-1].body
    assert page is not None
    assert (page.is_same, page.differences) == (True, ())


def test_another_mailbox_is_not_told_who_answered(draft):
    confirm(draft)
    change(draft, country="DE")

    message, again = asked_again(draft, email="bea@ghent.example")

    assert "Anna" not in message.body
    assert f"Chamber of Ghent confirmed on {today()}." in message.body
    assert again is not None
    assert again.said == f"Chamber of Ghent confirmed on {today()}."


def test_organisation_in_place_of_another_reads_nothing_of_it(draft):
    confirm(draft)
    change(draft, name="Forge of Ulm", country="DE")

    message, again = asked_again(draft, email="bea@ulm.example")

    assert again is None
    assert message.subject == "Confirm your part in CHARTER: Forge of Ulm"
    assert "confirmed on" not in message.body


def test_no_of_another_mailbox_is_not_told_as_one_of_the_organisation(draft):
    token = ask_by_mail(draft)
    decline_participation(token=token, name="Anna", function="", reason="No staff.")
    change(draft, name="Forge of Ulm")

    message, again = asked_again(draft, email="bea@ulm.example")

    assert again is None
    assert "declined" not in message.body


def test_a_no_and_a_wish_are_told_too(draft):
    token = ask_by_mail(draft)
    decline_participation(token=token, name="Anna", function="", reason="No staff.")
    token = ask_by_mail(draft)
    after_no = mail.outbox[-1].body
    ask_for_change(token=token, name="Anna", function="", proposed={}, words="10 days")
    after_wish, again = asked_again(draft)

    assert f"Anna declined on {today()}." in after_no
    assert "No staff." not in after_no
    assert f"Anna asked for a change on {today()}." in after_wish.body
    assert again is not None
    assert (again.differences, again.is_same) == ((), False)


def test_right_organisation_reads_nothing_of_a_stranger(draft):
    disown_organisation(token=ask_by_mail(draft), name="")

    message, again = asked_again(draft, email="bea@ghent.example")

    assert again is None
    assert "again" not in message.subject


def test_mail_names_who_applies(draft):
    message, _again = asked_again(draft)
    applicant = partner(draft, number=1).name

    assert f"\n\nThe applicant is {applicant}.\n\n" in message.body
