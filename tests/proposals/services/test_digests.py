"""One mail a day holds what happened before seven, for who is concerned."""

import datetime as dt

import pytest
from django.core import mail

from proposals.enums import MailKind
from proposals.models import Bulletin, News
from proposals.services.digests import make_digests
from proposals.services.letters import send_letter
from tests.factories import make_colleague, make_eligible_draft, make_user

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 30)
SEVEN = dt.datetime(2026, 11, 30, 6, 0, tzinfo=dt.UTC)
"""Seven o'clock in Brussels."""


def news(draft, person, before, *, number=1, kind=MailKind.PACK, **values):
    return News.objects.create(
        proposal=draft,
        person=person,
        kind=kind,
        event=values.pop("event", kind),
        happened_at=SEVEN - before,
        source=f"test:{number}",
        **values,
    )


HOUR = dt.timedelta(hours=1)


def test_what_happened_before_seven_comes_then(proposal, maria):
    first = news(proposal, maria, HOUR)
    later = news(proposal, maria, -HOUR, number=2)

    assert make_digests(now=SEVEN - dt.timedelta(seconds=1)) == 0
    assert make_digests(now=SEVEN) == 1
    assert make_digests(now=SEVEN + 2 * HOUR) == 0

    bulletin = Bulletin.objects.get()
    assert (bulletin.person, bulletin.day) == (maria, DAY)
    assert list(bulletin.news.all()) == [first]
    assert make_digests(now=SEVEN + dt.timedelta(days=1)) == 1
    assert list(Bulletin.objects.get(day=DAY + dt.timedelta(days=1)).news.all()) == [
        later
    ]


@pytest.mark.parametrize(
    ("now", "made"),
    [
        (dt.datetime(2026, 3, 29, 4, 59, tzinfo=dt.UTC), 0),
        (dt.datetime(2026, 3, 29, 5, 0, tzinfo=dt.UTC), 1),
        (dt.datetime(2026, 10, 25, 5, 59, tzinfo=dt.UTC), 0),
        (dt.datetime(2026, 10, 25, 6, 0, tzinfo=dt.UTC), 1),
    ],
)
def test_seven_is_seven_on_days_when_clocks_change(proposal, maria, now, made):
    row = news(proposal, maria, HOUR)
    News.objects.filter(pk=row.pk).update(happened_at=now - dt.timedelta(days=1))

    assert make_digests(now=now) == made


def test_who_has_no_news_gets_no_mail(proposal, maria):
    make_colleague(proposal)
    news(proposal, maria, HOUR)

    make_digests(now=SEVEN)

    assert [each.person for each in Bulletin.objects.all()] == [maria]


def test_mail_says_who_what_and_where_draft_by_draft(proposal, maria, settings):
    settings.SITE_URL = "https://alliances.example.org"
    ben = make_colleague(proposal, make_user(full_name="Ben www.evil.example"))
    other = make_eligible_draft(acronym="ANVIL", by=maria)
    news(proposal, maria, HOUR, kind=MailKind.COLLEAGUES, event="joined", by=ben)
    news(other, maria, HOUR, number=2, kind=MailKind.PARTNER_ANSWERS, event="set-aside")
    news(other, maria, HOUR, number=3)
    make_digests(now=SEVEN)

    send_letter(kind="bulletin", key=Bulletin.objects.get().pk)

    (message,) = mail.outbox
    places = [
        f"https://alliances.example.org/alliances/{each.alliance.public_id}/{page}"
        for each, page in ((other, ""), (proposal, "colleagues/"))
    ]
    assert message.subject == "30 November 2026: news of ANVIL, CHARTER"
    body = str(message.body)
    assert body.startswith(
        "ANVIL\n- What a partner confirmed changed: it has to be asked again\n"
        f"- The pack you asked for is ready\n\n{places[0]}\n\n"
        f"CHARTER\n- Ben joined\n\n{places[1]}\n\n"
        "Stop mails of this kind:\nhttps://alliances.example.org/mails/stop/person/"
    )


def test_subject_names_few_drafts_whole_and_counts_the_rest(
    proposal, maria, monkeypatch
):
    monkeypatch.setattr("proposals.emails.bulletin.MOST_NAMED", 2)
    long = "ALLIANCE OF FORTY-NINE SIGNS FOR STEEL AND TIMBER"
    drafts = [proposal]
    drafts += [make_eligible_draft(acronym=each, by=maria) for each in (long, "DELTA")]
    for number, each in enumerate(drafts, 1):
        news(each, maria, HOUR, number=number)
    make_digests(now=SEVEN)

    send_letter(kind="bulletin", key=Bulletin.objects.get().pk)

    (message,) = mail.outbox
    assert message.subject == f"30 November 2026: news of {long}, CHARTER, 1 more"


def test_long_lists_say_how_much_more_there_is(proposal, maria, monkeypatch):
    monkeypatch.setattr("proposals.selectors.letters.bulletins.MOST_LINES", 1)
    news(proposal, maria, 2 * HOUR)
    news(proposal, maria, HOUR, number=2)
    make_digests(now=SEVEN)

    send_letter(kind="bulletin", key=Bulletin.objects.get().pk)

    assert "CHARTER\n- The pack you asked for is ready\n- 1 more\n" in str(
        mail.outbox[0].body
    )
