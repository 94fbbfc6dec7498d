"""Who asked for a pack hears once that it is ready, and of a plain one what it is."""

import uuid

import pytest
from django.core import mail
from django.utils import timezone

from proposals.enums import MailKind, PackForm, PackNews, Rhythm
from proposals.models import ApplicationPack, Bulletin, News
from proposals.selectors.letters.bulletins import SENTENCES
from proposals.services.letters import send_letter
from proposals.services.mail_choices import choose_mails
from proposals.services.pack_news import tell_of_pack
from tests.factories import submit
from tests.proposals.services.pack_rows import stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]


@pytest.fixture
def submitted(proposal):
    return ApplicationPack.objects.get(submission=submit(proposal))


def drawn(pack, form):
    """Tell that a pack was drawn, then let its row say so, as its worker does."""
    tell_of_pack(pack=pack, claim=uuid.uuid4(), form=form)
    ApplicationPack.objects.filter(pk=pack.pk).update(form=form)
    return stored(pack)


def events():
    return list(News.objects.order_by("pk").values_list("event", flat=True))


def want(person, rhythm):
    choose_mails(person=person, rhythms={MailKind.PACK: rhythm})


def mailed():
    for key in Bulletin.objects.order_by("pk").values_list("pk", flat=True):
        send_letter(kind="bulletin", key=key)
    return [each.body.split("\n")[0] for each in mail.outbox]


def test_archival_pack_is_ready(submitted, maria):
    drawn(submitted, PackForm.ARCHIVAL)

    row = News.objects.get()
    assert (row.person, row.proposal, row.kind) == (
        maria,
        submitted.proposal,
        MailKind.PACK,
    )
    assert row.event == MailKind.PACK


def test_pack_of_a_draft_is_ready_whatever_its_form(pack):
    drawn(drawn(pack, PackForm.PLAIN), PackForm.PLAIN)

    assert events() == [MailKind.PACK]


def test_archival_pack_in_time_for_the_daily_mail_is_told_alone(submitted):
    plain = drawn(submitted, PackForm.PLAIN)
    assert events() == [PackNews.PLAIN]

    drawn(plain, PackForm.ARCHIVAL)

    assert events() == [MailKind.PACK]


def test_who_was_told_of_the_plain_one_hears_that_it_was_replaced(submitted, maria):
    want(maria, Rhythm.AT_ONCE)

    drawn(drawn(submitted, PackForm.PLAIN), PackForm.ARCHIVAL)

    assert events() == [PackNews.PLAIN, PackNews.REPLACED]
    assert mailed() == [
        f"{SENTENCES[PackNews.PLAIN]}.",
        "The archival pack is ready and has replaced the plain PDF you were told of.",
    ]


def test_who_never_wants_to_hear_of_packs_hears_of_neither(submitted, maria):
    want(maria, Rhythm.NEVER)

    drawn(drawn(submitted, PackForm.PLAIN), PackForm.ARCHIVAL)

    assert events() == []


def test_news_of_another_pack_stay(submitted, proposal, maria):
    News.objects.create(
        person=maria,
        proposal=proposal,
        kind=MailKind.PACK,
        event=MailKind.PACK,
        happened_at=timezone.now(),
        source=f"pack:{submitted.pk}0:{uuid.uuid4().hex}",
    )

    drawn(submitted, PackForm.ARCHIVAL)

    assert events() == [MailKind.PACK, MailKind.PACK]
