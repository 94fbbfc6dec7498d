"""Two people about one thread at the same moment."""

import uuid
from functools import partial

import pytest

from proposals.errors.comments import TooManyMentions
from proposals.models import Comment, CommentThread, Mention
from proposals.services import comments
from proposals.services.comments import (
    Remark,
    add_comment,
    reopen_thread,
    resolve_thread,
)
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def saying(draft, key):
    remark = Remark("Three or six?", key)
    by = draft.alliance.coordinator
    return partial(add_comment, proposal=draft, question="why", remark=remark, by=by)


def test_the_same_click_at_once_is_one_comment():
    draft = make_draft_with_form()
    key = uuid.uuid4()

    first, *others = at_once(*[saying(draft, key)] * 4)

    assert others == [first] * 3
    assert (Comment.objects.count(), CommentThread.objects.count()) == (1, 1)


def test_settling_at_once_is_settling_once():
    draft = make_draft_with_form()
    thread = saying(draft, uuid.uuid4())()
    people = [draft.alliance.coordinator, make_colleague(draft)]
    acts = [
        partial(act, proposal=draft, question="why", thread=thread.pk, by=each)
        for each in people
        for act in (resolve_thread, reopen_thread)
    ]

    assert at_once(*acts) == [None] * 4
    assert CommentThread.objects.get().resolved_by in {*people, None}


def test_what_two_people_say_at_once_is_both_kept_and_open():
    draft = make_draft_with_form()
    thread = saying(draft, uuid.uuid4())()
    people = [draft.alliance.coordinator, make_colleague(draft)]
    replies = [
        partial(
            add_comment,
            proposal=draft,
            question="why",
            remark=Remark(f"Reply {number}", uuid.uuid4()),
            by=each,
            thread=thread.pk,
        )
        for number, each in enumerate(people)
    ]

    assert at_once(*replies) == [thread] * 2
    assert set(Comment.objects.values_list("text", flat=True)) == {
        "Three or six?",
        "Reply 0",
        "Reply 1",
    }
    assert CommentThread.objects.get().resolved_at is None


def test_naming_somebody_at_once_sends_each_letter_within_the_days_room(monkeypatch):
    monkeypatch.setattr(comments, "MOST_A_DAY", 1)
    draft = make_draft_with_form()
    anna = make_colleague(draft)
    acts = [
        partial(
            add_comment,
            proposal=draft,
            question="why",
            remark=Remark("See", uuid.uuid4(), anna.pk),
            by=draft.alliance.coordinator,
        )
        for _ in range(2)
    ]

    outcomes = at_once(*acts)

    assert [type(each) for each in outcomes].count(TooManyMentions) == 1
    assert (Comment.objects.count(), Mention.objects.count()) == (1, 1)
