"""A reminder says where how much is open, to each what is theirs, and no word more."""

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.models import Alliance, Call
from proposals.emails.standing import not_official
from proposals.enums import ColleagueRole, LetterState, MailKind, Rhythm, Rung
from proposals.models import (
    Colleague,
    ConfirmationRequest,
    LadderCursor,
    Reminder,
)
from proposals.services.confirmations import decline_participation
from proposals.services.erasure import forget_person
from proposals.services.letters import resend_waiting_letters, send_letter
from proposals.services.mail_choices import choose_mails, mute
from proposals.services.reminders import remind_of_deadlines
from tests.factories import make_colleague, make_user, submit
from tests.proposals.services.asking import ADDRESS, ask_by_mail, newest_token
from tests.proposals.services.reminding import ask_long_ago, at, close_soon

pytestmark = pytest.mark.django_db

NOW = at(Rung.SEVEN_DAYS)
MARIA = "maria@example.org"
SITE = "https://alliances.example.org"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def remind():
    remind_of_deadlines(now=NOW)
    return sorted(each.email for each in Reminder.objects.all())


def mail_to(email):
    send_letter(kind="reminder", key=Reminder.objects.get(email=email).pk)
    return mail.outbox[-1]


def anna_of(draft, number=2):
    """Make the contact of a partner, with an account."""
    person = make_user(ADDRESS)
    return make_colleague(draft, person, role=ColleagueRole.CONTACT, partner=number)


def test_writers_hear_where_how_much_is_open(closing):
    ben = make_colleague(closing)
    make_colleague(closing, role=ColleagueRole.VIEWER)
    anna_of(closing)
    closing.alliance.partnerships.filter(number=2).update(
        confirmation=Confirmation.INVITED
    )

    assert remind() == sorted([MARIA, ben.email, ADDRESS])

    message = mail_to(MARIA)
    until = f"{NOW + (at(Rung.SEVEN_DAYS) - NOW):%Y}"
    body = str(message.body)
    place = f"{SITE}/alliances/{closing.alliance.public_id}/left/"
    assert until in message.subject
    assert message.subject.startswith("CHARTER: ")
    assert "points are open before" in message.subject
    assert "CHARTER is not submitted yet." in body
    assert "\n- Summary: 2 points\n" in body
    assert "1 part not said to be done" in body
    assert "Have not confirmed:\n- P2 Chamber of Ghent" in body
    assert (
        f"\n\n{place}\n\n{not_official()}\n\nStop mails of this kind:\n"
        f"{SITE}/mails/stop/person/" in body
    )
    assert "A secret title" not in body
    assert "3900000" not in body.replace(",", "")
    (markup,) = message.alternatives
    assert f'<a href="{place}">Open what is left to do</a>' in markup[0]
    assert message.extra_headers["List-Unsubscribe"].startswith(f"<{SITE}/mails/stop/")


@pytest.mark.usefixtures("closing")
def test_many_partners_are_counted(monkeypatch):
    monkeypatch.setattr("proposals.emails.reminder.MOST_NAMES", 1)
    remind()

    assert "- P2 Chamber of Ghent\n- 1 more\n" in mail_to(MARIA).body


def test_contact_hears_of_its_own_part_alone(closing):
    anna_of(closing)
    remind()

    message = mail_to(ADDRESS)

    assert message.subject.startswith("CHARTER: your part is open before ")
    body = str(message.body)
    assert "Open in the part of Chamber of Ghent:\n- Partners: something is" in body
    assert f"/alliances/{closing.alliance.public_id}/my-part/" in body
    assert "Plovdiv" not in body
    assert "Summary" not in body


def test_contact_who_owes_an_answer_too_hears_it_in_one_mail(closing):
    anna_of(closing)
    ask_long_ago(closing)

    assert remind() == sorted([ADDRESS, MARIA])

    body = str(mail_to(ADDRESS).body)
    assert "Chamber of Ghent has not answered whether it takes part." in body
    assert not_official() in body
    assert f"{SITE}{reverse('own-requests')}" in body


def test_contact_without_account_hears_of_the_question_alone(closing, client):
    ask_long_ago(closing)
    assert remind() == [ADDRESS, MARIA]

    message = mail_to(ADDRESS)

    body = str(message.body)
    assert message.subject == "CHARTER: the answer of Chamber of Ghent is open"
    assert "Summary" not in body
    assert "/mails/stop/question/" in body
    assert "Choose which mails come" not in body
    assert not_official() in body
    assert client.get(reverse("confirm", args=[newest_token()])).status_code == 200
    assert ConfirmationRequest.objects.get().token_digest is None


def test_links_of_both_mails_work_for_one_answer(closing):
    first = ask_by_mail(closing)
    ConfirmationRequest.objects.update(expires_at=NOW + (NOW - timezone.now()))
    remind()
    mail_to(ADDRESS)
    second = newest_token()

    found = {
        ConfirmationRequest.objects.by_token(token).get().pk
        for token in (first, second)
    }
    decline_participation(token=second, name="Anna", function="", reason="No time.")

    assert (len(found), first == second) == (1, False)
    assert ConfirmationRequest.objects.get().answer == "declined"


@pytest.mark.parametrize(
    "how", ["muted", "answered", "revoked", "expired", "not sent", "removed", "applies"]
)
def test_question_nobody_is_to_answer_is_not_reminded_of(closing, how):
    asked = ask_long_ago(closing)
    now = timezone.now()
    values: dict[str, dict[str, Any]] = {
        "answered": {"answer": "declined", "answered_at": now},
        "revoked": {"revoked_at": now},
        "expired": {"expires_at": now},
        "not sent": {"letter_state": LetterState.BOUNCED},
    }
    rows = ConfirmationRequest.objects.filter(pk=asked.pk)
    if how == "muted":
        mute(scope="question", key=asked.pk, kind=MailKind.DEADLINE)
    elif how in values:
        rows.update(**values[how])
    elif how == "removed":
        closing.alliance.partnerships.filter(number=2).update(removed_at=now)
    else:
        closing.alliance.partnerships.filter(number=1).delete()
        closing.alliance.partnerships.filter(number=2).update(role=Role.APPLICANT)

    assert remind() == [MARIA]


def test_contact_who_muted_reminders_is_not_asked_as_if_without_account(closing):
    anna = anna_of(closing)
    ask_long_ago(closing)
    choose_mails(person=anna, rhythms={MailKind.DEADLINE: Rhythm.NEVER})

    assert remind() == [MARIA]


def test_submitted_and_unchanged_is_nothing_open(closing):
    ask_long_ago(closing, 3)
    stand(closing)

    assert remind() == []
    assert LadderCursor.objects.get().rung == Rung.SEVEN_DAYS


def stand(draft):
    draft.alliance.partnerships.update(confirmation=Confirmation.CONFIRMED)
    submit(draft)


def test_submitted_and_changed_since_is_open(closing):
    stand(closing)
    Alliance.objects.update(title="Another secret")
    close_soon(closing)
    remind_of_deadlines(now=timezone.now())

    body = str(mail_to(MARIA).body)

    assert "A submission of CHARTER stands, and the draft says otherwise" in body
    assert "Another secret" not in body


@pytest.mark.parametrize(
    "meanwhile",
    ["submitted", "moved", "archived", "left", "done", "muted question"],
)
def test_what_is_settled_before_the_mail_is_not_sent(closing, meanwhile):
    anna = anna_of(closing, 3)
    asked = ask_long_ago(closing, email="c@d.example")
    remind()
    email = {"left": ADDRESS, "done": ADDRESS, "muted question": "c@d.example"}
    who = email.get(meanwhile, MARIA)
    if meanwhile == "submitted":
        closing.alliance.partnerships.update(confirmation=Confirmation.CONFIRMED)
        submit(closing)
    elif meanwhile == "moved":
        Call.objects.update(deadline=NOW)
    elif meanwhile == "archived":
        Alliance.objects.update(archived_at=timezone.now())
    elif meanwhile == "left":
        Colleague.objects.update(ended_at=timezone.now())
    elif meanwhile == "done":
        closing.alliance.partnerships.filter(number=3).update(
            confirmation=Confirmation.DECLINED
        )
    else:
        mute(scope="question", key=asked.pk, kind=MailKind.DEADLINE)
    reminder = Reminder.objects.get(email=who)

    send_letter(kind="reminder", key=reminder.pk)

    reminder.refresh_from_db()
    assert (reminder.letter_state, mail.outbox) == (LetterState.UNSENT, [])
    assert anna.is_active


@pytest.mark.usefixtures("closing")
def test_reminder_that_missed_its_deadline_is_not_sent():
    remind()
    Reminder.objects.update(deadline=timezone.now())

    resend_waiting_letters()

    reminder = Reminder.objects.get()
    send_letter(kind="reminder", key=reminder.pk)
    assert (reminder.letter_state, mail.outbox) == (LetterState.UNSENT, [])


def test_reminders_stand_in_the_log_of_mails(closing, client):
    remind()
    client.force_login(closing.alliance.coordinator)

    page = client.get(reverse("mail-log", args=[closing.alliance.public_id]))

    assert "What is open before the deadline" in page.content.decode()


def test_erased_person_is_not_reminded(closing):
    ask_long_ago(closing)
    remind()
    mail_to(ADDRESS)

    counts = forget_person(email=ADDRESS).counts

    assert (counts["reminder"], counts["confirmation-request"]) == (1, 1)
    assert ConfirmationRequest.objects.get().reminder_digest is None
    assert sorted(each.email for each in Reminder.objects.all()) == ["", MARIA]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_colleagues_and_questions(
    closing, number, django_assert_num_queries
):
    for place in range(number):
        make_colleague(closing)
        if place:
            ask_long_ago(closing, place + 1, email=f"{place}@b.example")
    remind_of_deadlines(now=at(Rung.FOURTEEN_DAYS))  # warm

    with django_assert_num_queries(22):
        remind_of_deadlines(now=NOW)
