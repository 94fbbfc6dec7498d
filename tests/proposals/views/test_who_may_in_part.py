"""What viewers and contacts may in part, in words; the table is `tests/permissions`."""

import pytest
from django.urls import reverse

from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.test_comments import say
from tests.proposals.views.test_who_may import (
    DONE,
    FORBIDDEN,
    arguments,
    signed_in,
    submission,
)

__all__ = ["arguments", "submission"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act", ["again", "revoke"])
def test_viewer_neither_reminds_a_partner_nor_takes_a_question_back(
    submission, arguments, act
):
    name = f"partner-invitation-{act}"
    viewer = make_colleague(submission.proposal, role="viewer")

    page = signed_in(viewer).post(reverse(name, args=arguments(name)), follow=True)

    assert "You read this proposal." in page.content.decode()


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
