"""Bounces: reading what mail servers write back, and noting it on our letters.

Anybody can write to the mailbox that reports come to. A letter is found by the random
identifier of its mail alone, of which the database keeps the digest: whoever never got
the mail cannot say that it came back.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from proposals.enums import LetterState, MailProblem
from proposals.errors.letters import MaildirMissing
from proposals.files.delivery_reports import MOST_BYTES, DeliveryReport, read_report
from proposals.models.confirmations import digest_of
from proposals.models.letters import Letter
from proposals.selectors.letter_kinds import KINDS

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 1000
"""Files one run reads; a flood is read by several."""
SEEN = "S"
"""The flag of a Maildir for a file that was read."""


@dataclass(frozen=True, slots=True)
class ReadBounces:
    """What one run found, in numbers of files."""

    bounced: int = 0
    """Tell for the first time that a letter of ours did not arrive."""
    delayed: int = 0
    """Tell that a letter is kept waiting somewhere."""
    others: int = 0
    """Nothing new about a letter of ours: known, of others, or no report at all."""

    @property
    def total(self) -> int:
        """How many files were read."""
        return self.bounced + self.delayed + self.others


def read_bounces(*, maildir: Path) -> ReadBounces:
    """Read the new files of a Maildir and note on our letters what they report.

    A file is put among the read ones after it is noted: stopped in between, it is read
    again, which changes nothing. Raises MaildirMissing where there is no such folder.
    """
    if not all((maildir / name).is_dir() for name in ("new", "cur")):
        raise MaildirMissing(maildir)
    found = {MailProblem.NONE: 0, MailProblem.DELAYED: 0, MailProblem.REFUSED: 0}
    for path in _unread(maildir):
        found[_read(path)] += 1
        _put_away(path, maildir)
    return ReadBounces(
        bounced=found[MailProblem.REFUSED],
        delayed=found[MailProblem.DELAYED],
        others=found[MailProblem.NONE],
    )


def _unread(maildir: Path) -> list[Path]:
    """Return the oldest files nobody has read, also those a mail program listed."""
    files = [*(maildir / "new").iterdir(), *_listed(maildir / "cur")]
    files = [each for each in files if each.is_file() and not each.is_symlink()]
    return sorted(files, key=lambda each: each.name)[:MOST_AT_ONCE]


def _listed(folder: Path) -> Iterator[Path]:
    return (each for each in folder.iterdir() if SEEN not in _flags(each.name))


def _flags(name: str) -> str:
    return name.partition(":2,")[2]


def _read(path: Path) -> MailProblem:
    """Note what a file reports; return REFUSED for any bounce that was news."""
    try:
        with path.open("rb") as file:
            report = read_report(file.read(MOST_BYTES))
    except OSError as error:
        log.warning("report_not_read", error=type(error).__name__)
        return MailProblem.NONE
    if not report.identifiers or not report.problem or not _note(report):
        return MailProblem.NONE
    is_delay = report.problem == MailProblem.DELAYED
    return MailProblem.DELAYED if is_delay else MailProblem.REFUSED


def _note(report: DeliveryReport) -> int:
    """Write a report down on the letters it carries; return how many that changed."""
    digests = [digest_of(each) for each in report.identifiers]
    now = timezone.now()
    noted = 0
    for kind in KINDS:
        rows = kind.model._default_manager.filter(mail_digest__in=digests)  # noqa: SLF001  # Django's public name for it
        noted += _write(rows, report.problem, now)
    return noted


def _write(rows: QuerySet[Letter], problem: MailProblem, now: dt.datetime) -> int:
    """Note a bounce once and for good, and a delay only while nothing worse is known.

    A report may be faster than the worker that sent the mail, so the letter need not
    be noted as sent yet.
    """
    if problem == MailProblem.DELAYED:
        waiting = rows.filter(problem=MailProblem.NONE)
        return waiting.update(problem=problem, problem_at=now)
    return rows.exclude(letter_state=LetterState.BOUNCED).update(
        letter_state=LetterState.BOUNCED,
        problem=problem,
        problem_at=now,
        mailed_at=Coalesce("mailed_at", now),
    )


def _put_away(path: Path, maildir: Path) -> None:
    """Put a file among those that were read, unless another run was faster."""
    name, _mark, flags = path.name.partition(":2,")
    try:
        path.rename(maildir / "cur" / f"{name}:2,{flags}{SEEN}")
    except OSError as error:
        log.warning("report_not_put_away", error=type(error).__name__)
