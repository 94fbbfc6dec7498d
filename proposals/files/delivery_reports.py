"""Delivery reports: what servers write back about a mail, in the shapes they use.

RFC 3464 and the shapes of servers older than it are told apart by flufl.bounce. Anybody
can write to the mailbox reports come to, so nothing here believes an address: a report
is about the mail whose random identifier it carries, or about none.
"""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from flufl.bounce import all_failures

from proposals.enums import MailProblem

MOST_BYTES = 256 * 1024
"""Read of one report; servers that send pictures along put what they say first."""
MOST_IDENTIFIERS = 20
"""Taken from one report: ours are about one mail, and guessing is not worth a query."""

IDENTIFIER = re.compile(rb"letter\.([0-9a-f]{32})@", re.IGNORECASE)
RETURNED = {"message/rfc822", "message/global", "text/rfc822-headers"}
"""Parts that repeat our own mail, whose words say nothing about its fate."""
COPY = re.compile(r"(?im)^(?:return-path|received|message-id|subject):")
"""Where older shapes, which have no parts, begin to repeat it."""

STATUS = re.compile(r"\b[45]\.(\d{1,3}\.\d{1,3})\b")
"""The code of RFC 3463, whose first figure only says for how long."""
BY_STATUS = {
    **dict.fromkeys(
        ("1.0", "1.1", "1.2", "1.3", "1.6", "1.10", "4.4"), MailProblem.NO_MAILBOX
    ),
    **dict.fromkeys(("2.2", "3.1"), MailProblem.FULL),
}
WORDS = (
    (
        MailProblem.FULL,
        re.compile(
            r"(?i)mailbox (?:is )?full|(?:over|exceed\w*) (?:\w+ )?(?:\w+ )?quota"
            r"|quota (?:is )?exceeded|out of storage|insufficient storage"
        ),
    ),
    (
        MailProblem.NO_MAILBOX,
        re.compile(
            r"(?i)user unknown|unknown (?:user|recipient|address)|no such (?:user|"
            r"mailbox|recipient|address)|no mailbox|does(?:n't| not) exist"
            r"|(?:user|recipient|address|mailbox) (?:was )?not found"
            r"|invalid (?:recipient|mailbox|address)|host unknown|unrouteable"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What one file of the mailbox says."""

    identifiers: tuple[str, ...]
    """Of our mails named in it, in the order found."""
    problem: MailProblem
    """NONE where it reports no failure: an answer of a person or of a robot."""


def message_id(identifier: str, *, host: str) -> str:
    """Return the Message-ID that carries `identifier`, 32 figures in hexadecimal."""
    return f"<letter.{identifier}@{host}>"


def read_report(content: bytes) -> DeliveryReport:
    """Return what the beginning of a file says; it may be anything at all."""
    try:
        message = email.message_from_bytes(content)
        identifiers = _identifiers(content, message)
        # Looked at only if it may concern us: the old shapes take their time.
        problem = _problem(message) if identifiers else MailProblem.NONE
    except Exception:  # noqa: BLE001  # parsers of old formats fail in many ways
        return DeliveryReport((), MailProblem.NONE)
    return DeliveryReport(identifiers, problem)


def _problem(message: Message) -> MailProblem:
    temporary, permanent = all_failures(message)
    if permanent:
        return _cause("\n".join(_said(message)))
    return MailProblem.DELAYED if temporary else MailProblem.NONE


def _cause(said: str) -> MailProblem:
    """Return why a mail came back: by its code, else by the words beside it."""
    for found in STATUS.finditer(said):
        if found[1] in BY_STATUS:
            return BY_STATUS[found[1]]
    for problem, words in WORDS:
        if words.search(said):
            return problem
    return MailProblem.REFUSED


def _said(part: Message) -> Iterator[str]:
    """Yield what the server says itself, without the mail it returns."""
    kind = part.get_content_type()
    if kind in RETURNED:
        return
    if kind == "message/delivery-status":
        yield part.as_string()
    elif part.is_multipart():
        for inner in part.get_payload():
            yield from _said(inner) if isinstance(inner, Message) else ()
    else:
        yield COPY.split(_decoded(part).decode("utf-8", "replace"), maxsplit=1)[0]


def _identifiers(content: bytes, message: Message) -> tuple[str, ...]:
    """Return the identifiers found as written, and inside what is encoded."""
    found: dict[str, None] = {}
    for text in (content, *(_decoded(part) for part in message.walk())):
        for match in IDENTIFIER.finditer(text):
            found.setdefault(match[1].decode("ascii").lower())
    return tuple(found)[:MOST_IDENTIFIERS]


def _decoded(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
