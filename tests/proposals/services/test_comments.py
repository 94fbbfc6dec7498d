"""Comments on questions: said, answered, settled, and told by mail."""

import uuid

import pytest
from django.core import mail
from django.utils import timezone

from proposals.enums import LetterState
from proposals.errors import NotAllowed
from proposals.errors.answers import QuestionNotAsked
from proposals.errors.comments import (
    CommentEmpty,
    NotAReader,
    ThreadGone,
    TooManyMentions,
)
from proposals.models import Comment, CommentThread, Mention
from proposals.services import comments
from proposals.services.comments import (
    Remark,
    add_comment,
    reopen_thread,
    resolve_thread,
)
from proposals.services.letters import resend_waiting_letters, send_letter
from tests.factories import make_colleague, make_user
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft_with_form()


@pytest.fixture
def maria(draft):
    return draft.alliance.coordinator


def say(draft, text="Three or six?", mention=None, key=None, **place):
    place = {"question": "why", "by": draft.alliance.coordinator, **place}
    named = mention.pk if mention else None
    remark = Remark(text, key or uuid.uuid4(), named)
    return add_comment(proposal=draft, remark=remark, **place)


def settle(draft, thread, act=resolve_thread, **place):
    place = {"question": "why", "by": draft.alliance.coordinator, **place}
    act(proposal=draft, thread=thread.pk, **place)


def test_a_comment_begins_a_thread_and_a_reply_joins_it(draft):
    anna = make_colleague(draft)
    thread = say(draft, "Three\r\nor six?")
    again = say(draft, " Three. ", by=anna, thread=thread.pk)

    assert again == thread
    assert list(Comment.objects.values_list("text", "by")) == [
        ("Three\nor six?", draft.alliance.coordinator.pk),
        ("Three.", anna.pk),
    ]


def test_the_same_click_twice_is_one_comment(draft):
    key = uuid.uuid4()

    assert say(draft, key=key) == say(draft, key=key)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_a_comment_says_something_short(draft, text):
    with pytest.raises(CommentEmpty):
        say(draft, text)
    assert CommentThread.objects.count() == 0


def test_comments_send_so_many_mails_a_day(draft, monkeypatch):
    monkeypatch.setattr(comments, "MOST_A_DAY", 1)
    anna = make_colleague(draft)
    say(draft, mention=anna)

    with pytest.raises(TooManyMentions):
        say(draft, "And this?", mention=anna)
    say(draft, "Nobody is named.")

    assert list(Comment.objects.values_list("text", flat=True)) == [
        "Three or six?",
        "Nobody is named.",
    ]
    assert (CommentThread.objects.count(), Mention.objects.count()) == (2, 1)


def test_a_thread_is_settled_once_and_opened_again(draft, maria):
    anna = make_colleague(draft)
    thread = say(draft)
    settle(draft, thread, by=anna)
    settle(draft, thread, by=maria)
    settled = CommentThread.objects.get()
    settle(draft, thread, reopen_thread)

    assert settled.resolved_by == anna
    assert CommentThread.objects.get().resolved_by is None


def test_a_reply_opens_what_is_settled(draft):
    thread = say(draft)
    settle(draft, thread)
    say(draft, "But", thread=thread.pk)

    assert CommentThread.objects.get().resolved_at is None


def test_a_thread_belongs_to_its_question(draft):
    thread = say(draft)

    with pytest.raises(ThreadGone):
        say(draft, question="what", thread=thread.pk)
    with pytest.raises(ThreadGone):
        settle(draft, thread, question="what")


@pytest.mark.parametrize(
    "place",
    [
        {"question": "other"},
        {"question": "role"},
        {"question": "role", "partner": 4},
        {"question": "why", "partner": 1},
    ],
)
def test_a_comment_is_on_a_question_that_is_asked(draft, place):
    with pytest.raises(QuestionNotAsked):
        say(draft, **place)


def test_who_reads_may_comment(draft):
    viewer = make_colleague(draft, role="viewer")
    contact = make_colleague(draft, role="contact", partner=2)
    say(draft, by=viewer)
    say(draft, by=contact, question="role", partner=2)
    say(draft, by=contact, question="what")

    assert CommentThread.objects.count() == 3


@pytest.mark.parametrize("place", [{"question": "eqf"}, {"question": "role"}])
def test_a_contact_comments_on_nothing_it_does_not_see(draft, place):
    contact = make_colleague(draft, role="contact", partner=2)
    partner = {"partner": 1} if place["question"] == "role" else {}

    with pytest.raises(NotAllowed):
        say(draft, by=contact, **place, **partner)


def test_a_stranger_neither_comments_nor_settles(draft):
    thread = say(draft)

    with pytest.raises(NotAllowed):
        say(draft, by=make_user())
    with pytest.raises(NotAllowed):
        settle(draft, thread, by=make_user())


def test_whom_a_comment_names_gets_one_mail_without_a_word_of_it(draft, maria):
    anna = make_colleague(draft)
    maria.full_name = "Maria"
    maria.save()
    say(draft, "A secret sentence", mention=anna)
    letter = Mention.objects.get()

    send_letter(kind="mention", key=letter.pk)
    send_letter(kind="mention", key=letter.pk)

    (message,) = mail.outbox
    assert message.to == [anna.email]
    assert message.subject == "SKILLS: Maria asks for you"
    assert "secret" not in message.body
    assert f"/alliances/{draft.alliance.public_id}/answers/why/comments/" in (
        message.body
    )
    assert Mention.objects.get().letter_state == LetterState.SENT


def test_the_mail_about_a_partners_answer_leads_to_it(draft):
    contact = make_colleague(draft, role="contact", partner=2)
    say(draft, mention=contact, question="role", partner=2)

    send_letter(kind="mention", key=Mention.objects.get().pk)

    assert "/answers/role/2/comments/" in mail.outbox[0].body


def test_naming_oneself_sends_nothing(draft, maria):
    say(draft, mention=maria)

    assert Mention.objects.count() == 0


def test_a_whole_name_in_the_text_is_a_mention(draft):
    anna, bela, carl, dora = (
        make_colleague(draft, make_user(full_name=name))
        for name in ("Anna Berg", "Béla Kis", "Carl", "Carl-Otto Ek")
    )
    text = "@anna berg and (@Be\u0301la Kis): is @Carl-Otto Ek right?"
    say(draft, f"{text} Or mail me@Carl, @Dor, @Bélanger.", mention=anna)

    named = Mention.objects.values_list("person", flat=True)
    assert set(named) == {anna.pk, bela.pk, dora.pk} - {carl.pk}
    assert Mention.objects.count() == 3


def test_of_two_people_of_one_name_both_are_told(draft):
    people = [make_colleague(draft, make_user(full_name="Ann Ek")) for _ in range(2)]
    say(draft, "Which one, @Ann Ek?")

    assert set(Mention.objects.values_list("person", flat=True)) == {
        each.pk for each in people
    }


def test_so_many_mails_a_day_counts_every_name_of_a_comment(draft, monkeypatch):
    monkeypatch.setattr(comments, "MOST_A_DAY", 1)
    for name in ("Anna Berg", "Bela Kis"):
        make_colleague(draft, make_user(full_name=name))

    with pytest.raises(TooManyMentions):
        say(draft, "@Anna Berg, @Bela Kis?")
    assert (Comment.objects.count(), Mention.objects.count()) == (0, 0)


def test_a_contact_names_nobody_of_another_partner(draft):
    contact = make_colleague(draft, role="contact", partner=2)
    fellow = make_colleague(draft, role="contact", partner=2)
    other = make_colleague(
        draft, make_user(full_name="Carl Ek"), role="contact", partner=3
    )
    viewer = make_colleague(draft, role="viewer")

    for person in (other, viewer):
        with pytest.raises(NotAReader):
            say(draft, by=contact, mention=person)
    say(draft, "@Carl Ek?", by=contact, mention=fellow)

    assert [each.person for each in Mention.objects.all()] == [fellow]


def test_only_who_sees_the_question_is_named(draft):
    contact = make_colleague(draft, role="contact", partner=2)

    for person in (contact, make_user()):
        with pytest.raises(NotAReader):
            say(draft, mention=person, question="eqf")


def test_who_left_meanwhile_gets_no_mail(draft):
    say(draft, mention=make_colleague(draft))
    draft.colleagues.update(ended_at=timezone.now())

    send_letter(kind="mention", key=Mention.objects.get().pk)

    assert mail.outbox == []


def test_a_lost_letter_is_sent_again(draft):
    say(draft, mention=make_colleague(draft))
    Mention.objects.update(queued_at="2026-01-01T00:00Z")

    assert resend_waiting_letters() == 1
