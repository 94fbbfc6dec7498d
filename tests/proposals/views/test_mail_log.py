"""The coordinator sees every mail about a draft, and how far it came."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import LetterState, MailKind, MailProblem
from proposals.models import Bulletin, Colleague, News
from tests.factories import make_colleague, make_eligible_draft
from tests.proposals.services.asking import ADDRESS, ask

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 28, 20, 0, tzinfo=dt.UTC)


@pytest.fixture
def draft(monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
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
    again = reverse("partner-invitations", args=[draft.alliance.public_id])
    assert f'href="{again}">Send again' in text


def test_mail_with_two_news_is_one_row_and_others_are_elsewhere(client, draft):
    bulletin(draft)
    bulletin(make_eligible_draft(acronym="OTHER"))

    text = shown(client, draft)

    assert text.count('<th scope="row"') == 1
    assert "Queued" in text
    assert "Send again" not in text


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
    monkeypatch.setattr("proposals.selectors.mail_log.A_PAGE", 1)
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
