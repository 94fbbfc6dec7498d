"""Who calls a thread of comments settled, and opens it again."""

import pytest

from proposals.errors import NotAllowed
from proposals.models import Activity, CommentThread
from proposals.services.comments import reopen_thread, resolve_thread
from tests.factories import make_colleague
from tests.proposals.services.test_comments import draft, say, settle

__all__ = ["draft"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act", [resolve_thread, reopen_thread])
def test_who_only_reads_settles_nothing_and_opens_nothing(draft, act):
    viewer = make_colleague(draft, role="viewer")
    thread = say(draft, by=viewer)

    with pytest.raises(NotAllowed, match="You read this proposal"):
        settle(draft, thread, act, by=viewer)


def test_a_contact_settles_what_is_said_of_its_own_part_alone(draft):
    contact = make_colleague(draft, role="contact", partner=2)
    own = say(draft, question="role", partner=2)
    asked = say(draft, by=contact)

    settle(draft, own, by=contact, question="role", partner=2)

    with pytest.raises(NotAllowed, match="You write the part of P2"):
        settle(draft, asked, by=contact)
    own.refresh_from_db()
    assert own.resolved_by == contact


def test_a_reply_of_who_only_reads_opens_what_is_settled(draft):
    thread = say(draft)
    settle(draft, thread)

    say(draft, by=make_colleague(draft, role="viewer"), thread=thread.pk)

    assert CommentThread.objects.get().resolved_at is None


def test_what_is_done_with_comments_is_noted_and_no_word_of_them(draft):
    thread = say(draft, question="role", partner=2)
    for act in (resolve_thread, resolve_thread, reopen_thread, reopen_thread):
        settle(draft, thread, act, question="role", partner=2)

    rows = Activity.objects.filter(proposal=draft).order_by("number")
    noted = list(rows.values_list("kind", "partner", "facts"))
    kinds = ["commented", "comments-settled", "comments-reopened"]
    assert noted == [(kind, 2, "{}") for kind in kinds]
