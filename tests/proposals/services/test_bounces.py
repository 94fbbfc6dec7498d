"""Delivery reports are noted once, on the letter whose identifier they carry."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import LetterState, MailProblem
from proposals.errors.letters import MaildirMissing
from proposals.models import Colleague, ConfirmationRequest
from proposals.models.confirmations import digest_of
from proposals.services import bounces
from proposals.services.bounces import ReadBounces, read_bounces
from proposals.services.dispatch import queue_again
from proposals.services.letters import send_letter
from tests.factories import make_eligible_draft
from tests.proposals.files.reports import IDENTIFIER, ON_HOLIDAY, QMAIL, dsn
from tests.proposals.services.asking import ask

pytestmark = pytest.mark.django_db

NOTHING = ReadBounces()
BOUNCED = ReadBounces(bounced=1)
DELAYED = ReadBounces(delayed=1)
OTHER = ReadBounces(others=1)


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def letter(draft):
    """Give a request whose mail went out."""
    asked = ask(draft)
    send_letter(kind="confirmation-request", key=asked.pk)
    return asked


@pytest.fixture
def box(tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


def identifier():
    """Return the identifier the newest mail carries."""
    found = re.fullmatch(
        r"<letter\.([0-9a-f]{32})@[\w.]+>", str(mail.outbox[-1].message()["Message-ID"])
    )
    assert found
    return found[1]


def put(box, content, name="1.example", folder="new"):
    """Put a report about the newest mail into the box."""
    about = content.replace(IDENTIFIER.encode(), identifier().encode())
    (box / folder / name).write_bytes(about)


def state(letter):
    letter.refresh_from_db()
    return letter.letter_state, letter.problem


def files(box):
    return sorted(each.relative_to(box).as_posix() for each in box.glob("*/*"))


def test_mail_carries_an_identifier_of_which_only_the_digest_stays(letter):
    letter.refresh_from_db()

    assert letter.mail_digest == digest_of(identifier())


def test_letter_that_came_back_says_why_and_when(letter, box):
    put(box, dsn(status="5.2.2"))

    assert read_bounces(maildir=box) == BOUNCED
    assert state(letter) == (LetterState.BOUNCED, MailProblem.FULL)
    assert letter.problem_at is not None
    assert files(box) == ["cur/1.example:2,S"]


def test_any_kind_of_letter_may_come_back(draft, box):
    colleague = Colleague.objects.create(
        proposal=draft, email="b@c.example", invited_by=draft.alliance.coordinator
    )
    send_letter(kind="colleague-invitation", key=colleague.pk)
    put(box, QMAIL)

    assert read_bounces(maildir=box) == BOUNCED
    assert state(colleague) == (LetterState.BOUNCED, MailProblem.NO_MAILBOX)


def test_delay_leaves_the_letter_sent_until_it_comes_back(letter, box):
    late = dsn(action="delayed", status="4.4.1")
    put(box, late)
    put(box, late, name="2.example")
    put(box, dsn(), name="3.example")
    put(box, late, name="4.example")
    states = []
    for _run in range(2):
        read = read_bounces(maildir=box)
        states.append((read, state(letter)))

    assert states == [
        (
            ReadBounces(bounced=1, delayed=1, others=2),
            (LetterState.BOUNCED, MailProblem.NO_MAILBOX),
        ),
        (NOTHING, (LetterState.BOUNCED, MailProblem.NO_MAILBOX)),
    ]


def test_delayed_letter_stays_sent(letter, box):
    put(box, dsn(action="delayed", status="4.4.1"))

    assert read_bounces(maildir=box) == DELAYED
    assert state(letter) == (LetterState.SENT, MailProblem.DELAYED)


def test_second_report_changes_nothing(letter, box):
    put(box, dsn())
    read_bounces(maildir=box)
    letter.refresh_from_db()
    first = letter.problem_at
    put(box, dsn(status="5.2.2"), name="2.example")

    assert read_bounces(maildir=box) == OTHER
    assert state(letter) == (LetterState.BOUNCED, MailProblem.NO_MAILBOX)
    assert letter.problem_at == first


def test_report_a_mail_program_has_listed_is_read_too(letter, box):
    put(box, dsn(), name="1.example:2,F", folder="cur")
    put(box, dsn(), name="2.example:2,S", folder="cur")

    assert read_bounces(maildir=box) == BOUNCED
    assert state(letter)[0] == LetterState.BOUNCED
    assert files(box) == ["cur/1.example:2,FS", "cur/2.example:2,S"]


@pytest.mark.parametrize(
    "forged",
    [
        dsn(),  # an identifier nobody was given
        dsn(original="To: anna@ghent.example\nSubject: Confirm your part\n"),
        b"",
        b"\0" * 5_000_000,
        b"From: a@b.example\n\nthe mail to anna@ghent.example came back\n",
    ],
    ids=["other identifier", "address alone", "empty", "huge", "words"],
)
def test_forged_report_marks_nothing(letter, box, forged):
    (box / "new" / "1.example").write_bytes(forged)

    assert read_bounces(maildir=box) == OTHER
    assert state(letter) == (LetterState.SENT, MailProblem.NONE)
    assert files(box) == ["cur/1.example:2,S"]


def test_digest_in_a_copied_database_forges_no_report(letter, box):
    letter.refresh_from_db()
    (box / "new" / "1").write_bytes(
        dsn().replace(IDENTIFIER.encode(), letter.mail_digest[:32].encode())
    )

    assert read_bounces(maildir=box) == OTHER
    assert state(letter)[0] == LetterState.SENT


def test_answer_of_a_robot_marks_nothing(letter, box):
    put(box, ON_HOLIDAY)

    assert read_bounces(maildir=box) == OTHER
    assert state(letter) == (LetterState.SENT, MailProblem.NONE)


def test_report_faster_than_the_worker_stands(draft, box, monkeypatch):
    def bounce_at_once(message, **_how):
        mail.outbox.append(message)
        put(box, dsn())
        read_bounces(maildir=box)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", bounce_at_once)
    mail.outbox = []
    asked = ask(draft)

    send_letter(kind="confirmation-request", key=asked.pk)

    assert state(asked) == (LetterState.BOUNCED, MailProblem.NO_MAILBOX)
    assert asked.mailed_at is not None


def test_letter_revoked_while_its_identifier_is_made_is_not_mailed(draft, monkeypatch):
    def revoke(*_args):
        ConfirmationRequest.objects.update(revoked_at=timezone.now())
        return IDENTIFIER

    asked = ask(draft)
    # Only now: the log of the question takes random figures too.
    monkeypatch.setattr("proposals.services.dispatch.secrets.token_hex", revoke)

    send_letter(kind="confirmation-request", key=asked.pk)

    assert mail.outbox == []
    assert state(asked)[0] == LetterState.QUEUED
    assert asked.letter_attempts == 1


@pytest.mark.parametrize("end", [LetterState.FAILED, LetterState.BOUNCED])
def test_letter_queued_again_forgets_its_problem(letter, end):
    long_ago = timezone.now() - dt.timedelta(hours=1)
    ConfirmationRequest.objects.update(
        letter_state=end,
        problem=MailProblem.DELAYED,
        queued_at=long_ago,
    )

    queue_again(failed=ConfirmationRequest.objects.all())

    assert state(letter) == (LetterState.QUEUED, MailProblem.NONE)


def test_links_and_folders_are_left_alone(letter, box, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "file"
    put(box, dsn(), name="1")
    outside.write_bytes((box / "new" / "1").read_bytes())
    (box / "new" / "1").unlink()
    (box / "new" / "link").symlink_to(outside)
    (box / "new" / "folder").mkdir()

    assert read_bounces(maildir=box) == NOTHING
    assert state(letter)[0] == LetterState.SENT


def test_flood_is_read_in_portions_the_oldest_first(box, monkeypatch):
    monkeypatch.setattr(bounces, "MOST_AT_ONCE", 2)
    for name in "132":
        (box / "new" / name).write_bytes(b"")

    assert read_bounces(maildir=box).total == 2
    assert files(box) == ["cur/1:2,S", "cur/2:2,S", "new/3"]


def test_file_that_is_gone_or_cannot_be_read_stops_nobody(letter, box, monkeypatch):
    put(box, dsn(), name="2")
    missing = box / "new" / "1"
    monkeypatch.setattr(bounces, "_unread", lambda _box: [missing, box / "new" / "2"])

    assert read_bounces(maildir=box) == ReadBounces(bounced=1, others=1)
    assert state(letter)[0] == LetterState.BOUNCED


def test_folder_that_is_no_maildir_is_refused(tmp_path):
    with pytest.raises(MaildirMissing) as refusal:
        read_bounces(maildir=tmp_path)

    assert str(refusal.value) == (
        f"{tmp_path} is no Maildir: folders new and cur are missing."
    )
