"""Signed copies: taken, replaced, removed; never a file without its row for long.

The file is looked at before any lock is taken, and saved under a random name inside the
transaction. What an act left behind that was undone goes with it; what a machine left
that died is swept.
"""

import datetime as dt
import hashlib
import re
import secrets

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from alliances.models import Partnership, User
from proposals.enums import ActivityKind
from proposals.errors.formal_documents import (
    CodeUnknown,
    CopyOfAnother,
    CopyOfFormer,
    CopySubmitted,
    CopySuspicious,
    CopyUnsigned,
    NoCopy,
    NothingToSign,
    TooManyCopies,
)
from proposals.files.signed_files import SignedFile, read_signed_file
from proposals.models import (
    ConfirmationRequest,
    FormalDocument,
    Proposal,
    SignedCopy,
)
from proposals.models.formal_documents import copy_storage
from proposals.policies import can_draw
from proposals.selectors.mandates.document_contents import kind_of
from proposals.services.activity import Contact, Fact, note_act
from proposals.services.caps import DAY
from proposals.services.drafts import lock_draft
from proposals.services.formal_documents import held_answer

FOLDER = "signed"
BLANKS = re.compile(r"[\s.\-]+")
LEFT_BEHIND = dt.timedelta(hours=1)
"""A file without a row is no upload under way any more after so long."""
MOST_A_DAY = 20
"""Copies of one partner, replaced and removed ones too: links need no account."""


def upload_copy(
    *, proposal: Proposal, number: int, content: bytes, code: str, by: User
) -> SignedCopy:
    """Keep a signed copy for a partner; one that stood before becomes history.

    `code` is what was typed of the paper, empty if nobody could read it. Refuses with
    CopyRefused, such as TooManyCopies, CodeUnknown, NothingToSign and NotAllowed; twice
    are two copies.
    """
    read = _looked_at(content)
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_draw)
        row = draft.alliance.partnerships.current().filter(number=number).first()
        if row is None:
            raise CopyOfFormer
        return _keep(draft, row, (content, read), code, by)


def upload_own_copy(*, token: str, content: bytes, code: str) -> SignedCopy:
    """Keep the signed mandate of a partner whose contact confirmed by a link.

    Refuses as `upload_copy`, and with LinkClosed for a link that may not.
    """
    read = _looked_at(content)
    with transaction.atomic():
        asked, draft = held_answer(token=token)
        return _keep(draft, asked.partnership, (content, read), code, asked)


def remove_copy(*, proposal: Proposal, number: int, key: int, by: User) -> None:
    """Remove the signed copy that stands; its record stays, its file goes.

    Refuses with NoCopy, with NotAllowed, and with CopySubmitted once a submission was
    received with it.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_draw)
        found = SignedCopy.objects.filter(
            partnership__alliance=draft.alliance_id, partnership__number=number
        )
        copy = found.filter(pk=key, ended_at=None).first()
        if copy is None:
            raise NoCopy
        if draft.submissions.filter(received_at__gte=copy.uploaded_at).exists():
            raise CopySubmitted
        name, storage = str(copy.file.name), copy.file.storage
        copy.file, copy.ended_at = "", timezone.now()
        copy.is_removed, copy.ended_by = True, by
        copy.save()
        told = {"sha256": copy.sha256}
        kind = ActivityKind.COPY_REMOVED
        note_act(draft=draft, kind=kind, by=by, partner=number, facts=told)
        transaction.on_commit(lambda: storage.delete(name))


def sweep_copies() -> int:
    """Delete files without a row that are older than an hour; return how many."""
    storage, old = copy_storage(), timezone.now() - LEFT_BEHIND
    try:
        names = {f"{FOLDER}/{each}" for each in storage.listdir(FOLDER)[1]}
    except FileNotFoundError:  # of a disk; a bucket has no folders and lists nothing
        return 0
    known = SignedCopy.objects.filter(file__in=names).values_list("file", flat=True)
    lost = [
        name
        for name in sorted(names - set(known))
        if storage.get_modified_time(name) < old
    ]
    for name in lost:
        storage.delete(name)
    return len(lost)


def _looked_at(content: bytes) -> SignedFile:
    """Read a file and have it scanned, if this installation has a scanner."""
    read = read_signed_file(content)
    if settings.UPLOAD_SCANNER and not import_string(settings.UPLOAD_SCANNER)(content):
        raise CopySuspicious
    return read


def _keep(
    draft: Proposal,
    row: Partnership,
    file: tuple[bytes, SignedFile],
    code: str,
    by: User | ConfirmationRequest,
) -> SignedCopy:
    content, read = file
    kind = kind_of(row)
    if kind is None:
        raise NothingToSign
    _require_room(row)
    digest = hashlib.sha256(content).hexdigest()
    _require_own(row, read, digest)
    person = by if isinstance(by, User) else None
    standing = SignedCopy.objects.filter(partnership=row, kind=kind, ended_at=None)
    standing.update(ended_at=timezone.now(), ended_by=person)
    copy = SignedCopy(
        partnership=row,
        kind=kind,
        document=_signed_version(row, kind, code, read),
        file_kind=read.kind,
        sha256=digest,
        size=len(content),
        pages=read.pages,
        uploaded_by=person,
        request=None if isinstance(by, User) else by,
    )
    storage = copy.file.storage
    name = storage.save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(content))
    try:
        copy.file = name
        copy.save()
        who = by if isinstance(by, User) else Contact(by.email)
        told: dict[str, Fact] = {"sha256": copy.sha256, "pages": copy.pages}
        note_act(
            draft=draft,
            kind=ActivityKind.COPY_UPLOADED,
            by=who,
            partner=row.number,
            facts=told,
        )
    except BaseException:
        storage.delete(name)
        raise
    return copy


def _require_room(row: Partnership) -> None:
    """Refuse to fill the disk; the draft is locked, so none slips by."""
    today = SignedCopy.objects.filter(
        partnership=row, uploaded_at__gt=timezone.now() - DAY
    )
    if today.count() >= MOST_A_DAY:
        raise TooManyCopies


def _require_own(row: Partnership, read: SignedFile, digest: str) -> None:
    """Refuse the paper of another partner, and one that came back as it was drawn."""
    if not read.covered_digest:
        return
    drawn = FormalDocument.objects.filter(
        partnership__alliance=row.alliance_id, covered_digest=read.covered_digest
    )
    papers = list(
        drawn.values_list("partnership", "partnership__number", "file_sha256")
    )
    others = [number for holder, number, _file in papers if holder != row.pk]
    if others and len(others) == len(papers):
        raise CopyOfAnother(others[0])
    if digest in {file for _holder, _number, file in papers}:
        raise CopyUnsigned


def _signed_version(
    row: Partnership, kind: str, code: str, read: SignedFile
) -> FormalDocument | None:
    """Return what was signed: as typed, else as the file itself says, if it does."""
    drawn = FormalDocument.objects.filter(partnership=row, kind=kind)
    typed = BLANKS.sub("", code).lower()
    if typed:
        found = drawn.filter(covered_digest__startswith=typed).first()
        if found is None or len(typed) != len(found.code):
            raise CodeUnknown
        return found
    if read.covered_digest:
        return drawn.filter(covered_digest=read.covered_digest).first()
    return None
