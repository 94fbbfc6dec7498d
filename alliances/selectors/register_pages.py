"""The pages around the register of organisations: uploads, difference, history."""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import ReviewState, UploadState
from alliances.files.problems import Problem
from alliances.files.register_problems import first_problems
from alliances.models import (
    Organisation,
    RegisterPublication,
    RegisterUpload,
    User,
)
from alliances.selectors.changes import Changes
from alliances.selectors.editions import (
    done_words,
    moment_words,
    person_words,
    uploaded_words,
)
from alliances.selectors.register_changes import (
    publication_changes,
    publication_words,
    shown_words,
    upload_changes,
)
from alliances.selectors.register_diff import (
    SHOWN,
    RegisterCounts,
    register_counts,
    register_revision,
)
from alliances.selectors.register_names import NAMES_WAIT, names_wait_words
from alliances.selectors.reviews import Review, review_of
from alliances.words import own_words

WORKING = {UploadState.WAITING, UploadState.READING, UploadState.PUBLISHING}
MANY_ENDED, SHARE = 2, 5
"""Entries a whole register may end unasked: two, or a fifth of those in force."""


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """One publication of the register."""

    revision: int
    when: str
    by: str
    reason: str
    file_name: str
    figures: str
    """What it added, changed and ended, in words."""


@dataclass(frozen=True, slots=True)
class UploadLine:
    """An uploaded register that waits."""

    public_id: uuid.UUID
    file_name: str
    state: str
    about: str
    """Who uploaded it, and when."""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register as a whole."""

    number: int
    """Entries in force."""
    ended: int
    revision: int
    waiting: tuple[UploadLine, ...]
    history: tuple[PublicationLine, ...]
    names_wait: str
    """That its newest names are not searchable yet; empty where all are."""


@dataclass(frozen=True, slots=True)
class RegisterCheckPage:
    """What an uploaded register would change, before anything is written."""

    public_id: uuid.UUID
    file_name: str
    about: str
    is_working: bool
    """Whether a worker has it or is to have it: the page looks again."""
    is_publishing: bool
    """Whether a worker publishes it."""
    is_overtaken: bool
    """Whether it was to be published and the register had moved on by then."""
    rows: int
    """Rows read so far, or in all."""
    guess: str
    """The encoding, where it is a guess."""
    counts: RegisterCounts | None
    """None until the file is read, and where it cannot be taken."""
    next_revision: int
    changes: Changes | None
    note: str
    """How many of the changes are shown; empty where all are."""
    warning: str
    """That many entries would end; empty where few do."""
    problems: tuple[Problem, ...]
    unlisted: int
    """Problems that only the list to download has."""
    review: Review


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """What one publication of the register did."""

    line: PublicationLine
    published: str
    """When, and by whom."""
    sha256: str
    is_whole: bool
    changes: Changes
    note: str
    names_wait: str
    """That its names are not searchable yet; empty once they are."""


def register_page() -> RegisterPage:
    """Return the register in figures, what waits, and its history; six queries."""
    uploads = RegisterUpload.objects.filter(publication=None).select_related(
        "uploaded_by"
    )
    history = RegisterPublication.objects.select_related("upload", "published_by")
    number = Organisation.objects.in_force().count()
    return RegisterPage(
        number=number,
        ended=Organisation.objects.count() - number,
        revision=register_revision(),
        waiting=tuple(
            UploadLine(
                each.public_id,
                each.file_name,
                _state_words(each),
                _about(each),
            )
            for each in uploads[:SHOWN]
        ),
        history=tuple(_line(each) for each in history[:SHOWN]),
        names_wait=names_wait_words(),
    )


def register_check_page(
    upload: RegisterUpload, reader: User, *, kind: str = ""
) -> RegisterCheckPage:
    """Return what an upload changes in the register as it is now."""
    counts = register_counts(upload) if upload.state == UploadState.READY else None
    problems = _problems(upload)
    changes = upload_changes(upload, counts, kind) if counts else None
    return RegisterCheckPage(
        public_id=upload.public_id,
        file_name=upload.file_name,
        about=_about(upload),
        is_working=upload.state in WORKING,
        is_publishing=upload.state == UploadState.PUBLISHING,
        is_overtaken=upload.is_overtaken and counts is not None,
        rows=upload.rows,
        guess=upload.guess,
        counts=counts,
        next_revision=counts.revision + 1 if counts else 0,
        changes=changes,
        note=shown_words(changes) if changes else "",
        warning=_warning(counts) if counts else "",
        problems=problems,
        unlisted=upload.problems - len(problems),
        review=review_of(upload, reader),
    )


def publication_page(publication: RegisterPublication) -> PublicationPage:
    """Return what a publication did, with its first changes of each kind."""
    changes = publication_changes(publication)
    return PublicationPage(
        line=_line(publication),
        published=done_words(publication.published_by, publication.published_at),
        sha256=publication.sha256,
        is_whole=publication.upload.is_whole,
        changes=changes,
        note=shown_words(changes),
        names_wait="" if publication.is_searchable else str(NAMES_WAIT),
    )


def _state_words(upload: RegisterUpload) -> str:
    """Say how far a file is: what people made of it, once it was read."""
    if upload.state == UploadState.READY and upload.review_state != ReviewState.KEPT:
        return str(ReviewState(upload.review_state).label)
    return str(UploadState(upload.state).label)


def _about(upload: RegisterUpload) -> str:
    return uploaded_words(person_words(upload.uploaded_by), upload.uploaded_at)


def _line(row: RegisterPublication) -> PublicationLine:
    return PublicationLine(
        revision=row.revision,
        when=moment_words(row.published_at),
        by=person_words(row.published_by),
        reason=own_words(row.reason),
        file_name=row.upload.file_name,
        figures=publication_words(row),
    )


def _problems(upload: RegisterUpload) -> tuple[Problem, ...]:
    """Return the first problems; a file that killed its readers has one."""
    if upload.state != UploadState.REFUSED:
        return ()
    if not upload.problem_file:
        what = _("reading it failed several times")
        return (Problem(_("the file"), what, _("a smaller file, or CSV")),)
    with upload.problem_file.open("rb") as file:
        text = (line.decode("utf-8-sig") for line in file)
        return first_problems(text)


def _warning(counts: RegisterCounts) -> str:
    """Say how many entries would end where that is more than a correction takes."""
    before = counts.changed + counts.unchanged + counts.missing
    if counts.ended <= MANY_ENDED or counts.ended * SHARE <= before:
        return ""
    return _("This ends %(ended)d of %(before)d organisations of the register.") % {
        "ended": counts.ended,
        "before": before,
    }
