"""Another deadline: who writes an open draft is told once, or muted such mails."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Role
from eligibility.services.rulebooks import publish_rulebook
from eligibility.words import BRUSSELS, deadline_words
from proposals.enums import LetterState, MailKind, Rhythm
from proposals.models import Colleague, DeadlineNotice
from proposals.services.deadline_notices import TELL_WITHIN, tell_of_deadlines
from proposals.services.letters import send_letter
from proposals.services.mail_choices import choose_mails
from proposals.tasks import tell_news
from tests.factories import (
    make_call,
    make_colleague,
    make_draft,
    make_eligible_draft,
    submit,
)
from tests.rulebooks import rules_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]

DAY = dt.timedelta(days=1)
FORMER = timezone.now().replace(second=0, microsecond=0) + 30 * DAY
LATER, EARLIER = FORMER + 7 * DAY, FORMER - 7 * DAY


@pytest.fixture
def draft():
    return make_eligible_draft(make_call(deadline=FORMER), acronym="CHARTER")


def close_on(deadline, **rules):
    return publish_rulebook(text=rules_of(deadline=deadline, **rules), reason="Moved.")


def told():
    rows = DeadlineNotice.objects.order_by("pk")
    return [(each.email, each.deadline, each.letter_state) for each in rows]


def tell(**moment):
    return tell_of_deadlines(now=moment.get("now") or timezone.now())


def mailed():
    for key in DeadlineNotice.objects.order_by("pk").values_list("pk", flat=True):
        send_letter(kind="deadline-notice", key=key)
    return mail.outbox


def test_coordinator_and_editors_are_told_once(draft):
    maria, editor = draft.alliance.coordinator, make_colleague(draft)
    make_colleague(draft, role="viewer")
    make_colleague(draft, role="contact", partner=2)
    assert tell() == 0
    close_on(LATER)

    assert (tell(), tell()) == (2, 0)

    assert told() == [
        (maria.email, LATER, LetterState.QUEUED),
        (editor.email, LATER, LetterState.QUEUED),
    ]
    assert str(DeadlineNotice.objects.all()[0]) == f"{draft}: {maria.email}"


def test_later_deadline_is_said_with_the_former_and_the_way_to_the_draft(draft):
    close_on(LATER)
    tell()

    (said,) = mailed()

    assert said.subject == (f"CHARTER: the deadline is later, {deadline_words(LATER)}")
    first, days, way, *_rest = said.body.split("\n\n")
    assert first == "Call open closes later than before."
    assert days == (f"New: {deadline_words(LATER)}\nBefore: {deadline_words(FORMER)}")
    assert way.endswith(reverse("workspace", args=[draft.alliance.public_id]))
    assert "Stop mails of this kind" in said.body
    assert "Skills for all" not in said.body


@pytest.mark.usefixtures("draft")
def test_earlier_deadline_is_said_to_be_earlier():
    close_on(EARLIER)
    tell()

    (said,) = mailed()

    assert said.subject.startswith("CHARTER: the deadline is earlier, ")
    assert "Call open closes earlier than before." in said.body


def test_call_that_had_closed_is_open_again(draft):
    with time_machine.travel(FORMER + DAY, tick=False):
        close_on(LATER)
        tell()
        (said,) = mailed()

    assert "Call open had closed and is open again." in said.body
    assert draft.alliance.acronym in said.subject


def test_time_is_said_where_the_applicant_is(draft):
    draft.alliance.partnerships.filter(role=Role.APPLICANT).update(country="BG")
    close_on(LATER)
    tell()

    (said,) = mailed()

    there = f"{LATER.astimezone(dt.timezone(dt.timedelta(hours=2))):%H:%M}"
    assert f" {there} in Bulgaria." in said.body


@pytest.mark.usefixtures("draft")
def test_draft_has_to_move_where_the_new_rules_ask_something_else():
    close_on(LATER, pending_partners="block")
    tell()

    (said,) = mailed()

    assert said.body.split("\n\n")[2] == (
        "It came with version 2 of the rules. The draft has to move to them before it"
        " is submitted; its page says what they change."
    )


def test_draft_that_follows_the_new_rules_need_not_move(draft):
    rules = close_on(LATER, pending_partners="block")
    tell()
    draft.rulebook = rules
    draft.save()

    (said,) = mailed()

    assert "has to move" not in said.body


def test_who_muted_such_mails_gets_none_and_is_not_asked_again(draft):
    maria = draft.alliance.coordinator
    choose_mails(person=maria, rhythms={MailKind.NEW_DEADLINE: Rhythm.NEVER})
    close_on(LATER)

    assert (tell(), tell()) == (0, 0)
    assert told() == [(maria.email, LATER, LetterState.UNSENT)]


def test_other_versions_of_the_rules_tell_nobody(draft):
    close_on(FORMER, pending_partners="block")
    assert tell() == 0
    close_on(LATER)
    close_on(LATER, pending_partners="block")

    assert (tell(), tell()) == (1, 0)
    assert DeadlineNotice.objects.get().rules.version == 3
    assert DeadlineNotice.objects.get().former == FORMER
    assert DeadlineNotice.objects.get().proposal == draft


def test_deadline_that_comes_back_is_told_again(draft):
    email = draft.alliance.coordinator.email
    for deadline in (LATER, FORMER, LATER):
        close_on(deadline)
        assert tell() == 1

    assert len(mailed()) == 1
    assert told() == [
        (email, LATER, LetterState.UNSENT),
        (email, FORMER, LetterState.UNSENT),
        (email, LATER, LetterState.SENT),
    ]


def test_nobody_is_told_of_drafts_put_away_or_younger(draft):
    archived = draft.alliance
    archived.archived_at = timezone.now()
    archived.save()
    close_on(LATER)
    make_draft(archived.call)

    assert tell() == 0


def test_who_works_on_a_submitted_draft_is_told_that_it_may_be_submitted_again(draft):
    editor = make_colleague(draft)
    number = submit(draft).number
    close_on(LATER)

    assert tell() == 2

    said = mailed()
    assert [each.to[0] for each in said] == [
        draft.alliance.coordinator.email,
        editor.email,
    ]
    assert said[0].body.split("\n\n")[2] == (
        f"Your submission {number} stays valid. You can submit again until the new"
        " deadline; the last one counts."
    )


def test_old_changes_and_calls_of_the_past_tell_nobody(draft):
    rules = close_on(LATER)

    assert tell(now=rules.published_at + TELL_WITHIN) == 0
    assert tell(now=LATER) == 0
    close_on(LATER, takes_submissions=False)
    assert tell() == 0
    assert draft.alliance.call_id == rules.call_id


def test_change_of_before_the_week_is_not_told_for_a_newer_version(draft):
    rules = close_on(LATER)
    with time_machine.travel(rules.published_at + TELL_WITHIN + DAY, tick=False):
        close_on(LATER, pending_partners="block")

        assert tell() == 0
    assert draft.alliance.call_id == rules.call_id


def test_letter_is_void_once_it_says_nothing_true(draft):
    make_colleague(draft)
    close_on(LATER)
    tell()
    Colleague.objects.update(ended_at=timezone.now())
    assert [each.to for each in mailed()] == [[draft.alliance.coordinator.email]]
    close_on(EARLIER)
    tell()
    draft.alliance.archived_at = timezone.now()
    draft.alliance.save()

    assert len(mailed()) == 1
    assert [state for _email, _deadline, state in told()] == [
        LetterState.SENT,
        LetterState.UNSENT,
        LetterState.UNSENT,
    ]


def test_worker_that_comes_second_tells_nobody_again(draft, monkeypatch):
    rules = close_on(LATER)

    def tell_meanwhile(proposal):
        maria = proposal.alliance.coordinator
        DeadlineNotice.objects.create(
            proposal=proposal,
            person=maria,
            email=maria.email,
            rules=rules,
            former=FORMER,
            deadline=LATER,
        )
        return draft

    held = "proposals.services.deadline_notices.hold_draft"
    monkeypatch.setattr(held, tell_meanwhile)

    assert tell() == 0


def test_periodic_job_tells(draft, sent, django_capture_on_commit_callbacks):
    close_on(LATER)

    with django_capture_on_commit_callbacks(execute=True):
        tell_news()

    key = str(DeadlineNotice.objects.get(proposal=draft).pk)
    assert ("proposals.tasks.send_deadline_notice", key) in sent


def test_telling_costs_the_same_where_nothing_changed(draft, django_assert_num_queries):
    for _ in range(3):
        make_draft(draft.alliance.call)

    with django_assert_num_queries(1):
        assert tell() == 0


def test_pages_of_the_draft_say_the_new_deadline(client, draft):
    client.force_login(draft.alliance.coordinator)
    address = reverse("submit", args=[draft.alliance.public_id])
    close_on(LATER)

    page = client.get(address).content.decode()

    known = [deadline_words(LATER) in page, deadline_words(FORMER) in page]
    assert known == [True, False]
    in_brussels = LATER.astimezone(BRUSSELS).isoformat(timespec="minutes")
    assert f'datetime="{in_brussels}"' in page
