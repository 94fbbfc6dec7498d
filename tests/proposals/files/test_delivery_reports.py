"""Delivery reports: which mail they are about, and what became of it."""

import base64
import time

import pytest

from proposals.enums import MailProblem
from proposals.files.delivery_reports import (
    MOST_BYTES,
    MOST_IDENTIFIERS,
    DeliveryReport,
    message_id,
    read_report,
)
from tests.proposals.files.reports import (
    IDENTIFIER,
    MESSAGE_ID,
    ON_HOLIDAY,
    ORIGINAL,
    QMAIL,
    dsn,
)


def problem(**how):
    return read_report(dsn(**how)).problem


def test_identifier_travels_in_the_message_id():
    assert message_id(IDENTIFIER, host="alliances.example.org") == MESSAGE_ID


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("5.1.1", MailProblem.NO_MAILBOX),
        ("5.1.10", MailProblem.NO_MAILBOX),
        ("5.4.4", MailProblem.NO_MAILBOX),
        ("5.2.2", MailProblem.FULL),
        ("4.2.2", MailProblem.FULL),
        ("5.7.1", MailProblem.REFUSED),
        ("5.0.0", MailProblem.REFUSED),
    ],
)
def test_code_says_why_a_mail_came_back(status, expected):
    assert problem(status=status) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("550 User unknown in local recipient table", MailProblem.NO_MAILBOX),
        ("550 The account does not exist", MailProblem.NO_MAILBOX),
        ("552 Mailbox is full", MailProblem.FULL),
        ("552 recipient is over quota", MailProblem.FULL),
        ("554 exceeded their storage quota", MailProblem.FULL),
        ("554 spam", MailProblem.REFUSED),
    ],
)
def test_words_say_it_where_the_code_does_not(said, expected):
    assert problem(status="5.0.0", said=said) == expected


def test_report_names_the_mail_it_is_about():
    assert read_report(dsn()).identifiers == (IDENTIFIER,)
    assert read_report(dsn(original="Subject: x\n")).identifiers == ()
    assert read_report(dsn(returned="text/rfc822-headers")).identifiers == (IDENTIFIER,)


def test_delay_is_no_bounce():
    assert problem(action="delayed", status="4.4.1") == MailProblem.DELAYED
    assert problem(action="delivered", status="2.0.0") == MailProblem.NONE


def test_what_our_own_mail_says_is_not_what_the_server_says():
    full = ORIGINAL + "\nThe mailbox is full and over quota.\n"

    assert problem(status="5.0.0", original=full) == MailProblem.REFUSED


def test_older_shape_of_a_report_is_read():
    report = read_report(QMAIL)

    assert report == DeliveryReport((IDENTIFIER,), MailProblem.NO_MAILBOX)


def test_identifier_inside_what_is_encoded_is_found():
    inside = base64.encodebytes(ORIGINAL.encode()).decode()
    message = f"From: a@b.c\nContent-Transfer-Encoding: base64\n\n{inside}"

    assert read_report(message.encode()).identifiers == (IDENTIFIER,)


def test_answer_of_a_robot_is_no_bounce():
    report = read_report(ON_HOLIDAY)

    assert (report.identifiers, report.problem) == ((IDENTIFIER,), MailProblem.NONE)


def test_report_at_which_the_parser_fails_says_nothing():
    nameless = QMAIL.replace(b"From: MAILER-DAEMON@ghent.example\n", b"")

    assert read_report(nameless) == DeliveryReport((), MailProblem.NONE)


def test_list_of_guesses_is_cut_short():
    guesses = "".join(message_id(f"{n:032x}", host="a.example") for n in range(5000))

    report = read_report(f"From: a@b.c\n\n{guesses}".encode())

    assert len(report.identifiers) == MOST_IDENTIFIERS


DEEP = b"".join(
    b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n)
    for n in range(20_000)
)
GARBAGE = {
    "nothing": b"",
    "zeros": bytes(MOST_BYTES),
    "noise": bytes(range(256)) * (MOST_BYTES // 256),
    "one line": b"a" * MOST_BYTES,
    "one header": b"Subject: " + b" =?utf-8?q?x?=" * 70_000,
    "colons": b"a:\n" * (MOST_BYTES // 3),
    "angles": b"From: MAILER-DAEMON@a.b\n\n" + b"<a@b>: " * (MOST_BYTES // 8),
    "deep": DEEP[:MOST_BYTES],
    "bad charset": b"Content-Type: text/plain; charset=nonsense\n\n\xff\xfe",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_says_nothing_and_takes_no_time(name):
    start = time.process_time()

    report = read_report(GARBAGE[name])

    assert (report.identifiers, report.problem) == ((), MailProblem.NONE)
    assert time.process_time() - start < 10
