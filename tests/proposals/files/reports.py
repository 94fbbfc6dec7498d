"""Delivery reports as servers write them, in our own words, for tests about them."""

from textwrap import dedent

IDENTIFIER = "0123456789abcdef" * 2
MESSAGE_ID = f"<letter.{IDENTIFIER}@alliances.example.org>"
ORIGINAL = f"""\
From: alliances@example.org
To: anna@ghent.example
Subject: Confirm your part in CHARTER
Message-ID: {MESSAGE_ID}
"""


def dsn(
    *,
    status="5.1.1",
    action="failed",
    said="550 not here",
    original=ORIGINAL,
    returned="message/rfc822",
):
    """Return a report of RFC 3464 in three parts."""
    head = dedent("""\
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.ghent.example>
        To: alliances@example.org
        Subject: Undelivered Mail
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain; charset=us-ascii

        This is what became of your mail.

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.ghent.example

        Final-Recipient: rfc822; anna@ghent.example
        """)
    facts = f"Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {said}\n\n"
    tail = f"--b\nContent-Type: {returned}\n\n{original}\nbody\n--b--\n"
    return (head + facts + tail).encode()


QMAIL = f"""\
Return-Path: <>
From: MAILER-DAEMON@ghent.example
To: alliances@example.org
Subject: failure notice

Hi. This is the qmail-send program at ghent.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<anna@ghent.example>:
Sorry, no mailbox here by that name.

--- Below this line is a copy of the message.

Return-Path: <alliances@example.org>
{ORIGINAL}
The mailbox is full of letters, says our own text.
""".encode()

ON_HOLIDAY = f"""\
From: Anna <anna@ghent.example>
To: alliances@example.org
Subject: Out of office
Auto-Submitted: auto-replied
In-Reply-To: {MESSAGE_ID}

I am away until Monday; user unknown to my mailbox, which is full.
""".encode()
