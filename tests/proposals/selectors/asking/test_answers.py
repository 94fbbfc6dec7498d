"""How far each partner's answer has come, in an icon, words and a day."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import ChangedField, LetterState, MailProblem
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.answers import answers_of, short_day
from proposals.selectors.asking.stages import Stage
from proposals.services.confirmation_requests import (
    revoke_request,
)
from proposals.services.confirmations import (
    ask_for_change,
    confirm_participation,
    decline_participation,
    disown_organisation,
)
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ADDRESS, ask, ask_by_mail, partner, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def answer(draft, number=2):
    row = partner(draft, number)
    now = timezone.now()
    return answers_of([row], alliance=draft.alliance_id, now=now)[row.pk]


def said(draft, number=2):
    found = answer(draft, number)
    return found.word, found.mark, found.needs_act, found.act


def today():
    return short_day(timezone.now(), now=timezone.now())


def confirm(draft):
    confirm_participation(
        token=ask_by_mail(draft),
        name="Anna",
        function="Rector",
        seen_digest=shown(draft),
    )


def test_applicant_is_not_asked(draft):
    assert said(draft, 1) == ("Applies", "tick", False, "")


def test_partner_is_not_yet_invited_then_invited_on_a_day(draft):
    before = said(draft)
    ask(draft)

    assert before == ("Not yet invited", "none", False, "")
    assert said(draft) == ("Mail queued", "sent", False, "")
    assert (answer(draft).when, answer(draft).email) == (today(), ADDRESS)
    ConfirmationRequest.objects.update(
        letter_state=LetterState.SENT,
        mailed_at=dt.datetime(2026, 7, 1, 12, 2, tzinfo=dt.UTC),
    )
    assert said(draft) == ("Mail sent", "sent", False, "")
    assert answer(draft).hour == "14:02"


def test_who_is_invited_without_a_mail_of_ours_is_invited(draft):
    draft.alliance.partnerships.update(confirmation=Confirmation.INVITED)

    assert said(draft) == ("Invited", "sent", False, "")


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (MailProblem.NO_MAILBOX, "There is no such mailbox"),
        (MailProblem.FULL, "The mailbox is full"),
        (MailProblem.REFUSED, "The other server refused it"),
    ],
)
def test_mail_that_came_back_says_why_and_since_when(draft, problem, why):
    ask(draft)
    ConfirmationRequest.objects.update(
        letter_state=LetterState.BOUNCED,
        problem=problem,
        problem_at=dt.datetime(2026, 7, 1, 12, 2, tzinfo=dt.UTC),
    )

    assert said(draft) == ("Mail came back", "act", True, "Correct the address")
    assert (answer(draft).why, answer(draft).hour) == (why, "14:02")


def test_delayed_mail_is_sent_with_a_note(draft):
    ask(draft)
    ConfirmationRequest.objects.update(
        letter_state=LetterState.SENT, problem=MailProblem.DELAYED
    )

    assert said(draft) == ("Mail sent", "sent", False, "")
    assert answer(draft).why == "The other server keeps it waiting"


def test_mail_that_could_not_be_sent_asks_for_an_act(draft):
    ask(draft)
    ConfirmationRequest.objects.update(letter_state=LetterState.FAILED)

    assert said(draft) == ("Mail could not be sent", "act", True, "Ask again")


def test_expired_link_asks_for_an_act(draft):
    ask(draft)
    ConfirmationRequest.objects.update(expires_at=timezone.now())

    assert said(draft) == ("Link expired", "act", True, "Ask again")
    assert answer(draft).when == today()


def test_revoked_request_says_so_and_keeps_the_address(draft):
    revoke_request(asked=ask(draft), by=draft.alliance.coordinator)

    assert said(draft) == ("Revoked", "none", False, "")
    assert (answer(draft).when, answer(draft).email) == (today(), ADDRESS)


def test_confirmed_partner_needs_nothing(draft):
    confirm(draft)

    assert said(draft) == ("Confirmed", "tick", False, "")
    assert answer(draft).when == today()
    assert answer(draft).given.answered_name == "Anna"


def test_confirmation_of_something_else_is_one_for_an_earlier_version(draft):
    confirm(draft)
    draft.alliance.partnerships.filter(number=2).update(
        confirmation=Confirmation.INVITED
    )

    assert said(draft) == ("Confirmed for an earlier version", "act", True, "")
    assert (answer(draft).look, answer(draft).may_ask) == ("See what changed", True)
    ask(draft, email="bea@ghent.example")
    assert said(draft) == ("Mail queued", "sent", False, "")


def test_declined_partner_can_be_asked_again(draft):
    decline_participation(
        token=ask_by_mail(draft), name="Anna", function="", reason="No."
    )

    assert said(draft) == ("Declined", "act", True, "Ask again")
    ask(draft)
    assert said(draft) == ("Mail queued", "sent", False, "")


def asked_for_a_change(draft):
    return ask_for_change(
        token=ask_by_mail(draft),
        name="Anna",
        function="",
        proposed={ChangedField.COUNTRY: "FR"},
        words="Fewer days.",
    )


def test_change_asked_for_stands_old_beside_proposed(draft):
    asked_for_a_change(draft)

    assert said(draft) == ("Asked for a change", "act", True, "")
    assert (answer(draft).look, answer(draft).may_ask) == ("Decide", False)
    assert [(e.title, e.stated, e.proposed) for e in answer(draft).changes] == [
        ("Country", "Belgium", "France"),
        ("In their own words", "", "Fewer days."),
    ]
    ask(draft)
    assert said(draft) == ("Mail queued", "sent", False, "")


def test_change_that_is_decided_waits_for_the_question(draft):
    request = asked_for_a_change(draft)
    request.changes.update(
        state="refused",
        decided_by=draft.alliance.coordinator,
        decided_at=timezone.now(),
    )

    assert said(draft) == ("Change decided", "act", True, "")
    assert (answer(draft).look, answer(draft).may_ask) == ("See what was decided", True)


def test_wrong_address_asks_for_another(draft):
    disown_organisation(token=ask_by_mail(draft), name="")

    assert said(draft) == ("Wrong address", "act", True, "Ask again")
    assert (answer(draft).email, answer(draft).when) == (ADDRESS, today())
    revoke_request(asked=ask(draft), by=draft.alliance.coordinator)
    assert said(draft) == ("Revoked", "none", False, "")


def test_withdrawn_partner_is_told_as_such(draft):
    draft.alliance.partnerships.update(confirmation=Confirmation.WITHDRAWN)

    assert said(draft) == ("Withdrawn", "act", True, "")


def test_answers_cost_one_query(draft, django_assert_num_queries):
    ask(draft, 2)
    ask(draft, 3)
    rows = list(draft.alliance.partnerships.all())

    with django_assert_num_queries(1):
        found = answers_of(rows, alliance=draft.alliance_id, now=timezone.now())

    assert [found[row.pk].stage for row in rows] == [
        Stage.APPLIES,
        Stage.QUEUED,
        Stage.QUEUED,
    ]


def test_day_has_its_year_only_where_it_is_another():
    moment = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)

    assert short_day(moment, now=dt.datetime(2027, 6, 1, tzinfo=dt.UTC)) == "1 Jan"
    assert short_day(moment, now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC)) == "1 Jan 2027"
