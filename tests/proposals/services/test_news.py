"""What is done to a proposal reaches whom it concerns, once, when they want it."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import get_language

from alliances.enums import Confirmation
from proposals.enums import (
    ActivityKind,
    ColleagueRole,
    LetterState,
    MailKind,
    MailProblem,
    Rhythm,
)
from proposals.models import Bulletin, Colleague, Mention, News, NewsCursor
from proposals.services import letters
from proposals.services.activity import Act, Contact, note_act, note_acts
from proposals.services.comments import Remark, add_comment
from proposals.services.mail_choices import choose_mails
from proposals.services.news import spread, tell_bounces, tell_news
from proposals.tasks import SENDERS
from proposals.tasks import tell_news as task
from tests.factories import make_colleague, make_eligible_draft
from tests.proposals.services.asking import ask
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db

KIND = ActivityKind


@pytest.fixture
def team(proposal):
    """Return the coordinator, an editor, a viewer and the contact of P2."""
    return {
        "maria": proposal.alliance.coordinator,
        "ben": make_colleague(proposal),
        "vera": make_colleague(proposal, role=ColleagueRole.VIEWER),
        "anna": make_colleague(proposal, role=ColleagueRole.CONTACT, partner=2),
    }


def note(draft, kind, *, by=None, whom=None, partner=2, **facts):
    by = by or Contact("somebody@ghent.example")
    note_act(draft=draft, kind=kind, by=by, whom=whom, partner=partner, facts=facts)


def told(team):
    names = {person.pk: name for name, person in team.items()}
    rows = News.objects.order_by("person", "kind").values_list("person", "kind")
    return sorted((names[person], str(kind)) for person, kind in rows)


@pytest.mark.parametrize(
    ("kind", "by", "expected"),
    [
        (KIND.CONFIRMED, "", [("ben", "answers"), ("maria", "answers")]),
        (KIND.SET_ASIDE, "ben", [("maria", "answers")]),
        (KIND.DECLINED, "", [("ben", "answers"), ("maria", "partner-no")]),
        (KIND.CHANGE_ASKED, "", [("ben", "answers"), ("maria", "partner-no")]),
        (KIND.NOT_OURS, "", [("ben", "answers"), ("maria", "partner-no")]),
        (KIND.CHANGE_REFUSED, "maria", [("anna", "change")]),
        (KIND.CHANGE_ACCEPTED, "ben", [("anna", "change")]),
        (KIND.SECTION_COMPLETED, "ben", [("maria", "sections")]),
        (KIND.JOINED, "vera", [("maria", "colleagues")]),
        (KIND.FIGURES_PROPOSED, "anna", [("ben", "proposed"), ("maria", "proposed")]),
        (
            KIND.SUBMITTED,
            "maria",
            [("vera", "submission")],
        ),
        (KIND.FACTS_CHANGED, "ben", []),
    ],
)
def test_an_act_concerns_whom_it_concerns_but_not_who_acts(
    proposal, team, kind, by, expected
):
    note(proposal, kind, by=team.get(by))

    tell_news()

    assert told(team) == expected


def test_section_is_told_to_whom_it_is_given(proposal, team):
    note(proposal, KIND.SECTION_ASSIGNED, by=team["maria"], whom=team["ben"])
    note(proposal, KIND.SECTION_ASSIGNED, by=team["ben"], whom=team["ben"])
    note(proposal, KIND.SECTION_ASSIGNED, by=team["ben"])

    tell_news()

    assert told(team) == [("ben", "assigned")]


def test_telling_twice_is_telling_once(
    proposal, team, sent, django_capture_on_commit_callbacks
):
    note(proposal, KIND.DECLINED)

    with django_capture_on_commit_callbacks(execute=True):
        assert (tell_news(), tell_news()) == (1, 0)

    assert len(told(team)) == 2
    assert [task for task, _key in sent] == ["proposals.tasks.send_bulletin"]
    head = proposal.activity.order_by("number").last()
    assert NewsCursor.objects.get().number == head.number


def test_what_is_old_is_told_to_nobody(proposal, team, monkeypatch):
    note(proposal, KIND.DECLINED)
    later = timezone.now() + dt.timedelta(days=7, seconds=1)
    monkeypatch.setattr("proposals.services.news.timezone.now", lambda: later)

    assert tell_news() == 1

    assert told(team) == []


def test_several_acts_at_once_are_one_mail(
    proposal,
    team,  # noqa: ARG001  # there are more people than the one who is told
    django_capture_on_commit_callbacks,
):
    by = Contact("somebody@ghent.example")
    acts = [Act(KIND.DECLINED, by, partner=number) for number in (2, 3)]
    note_acts(draft=proposal, acts=acts)

    with django_capture_on_commit_callbacks(execute=True):
        task()
    SENDERS["bulletin"](str(Bulletin.objects.get().pk))

    (message,) = mail.outbox
    names = [f"{row.label} {row.name}" for row in proposal.alliance.partnerships.all()]
    assert message.subject == f"CHARTER: {names[1]} declines to take part"
    assert f"{names[1]} declines to take part.\n{names[2]}" in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == (
        "List-Unsubscribe=One-Click"
    )


def test_choices_decide_when_and_whether(proposal, team, sent):
    for name, rhythm in (("maria", Rhythm.DAILY), ("ben", Rhythm.NEVER)):
        chosen = {MailKind.PARTNER_NO: rhythm, MailKind.PARTNER_ANSWERS: rhythm}
        choose_mails(person=team[name], rhythms=chosen)
    note(proposal, KIND.DECLINED)

    tell_news()

    assert told(team) == [("maria", "partner-no")]
    assert News.objects.get().bulletin is None
    assert sent == []


def test_who_wants_no_daily_mail_is_kept_no_news(proposal, team):
    choose_mails(person=team["ben"], rhythms={MailKind.DIGEST: Rhythm.NEVER})
    note(proposal, KIND.CONFIRMED)

    tell_news()

    assert told(team) == [("maria", "answers")]


def test_nobody_is_told_the_same_twice(proposal, team):
    def news():
        return News(
            person=team["ben"],
            proposal=proposal,
            kind=MailKind.PACK,
            event=MailKind.PACK,
            happened_at=timezone.now(),
            source="pack:1",
        )

    spread(news=[news()])

    with pytest.raises(IntegrityError):
        spread(news=[news()])


def test_who_left_gets_no_mail(proposal, team):
    note(proposal, KIND.SECTION_ASSIGNED, by=team["maria"], whom=team["ben"])
    tell_news()
    Colleague.objects.filter(person=team["ben"]).update(ended_at=timezone.now())

    letters.send_letter(kind="bulletin", key=Bulletin.objects.get().pk)

    assert mail.outbox == []
    assert Bulletin.objects.get().letter_state == LetterState.UNSENT


def test_mails_that_came_back_are_told_once(sent):
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    invited = Colleague.objects.create(
        proposal=draft, email="b@c.example", invited_by=draft.alliance.coordinator
    )
    sent.clear()
    for row, digest in ((ask(draft), "1"), (invited, "2")):
        row.letter_state, row.problem = LetterState.BOUNCED, MailProblem.NO_MAILBOX
        row.problem_at, row.mail_digest = timezone.now(), digest * 64
        row.save()

    assert (tell_bounces(), tell_bounces()) == (2, 0)

    assert set(News.objects.values_list("person", "kind", "partner")) == {
        (draft.alliance.coordinator_id, "bounced", 2),
        (draft.alliance.coordinator_id, "bounced", None),
    }
    letters.send_letter(kind="bulletin", key=Bulletin.objects.get().pk)
    assert "The mail to a colleague came back." in mail.outbox[0].body


def remark(text="Three or six?", mention=None):
    return Remark(text, uuid.uuid4(), mention.pk if mention else None)


def test_comment_is_told_to_whose_section_it_is_and_who_spoke(sent):
    draft = make_draft_with_form()
    maria, ben, vera = (
        draft.alliance.coordinator,
        make_colleague(draft),
        make_colleague(draft, role=ColleagueRole.VIEWER),
    )
    draft.form_sections.create(code="summary", assigned_to=ben)
    sent.clear()

    thread = add_comment(proposal=draft, question="why", remark=remark(), by=maria)
    add_comment(
        proposal=draft, question="why", remark=remark(), by=vera, thread=thread.pk
    )

    assert set(News.objects.values_list("person", "kind", "by")) == {
        (ben.pk, "comments", maria.pk),
        (ben.pk, "comments", vera.pk),
        (maria.pk, "comments", vera.pk),
    }
    assert sent == []


@pytest.mark.parametrize(
    ("rhythm", "state", "kinds", "messages"),
    [
        (Rhythm.AT_ONCE, LetterState.QUEUED, [], 1),
        (Rhythm.DAILY, LetterState.UNSENT, ["mention"], 0),
        (Rhythm.NEVER, LetterState.UNSENT, [], 0),
    ],
)
def test_mention_comes_as_its_person_chose(
    sent, django_capture_on_commit_callbacks, rhythm, state, kinds, messages
):
    draft = make_draft_with_form()
    ben = make_colleague(draft)
    choose_mails(person=ben, rhythms={MailKind.MENTION: rhythm})
    sent.clear()

    with django_capture_on_commit_callbacks(execute=True):
        add_comment(
            proposal=draft,
            question="why",
            remark=remark(mention=ben),
            by=draft.alliance.coordinator,
        )

    assert Mention.objects.get().letter_state == state
    assert list(News.objects.values_list("kind", flat=True)) == kinds
    assert len(sent) == messages


def test_pack_that_is_drawn_is_told_to_who_asked(pack, maria, quick):  # noqa: ARG001  # draws nothing
    from proposals.services.pack_drawing import render_pack  # noqa: PLC0415  # `quick` first

    render_pack(pack_id=pack.public_id)

    row = News.objects.get()
    assert (row.person, row.kind, row.bulletin) == (maria, MailKind.PACK, None)


def test_language_of_a_mail_is_its_persons(proposal, team, settings, monkeypatch):
    settings.LANGUAGES = [("en", "English"), ("nl", "Nederlands")]
    type(team["maria"]).objects.filter(pk=team["maria"].pk).update(language="nl")
    seen = []

    def written(*_about):
        seen.append(get_language())
        return mail.EmailMessage(to=["a@b.example"])

    monkeypatch.setattr("proposals.services.written_letters.bulletin_mail", written)
    note(proposal, KIND.DECLINED)
    tell_news()

    letters.send_letter(kind="bulletin", key=Bulletin.objects.get().pk)

    assert seen == ["nl"]
