"""Who is told of a submission, compared with the notices kept and the mails sent."""

import email
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SENT, WAITING, SUBMITTED = "sent", "queued", "submitted"
BETWEEN = b"-" * 79 + b"\n"
"""What Django writes after each mail that it puts into a file."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice of the database."""

    number: str
    """Of the submission."""
    event: str
    email: str
    state: str


@dataclass(frozen=True, slots=True)
class Mailed:
    """A mail that went out."""

    email: str
    subject: str


def mail_faults(
    due: Mapping[str, frozenset[str]],
    notices: Iterable[Noticed],
    mails: Iterable[Mailed],
) -> list[str]:
    """Say in a sentence each which notice is missing, too many, stuck or sent twice.

    `due` has the addresses to be told of each submission, by its number. The mails are
    looked at after the notices: one that waited may be out by then.
    """
    notices = list(notices)
    kept = Counter((each.number, each.email) for each in notices)
    wanted = {(number, one) for number, addresses in due.items() for one in addresses}
    out = Counter(
        (each.subject.rpartition(" ")[2], each.email)  # its last word is the number
        for each in mails
    )
    return [
        *(
            f"{number}: no notice to {one}"
            for number, one in sorted(wanted - set(kept))
        ),
        *(f"{number}: a notice to {one}" for number, one in sorted(set(kept) - wanted)),
        *(
            f"{number}: {times} notices to {one}"
            for (number, one), times in sorted(kept.items())
            if times > 1
        ),
        *(fault for each in notices for fault in _of_one(each, out)),
    ]


def _of_one(notice: Noticed, out: Counter[tuple[str, str]]) -> Iterator[str]:
    who = f"{notice.number}: the notice to {notice.email}"
    times = out[notice.number, notice.email]
    if notice.event != SUBMITTED:
        yield f"{who} says {notice.event}"
    if notice.state not in {SENT, WAITING}:
        yield f"{who} is {notice.state}"
    if times > 1 or (notice.state == SENT and not times):
        yield f"{who} is {notice.state} and went out {times}x"


def representative_of(proposal: int) -> str:
    """Return the address that is given for who legally represents an applicant."""
    return f"rector-{proposal}@example.org"


def mails_in(folder: Path) -> list[Mailed]:
    """Read the mails that Django put into the files of a folder."""
    return [
        Mailed(said["To"], said["Subject"])
        for file in sorted(folder.glob("*.log"))
        for text in file.read_bytes().split(BETWEEN)
        if text.strip()
        for said in [email.message_from_bytes(text)]
    ]
