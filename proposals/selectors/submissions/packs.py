"""The page of one application pack: how far it is, why it failed, what it holds."""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.words import day_words
from eligibility.words import BRUSSELS
from proposals.enums import PackForm, PackState, PackStep, SealTrouble
from proposals.models import ApplicationPack
from proposals.selectors.drafts.masthead import Masthead, masthead_of, second_words
from proposals.selectors.files.file_names import file_name_of
from proposals.selectors.submissions.pack_delays import delay_words
from proposals.selectors.submissions.pack_failures import failure_words
from proposals.snapshots import has_withdrawal_test

GROUP = 8
"""Characters of a digest that people compare at a time."""


@dataclass(frozen=True, slots=True)
class PackLink:
    """A pack as other pages mention it."""

    public_id: uuid.UUID
    state: str
    """How far it is, in words."""
    is_ready: bool
    is_waited_for: bool = False
    """Whether a worker draws it, or will."""
    delay: str = ""
    """Why it is late and what comes first; empty while it comes as usual."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What the worker does at the moment."""

    words: str
    """The present step in words: "Writing page 5 of 12"."""
    done: int
    total: int
    """Of how many; zero while nobody knows, and then the bar shows no amount."""
    delay: str = ""
    """Why it is late and what comes first; empty while it comes as usual."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """The finished file."""

    name: str
    pages: str
    size: str
    sha256: tuple[str, ...]
    """Digest of the file itself, in groups of eight."""
    finished: str
    drawn: tuple[str, ...]
    """Digest before the seal was added, in groups of eight; empty without a seal."""
    form: str
    """What kind of PDF it is; empty for files from before that was noted."""
    seal: str
    """Who sealed it until when, or that nobody did; empty where no seal belongs."""


@dataclass(frozen=True, slots=True)
class PackPage:
    """A pack with its state; exactly one of progress, file and failure is there."""

    masthead: Masthead
    public_id: uuid.UUID
    heading: str
    kind: str
    """Whether it is of a draft, a practice or the submission, in words."""
    number: str
    """The number of the submission it prints; empty for a draft."""
    requested: str
    digest: tuple[str, ...]
    """SHA-256 of the content, as printed on the pack, in groups of eight."""
    prints_withdrawals: bool
    """Whether it prints the withdrawal test."""
    progress: Progress | None
    file: PackFile | None
    failure: str
    """Why there is no file, or who stopped it."""
    is_stopped: bool
    stands_in: bool
    """Whether there is a plain PDF where an archival one should be."""
    retry: str
    """When the archival one is tried again by itself; empty if it is not."""


def pack_page(pack: ApplicationPack, *, now: dt.datetime) -> PackPage:
    """Return the state of a pack that was loaded with all it belongs to."""
    delay = delay_words(pack, now=now)
    return PackPage(
        masthead=masthead_of(pack.proposal, now=now),
        public_id=pack.public_id,
        heading=_heading(pack, delay),
        kind=_kind(pack),
        number=pack.submission.number if pack.submission else "",
        requested=second_words(pack.requested_at),
        digest=digest_groups(hashlib.sha256(pack.content.encode()).hexdigest()),
        prints_withdrawals=has_withdrawal_test(pack.content),
        progress=_progress(pack, delay),
        file=_file(pack),
        failure=failure_words(pack),
        is_stopped=pack.state == PackState.STOPPED,
        stands_in=pack.stands_in,
        retry=second_words(pack.retry_at) if pack.retry_at else "",
    )


def pack_link(pack: ApplicationPack | None, *, now: dt.datetime) -> PackLink | None:
    """Return how another page mentions a pack, if there is one."""
    if pack is None:
        return None
    delay = delay_words(pack, now=now)
    return PackLink(
        public_id=pack.public_id,
        state=_heading(pack, delay),
        is_ready=pack.state == PackState.READY,
        is_waited_for=pack.state in {PackState.QUEUED, PackState.RENDERING},
        delay=delay,
    )


def file_name(pack: ApplicationPack) -> str:
    """Name the download after the alliance and the content it prints."""
    what = pack.submission.number if pack.submission else pack.digest[:8]
    return file_name_of(pack.proposal.alliance, f"pack-{slugify(what)}.pdf")


def digest_groups(digest: str) -> tuple[str, ...]:
    """Return a digest in the groups people read aloud."""
    return tuple(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))


def _heading(pack: ApplicationPack, delay: str) -> str:
    if delay:
        return _("The PDF will follow")
    if pack.state == PackState.READY and pack.stands_in:
        return _("The pack is ready as a plain PDF")
    return {
        PackState.QUEUED: _("The pack is being prepared"),
        PackState.RENDERING: _("The pack is being prepared"),
        PackState.READY: _("The pack is ready"),
        PackState.FAILED: _("The pack could not be drawn"),
        PackState.STOPPED: _("The drawing was stopped"),
    }[PackState(pack.state)]


def _kind(pack: ApplicationPack) -> str:
    if pack.submission:
        return _("Application as submitted")
    if not pack.proposal.alliance.call.takes_submissions:
        return _("Practice pack of the draft")
    return _("Pack of the draft, not submitted")


def _progress(pack: ApplicationPack, delay: str) -> Progress | None:
    if pack.state == PackState.QUEUED:
        return Progress(_("Waiting for a worker"), 0, 0, delay)
    if pack.state != PackState.RENDERING:
        return None
    return Progress(_step_words(pack), pack.done, pack.total)


def _step_words(pack: ApplicationPack) -> str:
    numbers = {"done": pack.done, "total": pack.total}
    if pack.step == PackStep.LAYOUT:
        page = _("Creating layout, page %(done)d") % numbers
        return page if pack.done else _("Creating layout")
    if pack.step == PackStep.PIECES and pack.total:
        return _("Drawing part %(done)d of %(total)d") % numbers
    if pack.step == PackStep.PAINTING and pack.total:
        return _("Writing page %(done)d of %(total)d") % numbers
    if pack.step in PackStep.values:
        return str(PackStep(pack.step).label)
    return _("Starting")


def _file(pack: ApplicationPack) -> PackFile | None:
    if pack.state != PackState.READY:
        return None
    pages = pack.pages or 0
    return PackFile(
        name=file_name(pack),
        pages=ngettext("%(number)d page", "%(number)d pages", pages)
        % {"number": pages},
        size=filesizeformat(pack.file.size),
        sha256=digest_groups(pack.file_sha256),
        finished=second_words(pack.finished_at) if pack.finished_at else "",
        drawn=digest_groups(pack.drawn_sha256) if pack.sealed_until else (),
        form=str(PackForm(pack.form).label) if pack.form else "",
        seal=seal_words(pack),
    )


def seal_words(pack: ApplicationPack) -> str:
    """Say who sealed a pack until when, or that nobody did; empty where none can."""
    if pack.form != PackForm.ARCHIVAL:
        return ""
    if pack.sealed_until:
        return _("Sealed by %(subject)s; the certificate is valid until %(day)s") % {
            "subject": pack.sealed_by,
            "day": day_words(pack.sealed_until.astimezone(BRUSSELS).date()),
        }
    proof = _("The digests in manifest.json, inside the file, are its proof.")
    if not pack.seal_trouble:
        return _("Not sealed. %(proof)s") % {"proof": proof}
    return _("Not sealed yet: %(why)s It is tried again every hour. %(proof)s") % {
        "why": _lower_first(str(SealTrouble(pack.seal_trouble).label)),
        "proof": proof,
    }


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
