"""After the close: drafts are read-only, people are told once, late texts are kept."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from proposals.errors import NotAllowed
from proposals.models import ClosingNotice, LateText
from proposals.policies import CLOSED, can_draw, can_edit, seat_of
from proposals.services.closings import (
    LONGEST_LATE,
    TELL_WITHIN,
    keep_late_text,
    tell_of_closings,
)
from proposals.services.composition import remove_partner
from proposals.services.letters import send_letter
from proposals.services.packs import request_pack
from proposals.services.submissions import withdraw_submission
from tests.factories import (
    make_call,
    make_colleague,
    make_draft,
    make_eligible_draft,
    submit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def draft():
    return make_eligible_draft(acronym="CHARTER")


def closing(draft):
    """Travel to the deadline of a draft's call."""
    return time_machine.travel(draft.alliance.call.deadline, tick=False)


def test_nobody_writes_once_the_call_has_closed(draft):
    maria, editor = draft.alliance.coordinator, make_colleague(draft)
    contact = make_colleague(draft, role="contact", partner=2)
    viewer = make_colleague(draft, role="viewer")
    with time_machine.travel(draft.alliance.call.deadline - SECOND, tick=False):
        assert can_edit(maria, draft)

    with closing(draft):
        assert can_edit(maria, draft) == can_edit(editor, draft) == CLOSED
        assert can_edit(viewer, draft) != CLOSED
        seat = seat_of(contact, draft)
        assert seat.answer(2) == seat.propose == seat.finishes(2) == CLOSED
        assert can_draw(maria, draft)
        assert not can_draw(viewer, draft)
        with pytest.raises(NotAllowed, match="read-only"):
            remove_partner(
                partnership=draft.alliance.partnerships.get(number=3),
                version=1,
                by=maria,
            )
        assert request_pack(proposal=draft, by=maria).pk


def test_call_that_never_took_submissions_is_there_to_practise_in():
    draft = make_draft(make_call(takes_submissions=False))

    with closing(draft):
        assert can_edit(draft.alliance.coordinator, draft)


def test_whoever_reads_is_told_once_with_the_way_to_the_copy(draft):
    maria, viewer = draft.alliance.coordinator, make_colleague(draft, role="viewer")
    make_colleague(draft, role="contact", partner=2)
    deadline = draft.alliance.call.deadline
    assert tell_of_closings(now=deadline - SECOND) == 0

    assert tell_of_closings(now=deadline) == 2
    assert tell_of_closings(now=deadline + SECOND) == 0

    for key in [*ClosingNotice.objects.values_list("pk", flat=True)] * 2:
        send_letter(kind="closing-notice", key=key)
    assert [each.to for each in mail.outbox] == [[maria.email], [viewer.email]]
    said = mail.outbox[0]
    assert said.subject == "CHARTER: the call has closed"
    assert "CHARTER was not submitted." in said.body
    assert reverse("check-answers", args=[draft.alliance.public_id]) in said.body
    notice = ClosingNotice.objects.get(person=maria)
    assert str(notice) == f"{draft}: {maria.email}"


def test_mail_of_a_submitted_draft_names_what_counts(draft):
    submission = submit(draft)
    tell_of_closings(now=draft.alliance.call.deadline)

    send_letter(kind="closing-notice", key=ClosingNotice.objects.get().pk)

    assert f"What counts is the submission {submission.number}." in mail.outbox[0].body


def test_mail_of_a_withdrawn_submission_says_so(draft):
    withdraw_submission(submission=submit(draft), by=draft.alliance.coordinator)
    tell_of_closings(now=draft.alliance.call.deadline)

    send_letter(kind="closing-notice", key=ClosingNotice.objects.get().pk)

    said = "CHARTER was submitted and withdrawn: nothing of it counts."
    assert said in mail.outbox[0].body


def test_old_archived_and_practised_drafts_are_told_of_to_nobody(draft):
    deadline = draft.alliance.call.deadline
    make_draft(make_call("history", takes_submissions=False))
    assert tell_of_closings(now=deadline + TELL_WITHIN) == 0

    draft.alliance.archived_at = deadline
    draft.alliance.save()

    assert tell_of_closings(now=deadline) == 0


def test_worker_that_comes_second_tells_nobody_again(draft, monkeypatch):
    deadline = draft.alliance.call.deadline
    monkeypatch.setattr(
        "proposals.services.closings.hold_draft",
        lambda proposal: tell_meanwhile(proposal, deadline),
    )

    assert tell_of_closings(now=deadline) == 0


def tell_meanwhile(proposal, deadline):
    """Be the worker that was first while this one waited for the lock."""
    maria = proposal.alliance.coordinator
    ClosingNotice.objects.create(
        proposal=proposal, person=maria, email=maria.email, deadline=deadline
    )
    return proposal


def test_late_text_is_kept_beside_the_draft_the_later_one_stays(draft):
    maria = draft.alliance.coordinator
    said = {"proposal": draft, "place": "/here/", "by": maria}
    assert keep_late_text(typed={"text": ["Early."]}, **said) is None

    with closing(draft):
        keep_late_text(typed={"text": ["First."], "empty": [""]}, **said)
        late = keep_late_text(typed={"text": ["Last."]}, **said)
        assert keep_late_text(typed={"text": [""]}, **said) is None
        endless = {"text": ["x" * (LONGEST_LATE + 1)]}
        assert keep_late_text(typed=endless, **said) is None

    assert LateText.objects.get() == late
    assert (late.typed, str(late)) == ({"text": ["Last."]}, "/here/")
