"""The comments on a question as a page."""

import uuid

import pytest
from django.urls import reverse

from proposals.models import Comment, CommentThread, Mention
from proposals.policies import Seat
from proposals.selectors.form.comments import comments_page
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.test_comments import say, settle

pytestmark = pytest.mark.django_db

EDITS = Seat(None, is_coordinator=True)


@pytest.fixture
def draft(client):
    proposal = make_draft_with_form()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def at(draft, name="answer-comments", *more):
    return reverse(name, args=[draft.alliance.public_id, *(more or ["why"])])


def test_the_page_only_reads(client, draft, no_writes):
    anna = make_colleague(draft)
    say(draft, "Three or six?", mention=anna)
    settle(draft, say(draft, "Done"))

    with no_writes():
        page = client.get(at(draft))

    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("Three or six?") == 1
    assert f"@{anna}</p>" in text
    assert f"Settled by {draft.alliance.coordinator}" in text
    assert [len(page.context["page"].open), len(page.context["page"].settled)] == [1, 1]


def test_a_comment_is_said_and_somebody_told(client, draft):
    anna = make_colleague(draft)
    sent = {"text": "Three?", "mention": anna.pk, "request_key": uuid.uuid4()}

    answer = client.post(at(draft), sent)

    assert (answer.status_code, answer.url) == (302, at(draft))
    assert Comment.objects.get().text == "Three?"
    assert Mention.objects.get().person == anna


def offered(client, draft):
    return {each.key for each in client.get(at(draft)).context["page"].people}


def test_a_reader_can_name_all_who_see_the_question_but_oneself(client, draft):
    anna = make_colleague(draft)
    viewer = make_colleague(draft, role="viewer")
    contact = make_colleague(draft, role="contact", partner=2)
    maria = draft.alliance.coordinator
    by_maria = offered(client, draft)
    client.force_login(viewer)

    assert by_maria == {anna.pk, viewer.pk, contact.pk}
    assert offered(client, draft) == {anna.pk, maria.pk, contact.pk}


def test_a_contact_is_told_of_nobody_of_another_partner(client, draft):
    anna = make_colleague(draft)
    make_colleague(draft, role="viewer")
    make_colleague(draft, role="contact", partner=3)
    fellow = make_colleague(draft, role="contact", partner=2)
    client.force_login(make_colleague(draft, role="contact", partner=2))

    assert offered(client, draft) == {
        anna.pk,
        fellow.pk,
        draft.alliance.coordinator.pk,
    }


def test_the_contact_of_a_removed_partner_is_told_of_who_writes(client, draft):
    make_colleague(draft, role="contact", partner=2)
    client.force_login(make_colleague(draft, role="contact", partner=2))
    draft.alliance.partnerships.filter(number=2).update(confirmation="declined")

    assert offered(client, draft) == {draft.alliance.coordinator.pk}


def test_who_is_alone_is_offered_nobody(client, draft):
    text = client.get(at(draft)).content.decode()

    assert 'name="text"' in text
    assert "Tell somebody by mail" not in text


def test_whom_a_refused_comment_names_stays_chosen(client, draft):
    anna = make_colleague(draft)
    sent = {"text": "", "mention": anna.pk, "request_key": uuid.uuid4()}

    answer = client.post(at(draft), sent)

    assert f'<option value="{anna.pk}" selected>' in answer.content.decode()


def test_a_thread_is_settled_and_opened_by_a_button(client, draft):
    thread = say(draft)
    client.post(at(draft), {"thread": thread.pk, "act": "resolve"})
    settled = CommentThread.objects.get().resolved_at
    client.post(at(draft), {"thread": thread.pk, "act": "reopen"})

    assert settled is not None
    assert CommentThread.objects.get().resolved_at is None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (
            {"text": "", "request_key": uuid.uuid4()},
            "Write between 1 and 2,000 characters.",
        ),
        ({"text": "Typed"}, "This page did not say which comment is meant."),
        ({"act": "resolve", "thread": "x"}, "This page did not say which"),
        ({"act": "resolve", "thread": 0}, "This comment is not here."),
    ],
)
def test_what_cannot_be_said_is_refused_and_kept(client, draft, sent, said):
    answer = client.post(at(draft), sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert sent.get("text", "") in text


@pytest.mark.parametrize(
    "more",
    [["nowhere"], ["role"]],
)
def test_a_question_that_is_not_asked_has_no_page(client, draft, more):
    assert client.get(at(draft, "answer-comments", *more)).status_code == 404


def test_a_partners_question_has_comments_of_its_own(client, draft):
    say(draft, question="role", partner=2)

    page = client.get(at(draft, "answer-comments-partner", "role", 2))

    assert "P2 Chamber of Ghent" in page.content.decode()
    assert len(page.context["page"].open) == 1


def test_a_contact_sees_the_comments_on_its_part_alone(client, draft):
    client.force_login(make_colleague(draft, role="contact", partner=2))

    own = client.get(at(draft, "answer-comments-partner", "role", 2))
    other = client.get(at(draft, "answer-comments-partner", "role", 1))

    assert [own.status_code, other.status_code] == [200, 404]


def texts(client, draft):
    page = client.get(at(draft)).context["page"]
    threads = (*page.open, *page.settled)
    return [each.text for thread in threads for each in thread.remarks]


def test_on_the_summary_a_contact_sees_only_what_is_addressed_to_it(client, draft):
    contact = make_colleague(draft, role="contact", partner=2)
    say(draft, "P2 is weak.")
    say(draft, "Ask P2.", mention=make_colleague(draft))
    say(draft, "Is this so?", mention=contact)
    say(draft, "I wonder.", by=contact)
    everything = texts(client, draft)

    client.force_login(contact)

    assert everything == ["I wonder.", "Is this so?", "Ask P2.", "P2 is weak."]
    assert texts(client, draft) == ["I wonder.", "Is this so?"]


def test_a_contact_is_told_of_no_comment_it_does_not_see(client, draft):
    contact = make_colleague(draft, role="contact", partner=2)
    say(draft, "P2 is weak.")
    say(draft, "Is this so?", mention=contact)
    client.force_login(contact)

    page = client.get(at(draft, "form-section", "summary")).context["page"]

    assert [each.comments for each in page.fields] == ["", "1 open comment"]


@pytest.mark.parametrize("act", ["resolve", "reopen", ""])
def test_a_contact_touches_no_thread_it_does_not_see(client, draft, act):
    contact = make_colleague(draft, role="contact", partner=2)
    thread = say(draft, "P2 is weak.")
    client.force_login(contact)
    sent = {"thread": thread.pk, "act": act, "text": "So?", "request_key": uuid.uuid4()}

    answer = client.post(at(draft), sent)

    assert answer.context["refusal"] == "This comment is not here."
    assert Comment.objects.count() == 1


def test_on_its_own_part_a_contact_sees_all_that_is_said(client, draft):
    contact = make_colleague(draft, role="contact", partner=2)
    say(draft, "Say more.", question="role", partner=2)
    client.force_login(contact)

    page = client.get(at(draft, "answer-comments-partner", "role", 2)).context["page"]

    assert [each.remarks[0].text for each in page.open] == ["Say more."]
    assert page.heard_by == "The contact of this partner reads all that is said here."


def test_open_comments_are_counted_beside_the_answer_and_in_the_list(client, draft):
    say(draft)
    say(draft)
    settle(draft, say(draft))
    say(draft, question="what")

    text = client.get(at(draft, "form-section", "summary")).content.decode()

    assert "3 open comments</span>" in text
    assert ">2 open comments<" in text
    assert ">1 open comment<" in text


def test_open_comments_are_left_to_do(client, draft):
    say(draft)

    page = client.get(reverse("left", args=[draft.alliance.public_id]))

    assert f'href="{at(draft)}">1 open comment: Why?</a>' in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_however_much_is_said(
    draft, django_assert_num_queries, rows
):
    for _number in range(rows):
        thread = say(draft, mention=make_colleague(draft))
        say(draft, thread=thread.pk)

    with django_assert_num_queries(5):
        comments_page(
            draft,
            "why",
            partner=None,
            seat=EDITS,
            reader=draft.alliance.coordinator,
        )


def test_who_only_reads_is_offered_a_reply_and_no_settling(client, draft):
    say(draft)
    settle(draft, say(draft))
    written = client.get(at(draft)).content.decode()
    client.force_login(make_colleague(draft, role="viewer"))

    read = client.get(at(draft)).content.decode()

    assert ("Mark as settled" in written, "Open again" in written) == (True, True)
    assert ("Mark as settled" in read, "Open again" in read) == (False, False)
    assert read.count("<summary>Reply</summary>") == 2
