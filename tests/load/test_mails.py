"""The checker of the mails finds each kind of fault there could be."""

from dataclasses import replace

import pytest
from django.core.mail import EmailMessage, get_connection

from tests.load.mails import Mailed, Noticed, mail_faults, mails_in

MARIA, OLGA = "maria@example.org", "olga@example.org"
DUE = {"1-EPP": frozenset({MARIA, OLGA})}
TO_MARIA = Noticed("1-EPP", "submitted", MARIA, "sent")
TO_OLGA = Noticed("1-EPP", "submitted", OLGA, "queued")
BOTH = [TO_MARIA, TO_OLGA]
MAIL = Mailed(MARIA, "D0 was submitted: 1-EPP")


def test_what_is_sent_or_waits_has_no_fault():
    assert mail_faults(DUE, BOTH, [MAIL]) == []


def test_mail_that_went_out_while_one_looked_is_no_fault():
    assert mail_faults(DUE, BOTH, [MAIL, replace(MAIL, email=OLGA)]) == []


def test_mail_about_something_else_is_no_fault():
    other = Mailed(MARIA, "The call has closed")

    assert mail_faults(DUE, BOTH, [MAIL, other, other]) == []


@pytest.mark.parametrize(
    ("notices", "mails", "fault"),
    [
        ([TO_MARIA], [MAIL], f"1-EPP: no notice to {OLGA}"),
        (
            [*BOTH, replace(TO_OLGA, email="x@example.org")],
            [MAIL],
            "1-EPP: a notice to x@example.org",
        ),
        (
            [*BOTH, replace(TO_OLGA, number="2-EPP")],
            [MAIL],
            f"2-EPP: a notice to {OLGA}",
        ),
        ([*BOTH, TO_OLGA], [MAIL], f"1-EPP: 2 notices to {OLGA}"),
        (
            [TO_MARIA, replace(TO_OLGA, event="again")],
            [MAIL],
            f"1-EPP: the notice to {OLGA} says again",
        ),
        (
            [TO_MARIA, replace(TO_OLGA, state="failed")],
            [MAIL],
            f"1-EPP: the notice to {OLGA} is failed",
        ),
        (BOTH, [], f"1-EPP: the notice to {MARIA} is sent and went out 0x"),
        (BOTH, [MAIL] * 2, f"1-EPP: the notice to {MARIA} is sent and went out 2x"),
        (
            BOTH,
            [MAIL, *[replace(MAIL, email=OLGA)] * 2],
            f"1-EPP: the notice to {OLGA} is queued and went out 2x",
        ),
    ],
)
def test_each_fault_is_found(notices, mails, fault):
    assert mail_faults(DUE, notices, mails) == [fault]


def test_mails_are_read_from_the_files_they_are_put_into(tmp_path):
    for to in (MARIA, OLGA):
        connection = get_connection(
            "django.core.mail.backends.filebased.EmailBackend", file_path=str(tmp_path)
        )
        mail = EmailMessage("D0 was submitted: 1-EPP", "Text", to=[to])
        connection.send_messages([mail, mail])

    read = sorted(mails_in(tmp_path), key=lambda each: each.email)

    assert read == [MAIL, MAIL, *[replace(MAIL, email=OLGA)] * 2]
