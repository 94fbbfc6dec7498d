"""Two workers at seven: one daily mail, and each thing told once."""

from functools import partial

import pytest

from proposals.models import Bulletin, News
from proposals.services.activity import Contact, note_act
from proposals.services.digests import make_digests
from proposals.services.news import tell_news
from tests.proposals.services.racing import at_once
from tests.proposals.services.test_digests import HOUR, SEVEN, news
from tests.proposals.services.test_news import KIND

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_workers_make_one_daily_mail(proposal, maria, sent):
    for number in range(3):
        news(proposal, maria, HOUR, number=number)

    outcomes = at_once(*[partial(make_digests, now=SEVEN)] * 4)

    bulletin = Bulletin.objects.get()
    assert sorted(outcomes) == [0, 0, 0, 1]
    assert bulletin.news.count() == 3
    assert sent == [("proposals.tasks.send_bulletin", str(bulletin.pk))]


def test_two_workers_tell_one_act_once(proposal, maria, sent):
    by = Contact("somebody@ghent.example")
    note_act(draft=proposal, kind=KIND.DECLINED, by=by, partner=2)

    outcomes = at_once(*[tell_news] * 4)

    assert set(outcomes) <= {0, 1}
    assert [each.person for each in News.objects.all()] == [maria]
    assert len(sent) == 1
