"""The coordinator sees every mail about a draft, and how far it came."""

import datetime as dt
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import LetterState, MailKind, MailProblem
from proposals.errors import InvitationGone, LinkClosed
from proposals.models import (
    Activity,
    Bulletin,
    Colleague,
    ConfirmationRequest,
    News,
)
from proposals.selectors.letters.letter_kinds import kind_of
from proposals.services.lost_mails import send_mail_again
from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.proposals.services.asking import ADDRESS, ask

pytestmark = pytest.mark.django_db

GONE = 404
AT = dt.datetime(2026, 11, 28, 20, 0, tzinfo=dt.UTC)


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def shown(client, draft, name="mail-log", by=None, **query):
    client.force_login(by or draft.alliance.coordinator)
    answer = client.get(reverse(name, args=[draft.alliance.public_id]), query)
    return " ".join(answer.content.decode().split())


def bulletin(draft, state=LetterState.QUEUED):
    person = draft.alliance.coordinator
    made = Bulletin.objects.create(
        person=person, email=person.email, letter_state=state
    )
    for number in range(2):
        News.objects.create(
            person=person,
            proposal=draft,
            kind=MailKind.PACK,
            event=MailKind.PACK,
            happened_at=timezone.now(),
            source=f"{made.pk}:{number}",
            bulletin=made,
        )


def test_mail_is_shown_with_state_time_and_way_to_send_it_again(client, draft):
    asked = ask(draft)
    asked.letter_state, asked.mailed_at = LetterState.BOUNCED, AT
    asked.problem, asked.problem_at = MailProblem.NO_MAILBOX, AT
    asked.save()

    text = shown(client, draft)

    assert ADDRESS in text
    assert "Asks a partner to confirm" in text
    assert 'Came back, <span class="mails__when">28 Nov 2026, 21:00</span>' in text
    assert "There is no such mailbox, 28 Nov 2026, 21:00" in text
    assert f'action="{again(draft, asked)}"' in text


def test_mail_with_two_news_is_one_row_and_others_are_elsewhere(client, draft):
    bulletin(draft)
    bulletin(make_eligible_draft(acronym="OTHER"))

    text = shown(client, draft)

    assert text.count('<th scope="row"') == 1
    assert "Queued" in text
    assert "Send again" not in text


def test_mail_to_a_partner_names_it_beside_the_address(client, draft):
    ask(draft)
    bulletin(draft)

    text = shown(client, draft)

    assert text.count("mails__partner") == 1
    assert f'{ADDRESS}<br><span class="mails__partner">Chamber of Ghent</span>' in text


@pytest.mark.parametrize(
    ("state", "icon"),
    [
        (LetterState.QUEUED, "sent"),  # its drawing is a clock
        (LetterState.SENT, "tick"),
        (LetterState.FAILED, "act"),
        (LetterState.BOUNCED, "act"),
        (LetterState.UNSENT, "none"),
    ],
)
def test_each_state_has_a_drawing_of_its_own(client, draft, state, icon):
    bulletin(draft, state)
    drawings = Path(str(finders.find("images/icons.svg"))).read_text()

    assert f'#{icon}"/></svg> {state.label}' in shown(client, draft)
    assert f'<symbol id="{icon}"' in drawings


def test_mail_nobody_wanted_says_so(client, draft):
    bulletin(draft, LetterState.UNSENT)

    assert "Not sent: not wanted, or of no use by then" in shown(client, draft)


def test_address_that_was_erased_is_no_blank(client, draft):
    asked = ask(draft)
    type(asked).objects.filter(pk=asked.pk).update(email="")

    assert "an address that was erased" in shown(client, draft)


def test_without_mails_the_page_says_what_sends_one(client, draft):
    assert "No mail was sent about this alliance yet." in shown(client, draft)


def test_long_logs_have_pages(client, draft, monkeypatch):
    monkeypatch.setattr("proposals.selectors.letters.mail_log.A_PAGE", 1)
    by = draft.alliance.coordinator
    for name in ("a", "b"):
        Colleague.objects.create(
            proposal=draft, email=f"{name}@c.example", invited_by=by
        )

    text = shown(client, draft, page="2")

    assert "Page 2 of 2" in text
    assert text.count('<th scope="row"') == 1


@pytest.mark.parametrize("name", ["partner-invitations", "colleagues"])
def test_coordinators_are_led_to_it_and_others_are_not(client, draft, name):
    link = f'href="{reverse("mail-log", args=[draft.alliance.public_id])}"'

    assert link in shown(client, draft, name)
    assert link not in shown(client, draft, name, by=make_colleague(draft))


def again(draft, letter):
    key = [draft.alliance.public_id, kind_of(letter).name, letter.pk]
    return reverse("mail-again", args=key)


def lost(letter, state=LetterState.BOUNCED):
    letter.letter_state, letter.queued_at = state, AT - dt.timedelta(days=300)
    letter.save()
    return letter


def invited(draft, email="b@c.example"):
    by = draft.alliance.coordinator
    return Colleague.objects.create(proposal=draft, email=email, invited_by=by)


def acts(draft):
    rows = Activity.objects.filter(proposal=draft)
    return list(rows.order_by("number").values_list("kind", flat=True))


@pytest.mark.parametrize("state", [LetterState.BOUNCED, LetterState.FAILED])
def test_question_that_did_not_arrive_is_sent_again(client, draft, state):
    asked = lost(ask(draft), state)
    client.force_login(draft.alliance.coordinator)

    answer = client.post(again(draft, asked))

    assert answer["Location"] == reverse("mail-log", args=[draft.alliance.public_id])
    newest = ConfirmationRequest.objects.latest("pk")
    assert (newest.letter_state, newest.email) == (LetterState.QUEUED, ADDRESS)
    assert "The mail is on its way again." in shown(client, draft)


def test_invitation_that_did_not_arrive_is_sent_again_and_noted(client, draft):
    colleague = lost(invited(draft), LetterState.FAILED)
    client.force_login(draft.alliance.coordinator)

    client.post(again(draft, colleague))
    colleague.refresh_from_db()
    twice = client.post(again(draft, colleague))

    assert colleague.letter_state == LetterState.QUEUED
    assert acts(draft) == ["invited-again"]
    assert twice.status_code == GONE


def test_mail_that_was_tried_just_now_waits(client, draft):
    colleague = lost(invited(draft))
    Colleague.objects.update(queued_at=timezone.now())
    client.force_login(draft.alliance.coordinator)

    client.post(again(draft, colleague))

    assert "This mail was tried a few minutes ago." in shown(client, draft)
    assert acts(draft) == []


@pytest.mark.parametrize("how", ["sent", "ended", "erased", "news", "unknown"])
def test_what_is_not_lost_or_of_no_use_is_not_sent_again(client, draft, how):
    colleague = lost(invited(draft))
    address = again(draft, colleague)
    if how == "sent":
        lost(colleague, LetterState.SENT)
    elif how == "ended":
        Colleague.objects.update(ended_at=timezone.now())
    elif how == "erased":
        Colleague.objects.update(email="")
    elif how == "news":
        bulletin(draft, LetterState.FAILED)
        address = again(draft, Bulletin.objects.get())
    else:
        address = address.replace("colleague-invitation", "nothing")
    client.force_login(draft.alliance.coordinator)

    assert client.post(address).status_code == GONE
    if how not in {"unknown", "news"}:
        assert "Send again" not in shown(client, draft)


def test_service_refuses_who_joined_meanwhile_and_letters_of_other_kinds(draft):
    colleague, by = lost(invited(draft)), draft.alliance.coordinator
    bulletin(draft)
    Colleague.objects.update(person=make_user())

    with pytest.raises(InvitationGone):
        send_mail_again(letter=colleague, by=by)
    with pytest.raises(LinkClosed):
        send_mail_again(letter=Bulletin.objects.get(), by=by)
