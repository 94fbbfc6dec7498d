"""People choose when mails come; a link in a mail stops one kind and nothing else."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import MailKind, Rhythm
from proposals.models import ConfirmationRequest, MailChoice, News
from proposals.selectors.letters.mail_choices import choices_of, rhythm_of
from proposals.services.mail_choices import choose_mails, mute
from tests.factories import make_eligible_draft, make_user
from tests.proposals.services.asking import ask

pytestmark = pytest.mark.django_db


def test_who_chose_nothing_gets_what_is_usual():
    usual = {each.kind: each.rhythm for each in choices_of(make_user())}

    assert usual[MailKind.MENTION] == Rhythm.AT_ONCE
    assert usual[MailKind.COMMENTS] == Rhythm.DAILY
    assert usual[MailKind.DIGEST] == Rhythm.DAILY
    assert usual[MailKind.DEADLINE] == Rhythm.AT_ONCE
    assert usual.keys() == set(MailKind)


def test_choosing_again_replaces_the_choice():
    person = make_user()

    for rhythm in (Rhythm.NEVER, Rhythm.AT_ONCE):
        choose_mails(person=person, rhythms={MailKind.COMMENTS: rhythm})

    assert MailChoice.objects.count() == 1
    assert rhythm_of(person.pk, MailKind.COMMENTS) == Rhythm.AT_ONCE


def test_reminders_cannot_wait_for_the_daily_mail():
    with pytest.raises(ValueError, match="DEADLINE"):
        choose_mails(person=make_user(), rhythms={MailKind.DEADLINE: Rhythm.DAILY})


@pytest.mark.parametrize(
    ("muted", "left"),
    [
        (MailKind.COMMENTS, ["pack"]),
        (MailKind.DIGEST, []),
        (MailKind.MENTION, ["comments", "pack"]),
    ],
)
def test_what_waits_and_is_not_wanted_goes(proposal, maria, muted, left):
    for number, kind in enumerate((MailKind.COMMENTS, MailKind.PACK)):
        News.objects.create(
            proposal=proposal,
            person=maria,
            kind=kind,
            event=kind,
            happened_at=timezone.now(),
            source=str(number),
        )

    mute(scope="person", key=maria.pk, kind=muted)

    assert sorted(News.objects.values_list("kind", flat=True)) == left


def test_muting_an_account_that_is_gone_does_nothing():
    mute(scope="person", key=0, kind=MailKind.COMMENTS)

    assert MailChoice.objects.count() == 0


def test_reminders_of_a_question_stop_once(sent):  # noqa: ARG001  # nothing may leave
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    asked = ask(draft)

    mute(scope="question", key=asked.pk, kind=MailKind.DEADLINE)
    first = ConfirmationRequest.objects.get().muted_at
    mute(scope="question", key=asked.pk, kind=MailKind.DEADLINE)

    assert first is not None
    assert ConfirmationRequest.objects.get().muted_at == first
