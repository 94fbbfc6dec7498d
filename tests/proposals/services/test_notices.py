"""Coordinators learn, once each, which of their verdicts a new edition flipped."""

import datetime as dt

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.services.reviews import OwnRequest
from proposals.emails.muting import stop_link
from proposals.enums import LetterState, MailKind
from proposals.models import Submission, VerdictNotice
from proposals.selectors.law.publishing import impact_of_upload
from proposals.services.dispatch import RETRY_AFTER
from proposals.services.letters import resend_waiting_letters, send_letter
from proposals.services.notices import tell_coordinators
from proposals.tasks import SENDERS
from tests.alliances.services.test_uploads import upload
from tests.factories import add, make_call, make_user, submit
from tests.proposals.borders import three_countries
from tests.proposals.services.test_publications import ask, publish

pytestmark = pytest.mark.django_db

TASK = "proposals.tasks.send_verdict_notice"


@pytest.fixture
def call():
    return make_call()


@pytest.fixture
def maria():
    return make_user("maria@example.org", full_name="Maria")


def draft_of(person, call, *countries, acronym):
    draft = three_countries(call, *countries, acronym=acronym)
    draft.alliance.coordinator = person
    draft.alliance.save()
    return draft


def publish_without_serbia(call):
    row = upload(call=call)
    ask(row)
    return publish(row)


def test_letter_says_no_more_of_a_reason_than_a_page_takes(call, maria):
    draft_of(maria, call, "ES", "BE", "RS", acronym="ONE")
    publish_without_serbia(call)
    call.editions.update(reason="x" * 1001)

    send_letter(kind="verdict-notice", key=VerdictNotice.objects.get().pk)

    said = mail.outbox[0].body.split("\n\n")
    assert f"The reason given: {'x' * 1000}…" in said


@pytest.mark.django_db(transaction=True)
def test_each_coordinator_gets_one_letter_about_all_their_flips(sent, call, maria):
    first = draft_of(maria, call, "ES", "BE", "RS", acronym="ONE")
    draft_of(maria, call, "FR", "BE", "RS", acronym="TWO")
    draft_of(maria, call, "ES", "BE", "FR", acronym="SAME")
    other = draft_of(make_user(), call, "ES", "IT", "RS", acronym="OTHER")
    draft_of(make_user(), call, "ES", "IT", "FR", acronym="UNTOUCHED")

    edition = publish_without_serbia(call)

    mine, theirs = VerdictNotice.objects.order_by("pk")
    assert (mine.email, theirs.person) == (
        "maria@example.org",
        other.alliance.coordinator,
    )
    assert [each["acronym"] for each in mine.flips] == ["ONE", "TWO"]
    assert mine.flips[0] == {
        "alliance": str(first.alliance.public_id),
        "acronym": "ONE",
        "planned": ["met", "not_met"],
        "confirmed": ["met", "not_met"],
        "is_submitted": False,
    }
    assert (mine.edition, mine.letter_state) == (edition, LetterState.QUEUED)
    assert sent == [(TASK, str(mine.pk)), (TASK, str(theirs.pk))]


def test_who_may_submit_again_is_told_like_who_has_a_draft(call, maria):
    sent_in = draft_of(maria, call, "ES", "BE", "RS", acronym="SENT")
    number = submit(sent_in).number

    publish_without_serbia(call)

    notice = VerdictNotice.objects.get()
    (flip,) = notice.flips
    assert (flip["acronym"], flip["is_submitted"]) == ("SENT", True)
    assert list(sent_in.verdict_changes.values_list("edition", flat=True)) == [
        notice.edition_id
    ]
    send_letter(kind="verdict-notice", key=notice.pk)
    assert "Your submission stays valid; submitted again" in mail.outbox[0].body
    assert Submission.objects.live().get().number == number


def test_telling_twice_is_telling_once(call, maria):
    draft_of(maria, call, "ES", "BE", "RS", acronym="ONE")
    row = upload(call=call)
    impact = impact_of_upload(row, now=timezone.now())
    assert impact is not None
    edition = call.editions.get()

    numbers = [tell_coordinators(edition=edition, impact=impact) for _time in range(2)]

    assert numbers == [1, 1]
    assert VerdictNotice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_where_nothing_is_published(sent, call, maria):
    draft_of(maria, call, "ES", "BE", "RS", acronym="ONE")
    row = upload(call=call)
    ask(row)

    with pytest.raises(OwnRequest):
        publish(row, by=row.uploaded_by)
    with transaction.atomic():
        publish(row)
        transaction.set_rollback(True)

    assert (sent, VerdictNotice.objects.count()) == ([], 0)


def test_a_closed_account_gets_no_letter(call, maria):
    draft_of(maria, call, "ES", "BE", "RS", acronym="ONE")
    maria.is_active = False
    maria.save()

    publish_without_serbia(call)

    assert not VerdictNotice.objects.exists()


def test_letter_says_before_and_after_of_each_draft(call, maria, settings):
    settings.SITE_URL = "https://alliances.example.org"
    one = draft_of(maria, call, "ES", "BE", "RS", acronym="ONE")
    two = draft_of(maria, call, "ES", "BE", "FR", acronym="TWO")
    add(two, "Belgrade", "RS", "vet_provider")
    two.alliance.partnerships.filter(country="FR").update(
        confirmation=Confirmation.INVITED
    )
    publish_without_serbia(call)
    notice = VerdictNotice.objects.get()

    SENDERS["verdict-notice"](str(notice.pk))
    send_letter(kind="verdict-notice", key=notice.pk)

    (made,) = mail.outbox
    notice.refresh_from_db()
    assert notice.letter_state == LetterState.SENT
    assert made.to == ["maria@example.org"]
    assert made.subject == "Call open: new data changes a verdict of yours"
    page = "https://alliances.example.org/alliances/{}/eligibility/"
    assert made.body == (
        "The country and sector data of the call Call open were corrected. Edition 2 is"
        " in force, and verdicts on your drafts are different now.\n\n"
        "ONE\n"
        "as planned: not met, before: met\n"
        "as confirmed: not met, before: met\n"
        f"{page.format(one.alliance.public_id)}\n\n"
        "TWO\n"
        "as planned: met, as before\n"
        "as confirmed: cannot tell yet, before: met\n"
        f"{page.format(two.alliance.public_id)}\n\n"
        "The reason given: Serbia left.\n\n"
        "Submitted proposals keep the verdict they were submitted with.\n\n"
        f"Stop mails of this kind:\n{stop_link(notice.person_id, MailKind.VERDICT)}\n\n"
        "Choose which mails come, and when:\n"
        "https://alliances.example.org/mails/\n\n"
        "Sector Skills Alliances, https://alliances.example.org\n"
    )


@pytest.mark.django_db(transaction=True)
def test_a_lost_message_is_sent_again(sent, call, maria):
    draft_of(maria, call, "ES", "BE", "RS", acronym="ONE")
    publish_without_serbia(call)
    sent.clear()
    long_ago = timezone.now() - RETRY_AFTER - dt.timedelta(seconds=1)
    VerdictNotice.objects.update(queued_at=long_ago)

    assert resend_waiting_letters() == 1
    assert [name for name, _key in sent] == [TASK]


def test_a_notice_is_called_by_edition_and_address(call, maria):
    draft_of(maria, call, "ES", "BE", "RS", acronym="ONE")
    publish_without_serbia(call)

    assert str(VerdictNotice.objects.get()) == "open v2: maria@example.org"
