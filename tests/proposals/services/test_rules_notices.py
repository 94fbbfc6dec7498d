"""Who writes a draft hears, once a version, of newer rules that it fails under."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from alliances.models import Alliance, Call, User
from eligibility.words import deadline_words
from proposals.enums import LetterState, MailKind, Rhythm
from proposals.models import Colleague, News, RulesNotice
from proposals.services.letters import send_letter
from proposals.services.mail_choices import choose_mails
from proposals.services.rules_notices import TELL_WITHIN, tell_of_rules
from proposals.tasks import tell_news
from tests.factories import add, make_call, make_colleague, make_draft, submit
from tests.factories import make_eligible_draft as make_eligible
from tests.proposals.services.test_rule_moves import move, publish, stricter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]


@pytest.fixture
def draft():
    return make_eligible(make_call(), acronym="CHARTER")


def tell(**moment):
    return tell_of_rules(now=moment.get("now") or timezone.now())


def told():
    rows = RulesNotice.objects.order_by("pk")
    return [(each.email, each.rules.version, each.letter_state) for each in rows]


def mailed():
    mail.outbox.clear()
    for key in RulesNotice.objects.order_by("pk").values_list("pk", flat=True):
        send_letter(kind="rules-notice", key=key)
    return mail.outbox


def same(draft):
    """Publish rules under which every clause is answered as before."""
    newest = draft.alliance.call.rulebooks.count()
    return publish(draft, 'title = "Blueprint', f'title = "Blueprint {newest}')


def test_coordinator_and_editors_are_told_once(draft):
    maria, editor = draft.alliance.coordinator, make_colleague(draft)
    make_colleague(draft, role="viewer")
    make_colleague(draft, role="contact", partner=2)
    assert tell() == 0
    rules = stricter(draft)

    assert (tell(), tell()) == (2, 0)

    assert told() == [
        (maria.email, 2, LetterState.QUEUED),
        (editor.email, 2, LetterState.QUEUED),
    ]
    assert str(RulesNotice.objects.all()[0]) == f"{draft}, {rules}: {maria.email}"
    assert [each.to[0] for each in mailed()] == [maria.email, editor.email]


def test_mail_names_the_clauses_and_what_it_takes_to_submit(draft):
    rules = stricter(draft)
    tell()

    (said,) = mailed()

    assert said.subject == "CHARTER does not meet the new rules of its call"
    paragraphs = said.body.split("\n\n")
    assert paragraphs[0].startswith(
        "The rules of the call Call open changed: version 2 was published on "
    )
    heading, *clauses = paragraphs[1].split("\n")
    assert heading == "Under them these clauses are not met:"
    assert len(clauses) == 2
    assert paragraphs[2] == f"The reason given: {rules.reason}"
    assert paragraphs[3] == (
        "To submit under the new rules: read what changed, move the draft to them, mend"
        " what is not met, and submit before"
        f" {deadline_words(draft.alliance.call.deadline)}."
    )
    page = reverse("rule-move", args=[draft.alliance.public_id])
    assert paragraphs[4].endswith(page)
    assert "Stop mails of this kind" in said.body
    assert "University of Soria" not in said.body


def test_mail_names_the_reason_of_every_version_passed_over(draft):
    for number, change, reason in ((2, stricter, "2!"), (3, same, "3" * 1001)):
        change(draft)
        draft.alliance.call.rulebooks.filter(version=number).update(reason=reason)
    tell()

    heading, *reasons = mailed()[0].body.split("\n\n")[2].split("\n")

    assert heading == "The reasons given, version by version:"
    assert reasons == ["- Version 2: 2!", f"- Version 3: {'3' * 1000}…"]


def test_what_was_submitted_is_said_to_stay_valid(draft):
    number = submit(draft).number
    stricter(draft)

    assert tell() == 1

    (said,) = mailed()
    assert said.body.split("\n\n")[3] == (
        f"Your submission {number} stays valid under the rules it was made under:"
        " nothing has to be done for it. Only a new submission is asked for the new"
        " rules, and it would take its place."
    )


def test_clauses_that_cannot_be_told_are_named_apart(draft):
    add(draft, "Somewhere", None, "sme")
    stricter(draft)
    tell()

    (said,) = mailed()

    assert said.subject == "CHARTER may not meet the new rules of its call"
    assert "Under them these clauses cannot be told yet:\n- " in said.body
    assert "are not met" not in said.body


def test_type_of_project_that_is_gone_is_said(draft):
    publish(
        draft,
        'code = "standard"\ntitle = "Standard"\n[[lots.project_types]]\ncode = "large"',
        'code = "large"',
    )
    tell()

    (said,) = mailed()

    assert said.body.split("\n\n")[1] == (
        "They do not have the type of project of this alliance any more."
    )


def test_rules_that_make_nothing_worse_tell_nobody_and_are_looked_at_once(
    draft, django_assert_num_queries
):
    same(draft)

    assert tell() == 0
    with django_assert_num_queries(2):
        assert tell() == 0
    assert told() == [(draft.alliance.coordinator.email, 2, LetterState.UNSENT)]


def test_what_was_told_is_not_told_again_with_the_next_version(draft):
    stricter(draft)
    assert tell() == 1
    same(draft)
    assert tell() == 0

    assert [state for _email, _version, state in told()] == [
        LetterState.QUEUED,
        LetterState.UNSENT,
    ]


def test_mail_that_waited_tells_of_the_newest_rules(draft):
    stricter(draft)
    tell()
    same(draft)
    tell()

    (said,) = mailed()

    assert "changed: version 3 was published on" in said.body


def test_one_mail_goes_where_two_versions_make_it_worse(draft):
    stricter(draft)
    tell()
    publish(draft, "value = [48]", "value = [24]")
    assert tell() == 1

    (said,) = mailed()

    assert "changed: version 3 was published on" in said.body


def test_letter_is_void_once_it_says_nothing_true(draft):
    make_colleague(draft)
    stricter(draft)
    tell()
    Colleague.objects.update(ended_at=timezone.now())
    assert [each.to for each in mailed()] == [[draft.alliance.coordinator.email]]
    RulesNotice.objects.update(letter_state=LetterState.QUEUED, claimed_at=None)
    move(draft)

    assert mailed() == []
    assert {state for _email, _version, state in told()} == {LetterState.UNSENT}


def put_away(draft):
    Alliance.objects.filter(pk=draft.alliance_id).update(archived_at=timezone.now())


def close(_draft):
    Call.objects.update(takes_submissions=False)


def end(_draft):
    Call.objects.update(deadline=timezone.now())


@pytest.mark.parametrize("act", [put_away, close, end])
def test_nobody_is_told_where_nobody_can_submit(draft, act):
    stricter(draft)
    act(draft)

    assert tell() == 0


@pytest.mark.parametrize("act", [put_away, close, end])
def test_mail_that_waited_is_void_where_nobody_can_submit(draft, act):
    stricter(draft)
    tell()
    act(draft)

    assert mailed() == []
    assert [state for _email, _version, state in told()] == [LetterState.UNSENT]


def test_each_draft_of_a_call_is_told(draft):
    make_eligible(draft.alliance.call, acronym="OTHER")
    stricter(draft)

    assert tell() == 2


def test_draft_that_is_younger_or_moved_is_not_looked_at(draft):
    stricter(draft)
    move(draft)
    make_draft(draft.alliance.call)

    assert (tell(), told()) == (0, [])


def test_draft_opened_while_the_rules_were_published_is_told_too(draft):
    stricter(draft)
    Alliance.objects.update(created_at=timezone.now())

    assert tell() == 1


def test_account_that_was_closed_gets_no_mail(draft):
    stricter(draft)
    tell()
    User.objects.update(is_active=False)

    assert mailed() == []


def test_rules_of_more_than_a_week_ago_tell_nobody(draft):
    rules = stricter(draft)

    assert tell(now=rules.published_at + TELL_WITHIN) == 0


@pytest.mark.parametrize("rhythm", [Rhythm.NEVER, Rhythm.DAILY])
def test_who_wants_no_such_mail_at_once_gets_none(draft, rhythm):
    maria = draft.alliance.coordinator
    choose_mails(person=maria, rhythms={MailKind.VERDICT: rhythm})
    stricter(draft)
    tell()

    assert mailed() == []
    assert News.objects.count() == (1 if rhythm == Rhythm.DAILY else 0)


def test_periodic_job_tells(draft, sent, django_capture_on_commit_callbacks):
    stricter(draft)

    with django_capture_on_commit_callbacks(execute=True):
        tell_news()

    key = str(RulesNotice.objects.get().pk)
    assert sent.count(("proposals.tasks.send_rules_notice", key)) == 1


def test_note_above_the_draft_says_what_stands_and_what_waits(client, draft):
    client.force_login(draft.alliance.coordinator)
    address = reverse("workspace", args=[draft.alliance.public_id])
    submit(draft)
    stricter(draft)

    page = client.get(address).content.decode()

    assert "Your submission stays valid under the rules it was made under." in page
