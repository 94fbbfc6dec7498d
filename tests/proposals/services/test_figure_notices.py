"""A contact is told by mail what became of the figures it proposed, once."""

import datetime as dt
import re
import uuid
from decimal import Decimal

import pytest
from django.core import mail
from django.utils import timezone

from proposals.enums import FigureNews, LetterState, StaffCategory, Traveller
from proposals.models import FigureNotice, MobilityLine, ProposedFigure
from proposals.services.effort import EffortCell, change_effort
from proposals.services.letters import resend_waiting_letters, send_letter
from proposals.services.mobility import (
    LineEntry,
    change_mobility_line,
    remove_mobility_line,
)
from proposals.services.proposed_lines import ProposedLine, propose_line
from proposals.tasks import SENDERS
from tests.factories import make_colleague
from tests.proposals.services.budgets import make_line
from tests.proposals.services.proposed import (
    contact_of,
    make_proposing_draft,
    offer,
    seen,
)
from tests.proposals.services.test_decided_figures import approve, figures, refuse

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_proposing_draft()


@pytest.fixture(autouse=True)
def anna(draft):
    """Return the contact of P2, who proposes days of two work packages."""
    anna = contact_of(draft)
    offer(draft, days="15", version=1, by=anna)
    offer(draft, package=2, days="4", by=anna)
    return anna


def told():
    rows = FigureNotice.objects.order_by("pk")
    return list(rows.values_list("person", "news", "number"))


def set_days(draft, days="12", version=1, package=1):
    cell = EffortCell(package, StaffCategory.TEACHER, Decimal(days), version)
    by = draft.alliance.coordinator
    return change_effort(proposal=draft, partner=2, cells=[cell], by=by)


def test_an_approval_is_one_letter_however_many_figures(draft, anna):
    ticked = seen(*figures())
    approve(draft, ticked)
    approve(draft, ticked)

    assert told() == [(anna.pk, FigureNews.APPROVED, 2)]


def test_a_refusal_is_told(draft, anna):
    refuse(draft, seen(figures()[0]))

    assert told() == [(anna.pk, FigureNews.REFUSED, 1)]


def test_each_contact_is_told_of_its_own(draft, anna):
    other = make_colleague(draft, role="contact", partner=2)
    ProposedFigure.objects.filter(pk=figures()[1].pk).update(proposed_by=other)

    approve(draft, seen(*figures()))

    assert told() == [
        (anna.pk, FigureNews.APPROVED, 1),
        (other.pk, FigureNews.APPROVED, 1),
    ]


def test_nobody_is_told_of_an_act_of_their_own_or_behind_a_closed_account(draft, anna):
    ProposedFigure.objects.filter(pk=figures()[0].pk).update(
        proposed_by=draft.alliance.coordinator
    )
    anna.is_active = False
    anna.save()

    approve(draft, seen(*figures()))

    assert told() == []


@pytest.mark.parametrize(
    ("number", "news", "words"),
    [
        (1, "approved", "Maria approved 1 figure you proposed for SKILLS: the budget"),
        (2, "approved", "Maria approved 2 figures you proposed for SKILLS: the budget"),
        (1, "refused", "Maria refused 1 figure you proposed for SKILLS. The budget"),
        (2, "refused", "Maria refused 2 figures you proposed for SKILLS. The budget"),
        (1, "changed", "Maria changed 1 figure in the budget of SKILLS for which you"),
        (2, "changed", "Maria changed 2 figures in the budget of SKILLS for which you"),
    ],
)
def test_the_mail_says_what_happened_and_no_figure(draft, anna, number, news, words):
    maria = draft.alliance.coordinator
    maria.full_name = "Maria"
    maria.save()
    refuse(draft, seen(figures()[0]), reason="A secret sentence.")
    FigureNotice.objects.update(number=number, news=news)
    key = FigureNotice.objects.get().pk

    SENDERS["figure-notice"](str(key))
    send_letter(kind="figure-notice", key=key)

    (message,) = mail.outbox
    assert message.to == [anna.email]
    assert message.subject == "SKILLS: news of the figures you proposed"
    assert words in message.body
    assert f"/alliances/{draft.alliance.public_id}/my-part/budget/" in message.body
    text = re.sub(r"https?://\S+", "", str(message.body))  # signatures hold figures
    assert [each for each in ("secret", "15", "€", "WP") if each in text] == []
    assert FigureNotice.objects.get().letter_state == LetterState.SENT


def test_who_left_meanwhile_gets_no_mail(draft):
    approve(draft, seen(*figures()))
    draft.colleagues.update(ended_at=timezone.now())

    send_letter(kind="figure-notice", key=FigureNotice.objects.get().pk)

    assert mail.outbox == []


def test_a_lost_letter_is_sent_again(draft):
    approve(draft, seen(*figures()))
    FigureNotice.objects.update(queued_at="2026-01-01T00:00Z")

    assert resend_waiting_letters() == 1


def test_a_change_under_a_figure_that_waits_is_told_once_a_day(draft, anna):
    set_days(draft, "12", version=1)
    set_days(draft, "13", version=2)
    today = told()
    FigureNotice.objects.update(day=dt.date(2026, 1, 1))
    set_days(draft, "14", version=3)

    once = (anna.pk, FigureNews.CHANGED, 1)
    assert (today, told()) == ([once], [once, once])


def test_a_change_elsewhere_is_no_news(draft):
    cell = EffortCell(1, StaffCategory.TECHNICIAN, Decimal(1), 0)
    by = draft.alliance.coordinator
    change_effort(proposal=draft, partner=2, cells=[cell], by=by)
    set_days(draft, "13", version=7)

    assert told() == []


def test_a_change_to_the_days_that_stand_already_is_no_news(draft):
    set_days(draft, "10", version=1)

    assert told() == []


def entry(participants):
    return LineEntry(2, Traveller.STAFF, participants, None, 500, Decimal(5))


@pytest.fixture
def line(draft, anna):
    line = make_line(draft, 2)
    propose_line(
        proposal=draft,
        wanted=ProposedLine(line.number, entry(9), line.version, 0, uuid.uuid4()),
        note="",
        by=anna,
    )
    return line


def test_a_line_that_is_changed_or_removed_is_told(draft, line, anna):
    by = draft.alliance.coordinator
    change_mobility_line(line=line, entry=entry(3), version=1, by=by)
    changed = told()
    FigureNotice.objects.all().delete()
    for _twice in range(2):
        remove_mobility_line(line=line, version=2, by=by)

    assert changed == told() == [(anna.pk, FigureNews.CHANGED, 1)]
    assert MobilityLine.objects.get().removed_at is not None


def test_approving_a_line_is_told_as_that_alone(draft, line, anna):
    row = ProposedFigure.objects.get(line=line)
    approve(draft, seen(row, stands=line.version))

    assert told() == [(anna.pk, FigureNews.APPROVED, 1)]
