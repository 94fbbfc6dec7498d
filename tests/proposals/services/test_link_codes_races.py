"""Two presses or two tries at the same moment: one mail, one use, all tries count."""

from functools import partial

import pytest

from alliances.enums import Confirmation
from proposals.errors.link_codes import CodeOver, WrongCode
from proposals.models import LinkCode
from proposals.services.link_codes import MOST_TRIES, enter_code, send_code
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, code_by_mail, grow_old
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def token(sent):  # noqa: ARG001  # nothing may leave before the test looks
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    token = ask_by_mail(draft)
    grow_old()
    return token


def test_double_click_sends_one_code(token):
    first, *others = at_once(*[partial(send_code, token=token)] * 4)

    assert {each.pk for each in others} == {first.pk}
    assert LinkCode.objects.count() == 1


def test_right_code_entered_twice_opens_once(token):
    figures = code_by_mail(token)

    outcomes = at_once(*[partial(enter_code, token=token, typed=figures)] * 3)

    assert [type(each) for each in outcomes].count(str) == 1
    assert [type(each) for each in outcomes].count(CodeOver) == 2


def test_tries_at_once_are_no_more_than_allowed(token, monkeypatch):
    monkeypatch.setattr("secrets.randbelow", lambda _m: 1)
    code_by_mail(token)

    outcomes = at_once(
        *[partial(enter_code, token=token, typed="0000 0009")] * (MOST_TRIES + 3)
    )

    assert [type(each) for each in outcomes].count(WrongCode) == MOST_TRIES
    assert LinkCode.objects.get().attempts == MOST_TRIES
