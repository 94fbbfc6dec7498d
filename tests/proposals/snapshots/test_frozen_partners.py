"""Partners in a frozen application: as stated, with who confirmed for them."""

import datetime as dt

import pytest

from alliances.enums import Confirmation, Role
from alliances.models import Partnership
from proposals.models import ProposedChange
from proposals.services.confirmations import (
    ask_for_change,
    confirm_participation,
    disown_organisation,
)
from proposals.services.decided_changes import refuse_change
from proposals.snapshots import FrozenAnswer, FrozenPartA, FrozenPartner
from tests.factories import add, confirm_by_link, make_draft, make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, shown
from tests.proposals.snapshots.freezing import frozen, frozen_text

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 12, 1, 16, 59, 59, tzinfo=dt.UTC)


def test_partners_come_back_as_stated():
    proposal = make_draft()
    add(
        proposal,
        "Athens",
        "GR",
        "higher_education",
        "ngo",
        role=Role.APPLICANT,
        pic="912345678",
        confirmation=Confirmation.NOT_INVITED,
        stated_answer="confirmed",
    )
    add(proposal, "Nowhere", None, confirmation=Confirmation.DECLINED)
    add(proposal, "South", "AQ")
    Partnership.objects.filter(name="South").update(number=12)

    partners = frozen(proposal).partners

    assert partners == (
        FrozenPartner(
            number=1,
            label="P1",
            name="Athens",
            country_code="GR",
            eu_code="EL",
            country_name="Greece",
            standing="programme",
            role="applicant",
            types=("higher_education", "ngo"),
            pic="912345678",
            confirmation="not_invited",
            stated_answer="confirmed",
            part_a=FrozenPartA(),
        ),
        FrozenPartner(
            number=2,
            label="P2",
            name="Nowhere",
            country_code="",
            eu_code="",
            country_name="",
            standing="",
            role="full_partner",
            types=(),
            pic="",
            confirmation="declined",
            stated_answer="",
            part_a=FrozenPartA(),
        ),
        FrozenPartner(
            number=12,
            label="P12",
            name="South",
            country_code="AQ",
            eu_code="AQ",
            country_name="Antarctica",
            standing="none",
            role="full_partner",
            types=(),
            pic="",
            confirmation="confirmed",
            stated_answer="",
            part_a=FrozenPartA(),
        ),
    )


def test_newest_answer_behind_a_confirmation_is_kept():
    partnership = add(make_draft(), "Athens", "GR")
    confirm_by_link(partnership, name="Nobody any more", at=MOMENT - dt.timedelta(1))
    confirm_by_link(partnership, name="Anna Kovács", function="Dean", at=MOMENT)

    (partner,) = frozen(partnership.alliance.proposal).partners

    assert partner.given == FrozenAnswer("Anna Kovács", "Dean", MOMENT)


@pytest.mark.parametrize("now", [Confirmation.INVITED, Confirmation.DECLINED])
def test_answer_that_holds_no_longer_is_left_out(now):
    partnership = add(make_draft(), "Athens", "GR")
    before = frozen_text(partnership.alliance.proposal)
    confirm_by_link(partnership)
    confirmed = frozen_text(partnership.alliance.proposal)
    Partnership.objects.update(confirmation=now)

    text = frozen_text(partnership.alliance.proposal)

    assert '"given"' in confirmed
    assert '"given"' not in before
    assert '"given"' not in text


@pytest.fixture
def asked():
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def replied(proposal):
    (partner,) = [each for each in frozen(proposal).partners if each.number == 2]
    return partner.replied and (partner.replied.answer, partner.given)


def decided(proposal):
    (partner,) = [each for each in frozen(proposal).partners if each.number == 2]
    return partner.replied.is_decided


def test_confirmation_of_an_earlier_version_is_kept_as_such(asked):
    by = {"name": "Anna", "function": "Rector"}
    token = ask_by_mail(asked)
    confirm_participation(token=token, seen_digest=shown(asked), **by)
    confirmed = replied(asked)
    rows = asked.alliance.partnerships.filter(number=2)
    rows.update(confirmation=Confirmation.INVITED, country="DE")
    earlier = replied(asked)
    ask_by_mail(asked)

    assert confirmed is None
    assert earlier == ("confirmed", None)
    assert replied(asked) is None


def test_wish_for_a_change_and_a_wrong_address_are_kept(asked):
    ask_for_change(
        token=ask_by_mail(asked),
        name="Anna",
        function="",
        proposed={},
        words="Ten days",
    )
    wished = replied(asked)
    is_decided = [decided(asked)]
    change = ProposedChange.objects.select_related("request").get()
    coordinator = asked.alliance.coordinator
    refuse_change(asked=change.request, key=change.pk, reason="No.", by=coordinator)
    is_decided.append(decided(asked))
    disown_organisation(token=ask_by_mail(asked), name="")

    assert wished == ("change", None)
    assert is_decided == [False, True]
    assert replied(asked) == ("not_ours", None)
