"""Pages say that PDFs and mails come later, while the queue or its workers are away."""

import socket

import pytest
from celery import Celery
from django.urls import reverse
from lxml import html  # type: ignore[import-untyped]  # ships no types

from alliances import outbox
from config import broker
from proposals.enums import PackState
from proposals.models import Submission
from proposals.selectors.administrators import service_facts
from tests.factories import make_colleague, make_eligible_draft, make_user, submit
from tests.proposals.views.test_submission import press, shown
from tests.stack.service import suppose_it_works, suppose_nobody_works

pytestmark = pytest.mark.django_db(transaction=True)

LATE = (
    "The PDF will follow. No pack is drawn now. This one is kept, and drawn by itself"
    " as soon as that works again."
)
FINAL = (
    "The submission is received and counts without it, and nothing is left for you to"
    " do. The PDF will stand here and on the page of the pack. How everything works now"
)
NO_MAILS, NOT_DRAWN = "No mails go out now", "No PDF is drawn now."


@pytest.fixture
def no_broker(monkeypatch):
    """Let the queue be a Redis at a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"redis://127.0.0.1:{probe.getsockname()[1]}/0"
        app = Celery(
            broker=address,
            broker_transport_options=broker.redis_options(longest_task=300),
            set_as_current=False,
        )
        monkeypatch.setattr(outbox, "current_app", app)
        yield
    suppose_it_works()


def words(answer):
    """Return the paragraphs of a page, without what is between them."""
    page = html.fromstring(answer.content.decode())
    return [" ".join(each.text_content().split()) for each in page.xpath("//main//p")]


@pytest.mark.usefixtures("no_broker")
def test_submitting_works_without_a_queue_and_the_receipt_says_what_follows(client):
    proposal = make_eligible_draft()
    values = shown(client, proposal)
    # Measured, not supposed: a knock at the port answers that nobody is there.
    service_facts.ask_anew()

    answer = press(client, proposal, values)

    pack = Submission.objects.get().packs.get()
    assert pack.state == PackState.QUEUED
    said = words(client.get(answer.url))
    assert [said.count(LATE), said.count(FINAL)] == [1, 1]


def test_receipt_says_nothing_of_it_while_packs_come_as_usual(client):
    submission = submit(make_eligible_draft())
    client.force_login(submission.submitted_by)

    said = words(client.get(reverse("receipt", args=[submission.number])))

    assert [said.count(LATE), said.count(FINAL)] == [0, 0]


def test_page_of_a_pack_says_that_it_follows_and_where_more_is_told(client):
    submission = submit(make_eligible_draft())
    client.force_login(submission.submitted_by)
    suppose_nobody_works()

    answer = client.get(reverse("pack", args=[submission.packs.get().public_id]))

    page = html.fromstring(answer.content.decode())
    assert page.xpath("//h1")[0].text_content() == "The PDF will follow"
    assert page.xpath("//main//a[@href='/status/']/text()") == [
        "How everything works now"
    ]


@pytest.mark.parametrize("name", ["partner-invitations", "colleagues", "mail-log"])
def test_pages_that_send_mails_say_that_none_goes_out(client, name):
    draft = make_eligible_draft()
    make_colleague(draft, make_user())
    client.force_login(draft.alliance.coordinator)
    address = reverse(name, args=[draft.alliance.public_id])
    before = client.get(address).content.decode()

    suppose_nobody_works()

    after = client.get(address).content.decode()
    assert (before.count(NO_MAILS), after.count(NO_MAILS)) == (0, 1)


def test_receipt_that_tells_who_is_mailed_says_that_no_mail_goes_out(client):
    submission = submit(make_eligible_draft())
    client.force_login(submission.submitted_by)
    suppose_nobody_works()

    page = client.get(reverse("receipt", args=[submission.number]))

    assert page.content.decode().count(NO_MAILS) == 1


def test_page_of_mandates_says_that_nothing_is_drawn(client):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)
    address = reverse("documents", args=[draft.alliance.public_id])
    before = client.get(address).content.decode()

    suppose_nobody_works()

    after = client.get(address).content.decode()
    assert (before.count(NOT_DRAWN), after.count(NOT_DRAWN)) == (0, 1)
