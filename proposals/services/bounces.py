"""Bounces: reading what mail servers write back, and noting it on our letters.

Anybody can write to the mailbox that reports come to. A letter is found by the random
identifier of its mail alone, of which the database keeps the digest: whoever never got
the mail cannot say that it came back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from proposals.enums import ActivityKind, LetterState, MailProblem
from proposals.errors.letters import MaildirMissing
from proposals.files.delivery_reports import MOST_BYTES, DeliveryReport, read_report
from proposals.models import Proposal
from proposals.models.confirmations import digest_of
from proposals.models.letters import Letter
from proposals.selectors.letters.letter_kinds import KINDS, LetterKind
from proposals.services.activity import Contact, note_act
from proposals.services.drafts import hold_draft

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
    return sum(
        _write(kind, letter, report.problem)
        for kind in KINDS
        for letter in kind.model._default_manager.filter(mail_digest__in=digests)  # noqa: SLF001  # Django's public name for it
    )


def _write(kind: LetterKind, letter: Letter, problem: MailProblem) -> int:
    """Note a bounce once and for good, and a delay only while nothing worse is known.

    A report may be faster than the worker that sent the mail, so the letter need not
    be noted as sent yet. A bounce stands in the log of each proposal the letter is
    about.
    """
    now = timezone.now()
    rows = kind.model._default_manager.filter(pk=letter.pk)  # noqa: SLF001  # as above
    if problem == MailProblem.DELAYED:
        waiting = rows.filter(problem=MailProblem.NONE)
        return waiting.update(problem=problem, problem_at=now)
    drafts = rows.values_list(kind.path, flat=True) if kind.path else rows.none()
    with transaction.atomic():
        # The locks first, in the order in which everybody takes them.
        found = Proposal.objects.filter(pk__in=sorted({*drafts})).order_by("pk")
        held = [hold_draft(proposal=each) for each in found]
        noted = rows.exclude(letter_state=LetterState.BOUNCED).update(
            letter_state=LetterState.BOUNCED,
            problem=problem,
            problem_at=now,
            mailed_at=Coalesce("mailed_at", now),
        )
        for each in held if noted else ():
            _note_in_log(each, kind, letter)
    return noted


def _note_in_log(draft: Proposal, kind: LetterKind, letter: Letter) -> None:
    """Say in the log whose mail came back; nobody where the address is erased."""
    whom = getattr(letter, "person", None) or Contact(letter.email)
    asked = getattr(letter, "request", None) or letter
    partnership = getattr(asked, "partnership", None)
    note_act(
        draft=draft,
        kind=ActivityKind.MAIL_BOUNCED,
        by=None,
        partner=partnership.number if partnership else None,
        whom=whom if letter.email else None,
        facts={"mail": kind.name},
    )


def _put_away(path: Path, maildir: Path) -> None:
    """Put a file among those that were read, unless another run was faster."""
    name, _mark, flags = path.name.partition(":2,")
    try:
        path.rename(maildir / "cur" / f"{name}:2,{flags}{SEEN}")
    except OSError as error:
        log.warning("report_not_put_away", error=type(error).__name__)
