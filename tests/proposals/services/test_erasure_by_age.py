"""Proposals nobody touched for long forget their people; others do not."""

import datetime as dt

import pytest
from django.utils import timezone

from proposals.enums import ActivityKind, ErasureGround
from proposals.models import (
    ActivityPerson,
    Answer,
    ConfirmationRequest,
    Erasure,
    LateText,
    Proposal,
)
from proposals.selectors.log.activity_chain import verify_chains
from proposals.selectors.log.due_erasures import months_before
from proposals.services.activity import note_act
from proposals.services.colleagues import invite_colleague
from proposals.services.erasure import (
    forget_old_calls,
)
from tests.factories import make_eligible_draft
from tests.proposals.late import keep_late

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]

ANNA = "anna@school.example"
NOW = timezone.now()


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation="not_invited")


@pytest.fixture
def old(draft):
    """Give a proposal whose call closed two years ago and that nobody touched since."""
    past = NOW - dt.timedelta(days=730)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("proposals.services.activity.timezone.now", lambda: past)
        maria = draft.alliance.coordinator
        invite_colleague(proposal=draft, email=ANNA, by=maria)
    request = confirm_long_ago(draft, past)
    call = draft.alliance.call
    type(call).objects.filter(pk=call.pk).update(deadline=past)
    Proposal.objects.filter(pk=draft.pk).update(changed_at=past)
    assert request.email
    return draft


def confirm_long_ago(draft, past):
    row = draft.alliance.partnerships.get(number=2)
    return ConfirmationRequest.objects.create(
        partnership=row,
        email="b@school.example",
        requested_by=draft.alliance.coordinator,
        expires_at=past,
        answer="confirmed",
        answered_at=past,
        answered_name="Anna Kovács",
    )


def forget(months=12, **values):
    return forget_old_calls(months=months, now=NOW, **values)


def test_proposal_of_an_old_call_forgets_its_people(old):
    (forgotten,) = forget()

    assert forgotten.call == old.alliance.call_id
    assert {k: v for k, v in forgotten.counts.items() if v} == {
        "log": 2,
        "confirmation-request": 1,
        "colleague-invitation": 1,
    }
    assert ConfirmationRequest.objects.get().answered_name == ""
    assert ActivityPerson.objects.count() == 0
    erased = Erasure.objects.get()
    assert (erased.ground, erased.call) == (ErasureGround.AGE, old.alliance.call)
    assert verify_chains().breaks == ()
    assert forget() == []


@pytest.mark.parametrize("months", [23, 24])
def test_time_is_counted_in_months_from_the_deadline(old, months):
    day = NOW - dt.timedelta(days=730)
    deadline = {23: day, 24: NOW - dt.timedelta(days=729)}[months]
    call = old.alliance.call
    type(call).objects.filter(pk=call.pk).update(deadline=deadline)

    assert len(forget(months)) == (months == 23)


@pytest.mark.parametrize("touch", ["change", "act", "answer", "late text"])
def test_proposal_that_is_worked_on_keeps_its_people(old, touch):
    maria = old.alliance.coordinator
    if touch == "change":
        Proposal.objects.update(changed_at=NOW)
    elif touch == "act":
        note_act(draft=old, kind=ActivityKind.ARCHIVED, by=maria)
    elif touch == "late text":
        keep_late(old, "facts", title="Late")
    else:
        Answer.objects.create(
            proposal=old, question="q", text="A", changed_by=maria, changed_at=NOW
        )

    assert forget() == []


def test_what_was_sent_after_the_close_goes_with_the_rest(old):
    late = keep_late(old, "facts", title="Late")
    LateText.objects.update(sent_at=NOW - dt.timedelta(days=729))

    (forgotten,) = forget()

    assert forgotten.counts["late-texts"] == 1
    assert not LateText.objects.filter(pk=late.pk).exists()
    assert forget() == []


def test_rehearsal_of_old_calls_writes_nothing(old):
    rehearsed = forget(is_rehearsal=True)

    assert old.activity_people.count() == 2
    assert Erasure.objects.count() == 0
    assert forget() == rehearsed


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        ("2026-11-28", 12, "2025-11-28"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-31", 12, "2025-12-31"),
        ("2026-12-31", 1, "2026-11-30"),
    ],
)
def test_months_are_those_of_the_calendar(moment, months, before):
    now = dt.datetime.fromisoformat(moment)

    assert months_before(now=now, months=months).isoformat()[:10] == before
