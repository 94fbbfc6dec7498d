"""A worker killed between the commit and the mail: the mail goes out exactly once."""

import datetime as dt
import socketserver
import threading
import time

import pytest
from django.db.models import F
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import LetterState, MailKind
from proposals.models import Bulletin, ConfirmationRequest, News, Reminder
from proposals.models.confirmations import digest_of
from proposals.services.digests import make_digests
from proposals.services.dispatch import RETRY_AFTER
from proposals.services.letters import resend_waiting_letters
from proposals.services.reminders import remind_of_deadlines
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import LINK, ask
from tests.proposals.services.reminding import close_soon

PATIENCE = 60


class PostOffice(socketserver.ThreadingTCPServer):
    """A mail server on this machine that can keep its callers waiting."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.callers = threading.Semaphore(0)
        self.is_open = threading.Event()
        self.mails: list[str] = []


class Counter(socketserver.StreamRequestHandler):
    """Speaks as much of SMTP as a client needs, once the office is open."""

    server: PostOffice

    def handle(self) -> None:
        self.server.callers.release()
        self.server.is_open.wait(PATIENCE)
        self._say("220 here")
        for line in self.rfile:
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self._say("354 go on")
                self._read_mail()
            self._say("221 bye" if word == b"QUIT" else "250 ok")

    def _read_mail(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.mails.append(b"".join(lines).decode())

    def _say(self, words: str) -> None:
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:
            # The caller was killed while it waited.
            self.rfile.close()


@pytest.fixture
def office(monkeypatch):
    """Give a mail server that is closed yet, and tell workers its address."""
    with PostOffice() as office:
        threading.Thread(target=office.serve_forever, daemon=True).start()
        port = office.server_address[1]
        monkeypatch.setenv("MAIL_URL", f"smtp://127.0.0.1:{port}")
        yield office
        office.is_open.set()
        office.shutdown()


def wait_until(is_so, worker):
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, worker.output
        time.sleep(0.05)


def let_rest(model=ConfirmationRequest):
    """Let the claim of the dead worker, and the message, lie long ago."""
    long_ago = timezone.now() - 2 * RETRY_AFTER
    model.objects.update(queued_at=long_ago)
    claimed = model.objects.exclude(claimed_at=None)
    claimed.update(claimed_at=F("claimed_at") - 2 * RETRY_AFTER)


def test_worker_killed_with_the_letter_in_its_hand_loses_and_doubles_nothing(
    office, worker
):
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    key = ask(draft).pk
    assert office.callers.acquire(timeout=PATIENCE), worker.output
    worker.kill9()
    held = ConfirmationRequest.objects.get(pk=key)

    let_rest()
    office.is_open.set()
    worker.start()

    def is_sent():
        row = ConfirmationRequest.objects.get(pk=key)
        return row.letter_state == LetterState.SENT

    wait_until(is_sent, worker)
    let_rest()
    assert resend_waiting_letters() == 0
    worker.stop()

    (letter,) = office.mails
    found = LINK.search(letter.replace("=\r\n", "").replace("\r\n", ""))
    row = ConfirmationRequest.objects.get(pk=key)
    assert found is not None
    assert row.token_digest == digest_of(found[1])
    assert (held.letter_state, held.letter_attempts) == (LetterState.QUEUED, 1)
    assert (row.letter_attempts, row.token_digest != held.token_digest) == (2, True)
    assert found[1] not in worker.output


def make_news():
    """Make the daily mail of somebody who has one thing to be told."""
    draft = make_eligible_draft()
    day = timezone.now() + dt.timedelta(days=1)
    News.objects.create(
        proposal=draft,
        person=draft.alliance.coordinator,
        kind=MailKind.PACK,
        event=MailKind.PACK,
        happened_at=timezone.now() - dt.timedelta(days=1),
        source="test",
    )
    assert make_digests(now=day.replace(hour=12)) == 1


def reach_a_rung():
    """Take the last rung of a draft whose call closes in two hours."""
    close_soon(make_eligible_draft())
    assert remind_of_deadlines(now=timezone.now()) == 1


@pytest.mark.above  # claimed by the statements that claim the letter above
@pytest.mark.parametrize(
    ("model", "make", "words"),
    [
        (Bulletin, make_news, "The pack you asked for is ready"),
        (Reminder, reach_a_rung, "SKILLS is not submitted yet"),
    ],
)
def test_worker_killed_with_news_or_a_reminder_loses_and_doubles_nothing(
    office, worker, model, make, words
):
    make()
    assert office.callers.acquire(timeout=PATIENCE), worker.output
    worker.kill9()
    held = model.objects.get()

    let_rest(model)
    office.is_open.set()
    worker.start()
    wait_until(lambda: model.objects.get().letter_state == LetterState.SENT, worker)
    let_rest(model)
    assert resend_waiting_letters() == 0
    worker.stop()

    row = model.objects.get()
    (letter,) = office.mails
    assert words in letter
    assert (held.letter_state, held.letter_attempts) == (LetterState.QUEUED, 1)
    assert row.letter_attempts == 2
