"""A contact hears by one letter what became of the changes it asked for."""

import re

import pytest
from django.core import mail
from django.utils import timezone, translation

from proposals.enums import ChangedField, ColleagueRole, LetterState, MailKind
from proposals.models import ChangeNotice, Colleague, ConfirmationRequest
from proposals.selectors.asking.answer_records import record_of
from proposals.selectors.letters.mute_links import QUESTION
from proposals.services.confirmation_requests import ask_anew
from proposals.services.confirmations import ask_for_change
from proposals.services.decided_changes import accept_change, refuse_change
from proposals.services.erasure import forget_person
from proposals.services.mail_choices import mute
from proposals.snapshots.statements import statements_of
from proposals.tasks import SENDERS
from tests.factories import make_user
from tests.proposals.services.asking import ADDRESS, ask_by_mail, make_charter, partner

pytestmark = pytest.mark.django_db

TASK = "proposals.tasks.send_change_notice"


@pytest.fixture
def draft(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_charter(title="A secret title")


@pytest.fixture
def changes(draft):
    """Return two changes one contact asked for."""
    request = ask_for_change(
        token=ask_by_mail(draft),
        name="Anna",
        function="",
        proposed={ChangedField.COUNTRY: "FR"},
        words="We want 900 secret days.",
    )
    return list(request.changes.order_by("pk"))


def accept(draft, change):
    accept_change(
        asked=asked(),
        key=change.pk,
        version=partner(draft).version,
        by=draft.alliance.coordinator,
    )


def refuse(draft, change):
    refuse_change(
        asked=asked(),
        key=change.pk,
        reason="Too secret.",
        by=draft.alliance.coordinator,
    )


def asked():
    loaded = ConfirmationRequest.objects.select_related(
        "partnership__alliance__proposal"
    )
    return loaded.get(answer="change")


def deliver():
    """Send the notice and return what is in the mailbox of it."""
    SENDERS["change-notice"](str(ChangeNotice.objects.get().pk))
    return [each for each in mail.outbox if "decided" in each.subject]


def test_letter_is_queued_once_all_is_decided(
    draft, changes, sent, django_capture_on_commit_callbacks
):
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        accept(draft, changes[0])
    between = list(sent)
    with django_capture_on_commit_callbacks(execute=True):
        refuse(draft, changes[1])
        refuse(draft, changes[1])

    assert between == []
    assert sent == [(TASK, str(ChangeNotice.objects.get().pk))]


def test_letter_says_how_many_and_neither_what_nor_why(draft, changes):
    accept(draft, changes[0])
    refuse(draft, changes[1])
    (letter,) = deliver()

    assert letter.to == [ADDRESS]
    assert letter.subject == "CHARTER: decided about the changes you asked for"
    assert "- 1 change accepted\n- 1 change refused" in letter.body
    assert "Maria Kazlauskienė, maria@example.org" in letter.body
    text = re.sub(r"https?://\S+", "", str(letter.body))  # signatures hold figures
    assert [each for each in ("secret", "900", "France") if each in text] == []
    assert ChangeNotice.objects.get().letter_state == LetterState.SENT


@pytest.mark.parametrize(
    ("decide", "line"),
    [(accept, "- 2 changes accepted"), (refuse, "- 2 changes refused")],
)
def test_letter_counts_one_kind_alone(draft, changes, decide, line):
    for each in changes:
        decide(draft, each)
    (letter,) = deliver()

    assert line in letter.body
    assert letter.body.count("\n- ") == 1


def test_the_page_of_the_link_says_when_all_is_decided(draft, changes):
    accept(draft, changes[0])
    before = later()
    refuse(draft, changes[1])

    assert before.startswith("Who asked decides on each change.")
    assert later().startswith("All of it is decided.")


def later():
    """Return what the page of the link says of the answer by now."""
    statement = statements_of(asked().partnership.alliance.proposal)
    covered = statement.of(asked().partnership)
    record = record_of(asked(), covered, statement.burdens.titles)
    assert record
    return record.later


def test_second_worker_sends_nothing(draft, changes):
    for each in changes:
        refuse(draft, each)

    deliver()

    assert len(deliver()) == 1


def test_letter_speaks_the_language_of_the_question(
    draft, changes, settings, monkeypatch
):
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    heard = []

    def write(*_args, **_more):
        heard.append(translation.get_language())
        return mail.EmailMessage(to=[ADDRESS])

    monkeypatch.setattr("proposals.services.written_letters.changes_mail", write)
    ConfirmationRequest.objects.update(language="fr")
    for each in changes:
        refuse(draft, each)

    deliver()

    assert heard == ["fr"]


def mute_question(_draft):
    mute(scope=QUESTION, key=asked().pk, kind=MailKind.DEADLINE)


def ask_once_more(draft):
    ask_anew(asked=asked(), by=draft.alliance.coordinator)


def take_partner_out(draft):
    draft.alliance.partnerships.filter(number=2).update(removed_at=timezone.now())


@pytest.mark.parametrize("meanwhile", [mute_question, ask_once_more, take_partner_out])
def test_who_is_not_concerned_any_more_gets_none(draft, changes, meanwhile):
    for each in changes:
        refuse(draft, each)
    meanwhile(draft)

    assert deliver() == []
    assert ChangeNotice.objects.get().letter_state == LetterState.UNSENT


@pytest.mark.parametrize(("address", "letters"), [(ADDRESS, 0), ("b@c.example", 1)])
def test_contact_who_joined_hears_by_the_news(draft, changes, address, letters):
    Colleague.objects.create(
        proposal=draft,
        email=address,
        person=make_user(address.upper()),
        invited_by=draft.alliance.coordinator,
        role=ColleagueRole.CONTACT,
        partnership=partner(draft),
        joined_at=timezone.now(),
    )
    for each in changes:
        refuse(draft, each)

    assert ChangeNotice.objects.count() == letters


def test_erasure_empties_the_address(draft, changes):
    for each in changes:
        refuse(draft, each)

    forgotten = forget_person(email=ADDRESS)

    assert forgotten.counts["change-notice"] == 1
    assert ChangeNotice.objects.get().email == ""
