"""The table of roles by actions, for viewers and for the contacts of partners."""

import pytest
from django.urls import reverse

from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.test_comments import say
from tests.proposals.views.test_who_may import (
    DONE,
    FORBIDDEN,
    GONE,
    NOT_SO,
    REFUSED,
    SHOWN,
    STALE,
    TABLE,
    arguments,
    signed_in,
    submission,
)

__all__ = ["arguments", "submission"]

pytestmark = pytest.mark.django_db

# What is nobody's draft, what is one's own, and what says no on the page it leads to.
OTHERWISE = {
    "alliance-start",
    "colleague-leave",
    "partner-invitation-again",
    "partner-invitation-elsewhere",
    "partner-invitation-revoke",
    "verdict-changes-read",
    "what-if-keep",
    "what-if-keep-fragment",
}
UNCHANGED = {FORBIDDEN, GONE, NOT_SO, STALE, REFUSED}


@pytest.mark.parametrize(
    ("name", "method", "answer"),
    [(name, method, rest[2]) for name, method, *rest in TABLE],
)
def test_viewer_reads_like_a_colleague_and_changes_nothing(
    submission, arguments, name, method, answer
):
    viewer = make_colleague(submission.proposal, role="viewer")

    status = getattr(signed_in(viewer), method)(reverse(name, args=arguments(name)))

    if method == "get" or name in OTHERWISE:
        assert status.status_code == answer
    else:
        assert status.status_code in UNCHANGED


@pytest.mark.parametrize("act", ["again", "revoke"])
def test_viewer_neither_reminds_a_partner_nor_takes_a_question_back(
    submission, arguments, act
):
    name = f"partner-invitation-{act}"
    viewer = make_colleague(submission.proposal, role="viewer")

    page = signed_in(viewer).post(reverse(name, args=arguments(name)), follow=True)

    assert "You read this proposal." in page.content.decode()


@pytest.mark.parametrize(
    ("name", "method", "answer"),
    [(name, method, rest[3]) for name, method, *rest in TABLE],
)
def test_contact_of_a_partner_sees_what_a_stranger_sees(
    submission, arguments, name, method, answer
):
    """But leaving, the acts around that partner, and its part: see test_roles."""
    contact = make_colleague(submission.proposal, role="contact", partner=2)

    status = getattr(signed_in(contact), method)(reverse(name, args=arguments(name)))

    own = {
        "colleague-leave": {"get": SHOWN, "post": DONE},
        "timeline": {"get": SHOWN},
        "timeline-file": {"get": SHOWN},
    }
    assert status.status_code == own.get(name, {}).get(method, answer)


@pytest.mark.parametrize("act", ["resolve", "reopen"])
@pytest.mark.parametrize(
    ("role", "on_the_proposal", "on_its_part"),
    [
        ("editor", DONE, DONE),
        ("viewer", FORBIDDEN, FORBIDDEN),
        ("contact", FORBIDDEN, DONE),
    ],
)
def test_who_answers_a_question_settles_what_is_said_of_it(
    role, on_the_proposal, on_its_part, act
):
    draft = make_draft_with_form()
    partner = 2 if role == "contact" else None
    someone = make_colleague(draft, role=role, partner=partner)
    client, place = signed_in(someone), [draft.alliance.public_id]
    of_all = reverse("answer-comments", args=[*place, "why"])
    of_one = reverse("answer-comments-partner", args=[*place, "role", 2])
    said = {
        of_all: say(draft, mention=someone),
        of_one: say(draft, question="role", partner=2),
    }

    answered = [
        client.post(url, {"act": act, "thread": said[url].pk}).status_code
        for url in (of_all, of_one)
    ]

    assert answered == [on_the_proposal, on_its_part]
