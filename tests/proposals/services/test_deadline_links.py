"""Links to confirm follow the deadline of their call when it is extended."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from alliances.enums import Role
from alliances.models import Partnership
from eligibility.services.rulebooks import publish_rulebook
from proposals.enums import LetterState
from proposals.models import ConfirmationRequest
from proposals.services.archive import archive_alliance
from proposals.services.deadline_notices import tell_of_deadlines
from proposals.services.letters import resend_waiting_letters, send_letter
from tests.factories import make_call, make_eligible_draft
from tests.rulebooks import rules_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]

DAY = dt.timedelta(days=1)
FORMER = timezone.now().replace(second=0, microsecond=0) + 30 * DAY
LATER = FORMER + 7 * DAY
TASK = "proposals.tasks.send_confirmation_request"


def test_open_links_live_until_the_later_deadline_also_those_that_just_ended():
    draft = make_eligible_draft(make_call(deadline=FORMER))
    other = make_eligible_draft(make_call("other", deadline=FORMER), acronym="OTHER")
    first, second, third = draft.alliance.partnerships.order_by("pk")
    links = [
        asked(first, expires_at=FORMER, revoked_at=timezone.now()),
        asked(first, expires_at=FORMER),
        asked(second, expires_at=FORMER - DAY),
        asked(third, expires_at=LATER + DAY),
        asked(other.alliance.partnerships.last(), expires_at=FORMER),
    ]
    publish_rulebook(text=rules_of(deadline=LATER), reason="A week more.")

    tell_of_deadlines(now=timezone.now())

    for each in links:
        each.refresh_from_db()
    assert [each.expires_at for each in links] == [
        *(FORMER, LATER, LATER),
        *(LATER + DAY, FORMER),
    ]


def test_question_whose_link_ended_before_its_mail_went_is_mailed_after_all(
    sent, django_capture_on_commit_callbacks
):
    draft = make_eligible_draft(make_call(deadline=FORMER))
    first, second, third = draft.alliance.partnerships.order_by("pk")[:3]
    first.role = Role.FULL_PARTNER
    first.save()
    given_up = asked(second, expires_at=FORMER, letter_attempts=2)
    refused = asked(third, expires_at=FORMER, letter_attempts=3)
    erased = asked(first, expires_at=FORMER)
    with time_machine.travel(FORMER + DAY, tick=False):
        resend_waiting_letters()
        ConfirmationRequest.objects.filter(pk=erased.pk).update(email="")
        assert states(given_up, refused, erased) == ["failed"] * 3
        publish_rulebook(text=rules_of(deadline=LATER), reason="A week more.")

        with django_capture_on_commit_callbacks(execute=True):
            tell_of_deadlines(now=timezone.now())

        assert states(given_up, refused, erased) == ["queued", "queued", "failed"]
        assert (TASK, str(given_up.pk)) in sent
        assert (given_up.letter_attempts, refused.letter_attempts) == (0, 0)
        send_letter(kind="confirmation-request", key=given_up.pk)
        assert [each.to for each in mail.outbox] == [["anna@example.org"]]
        assert states(given_up) == ["sent"]
        tell_of_deadlines(now=timezone.now())
        assert states(given_up) == ["sent"]


def test_mail_that_was_refused_while_its_link_lives_waits_for_the_coordinator():
    draft = make_eligible_draft(make_call(deadline=FORMER))
    partner = draft.alliance.partnerships.order_by("pk")[1]
    failed = {"letter_state": LetterState.FAILED, "letter_attempts": 3}
    request = asked(partner, expires_at=FORMER, **failed)
    publish_rulebook(text=rules_of(deadline=LATER), reason="A week more.")

    tell_of_deadlines(now=timezone.now())

    assert states(request) == ["failed"]
    assert request.expires_at == LATER


def leave(partnership):
    Partnership.objects.filter(pk=partnership.pk).update(removed_at=timezone.now())


def apply(partnership):
    partnership.alliance.partnerships.filter(role=Role.APPLICANT).delete()
    Partnership.objects.filter(pk=partnership.pk).update(role=Role.APPLICANT)


def put_away(partnership):
    alliance = partnership.alliance
    archive_alliance(proposal=alliance.proposal, by=alliance.coordinator)


@pytest.mark.parametrize("act", [leave, apply, put_away])
def test_partner_that_is_not_asked_any_more_is_not_mailed(act):
    draft = make_eligible_draft(make_call(deadline=FORMER))
    partner = draft.alliance.partnerships.order_by("pk")[1]
    request = asked(partner, expires_at=FORMER, letter_state=LetterState.FAILED)
    act(partner)
    with time_machine.travel(FORMER + DAY, tick=False):
        publish_rulebook(text=rules_of(deadline=LATER), reason="A week more.")

        tell_of_deadlines(now=timezone.now())

    assert states(request) == ["failed"]


def states(*requests):
    for each in requests:
        each.refresh_from_db()
    return [each.letter_state for each in requests]


def asked(partnership, **values):
    return ConfirmationRequest.objects.create(
        partnership=partnership,
        email="anna@example.org",
        requested_by=partnership.alliance.coordinator,
        **values,
    )
