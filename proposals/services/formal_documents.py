"""Mandates and declarations: asked for, drawn by a worker, never forgotten.

The row is the job. The same words give the same bytes, so two workers that draw one
document do no harm: the first to finish gives it its file.
"""

import hashlib
from collections.abc import Collection, Iterable
from datetime import timedelta

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alliances.models import User
from proposals import outbox
from proposals.documents.formal import draw_document, formal_renderer_version
from proposals.enums import ActivityKind
from proposals.errors import LinkClosed
from proposals.errors.formal_documents import NothingToSign
from proposals.models import ConfirmationRequest, FormalDocument, Proposal
from proposals.models.formal_documents import MOST_ATTEMPTS
from proposals.policies import can_draw, can_sign
from proposals.selectors.mandates.document_contents import DocumentContent, contents_of
from proposals.services.activity import Contact, Fact, Person, note_act
from proposals.services.drafts import hold_draft, lock_draft
from proposals.snapshots.covered import digest_of_text

log = structlog.get_logger(__name__)

JOB = "formal-document"
RESEND_AFTER = timedelta(seconds=60)
"""Not drawn for so long, the message of a document is taken for lost."""


def request_documents(
    *, proposal: Proposal, by: User, numbers: Collection[int] | None = None
) -> int:
    """Have mandates and the declaration drawn as the draft stands; say how many.

    `numbers` names partners, None means everybody who signs something. What is drawn
    in these very words already stays as it is. Refuses with NotAllowed, and with
    NothingToSign where nobody of these signs anything.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_draw)
        contents = contents_of(draft)
        if numbers is not None:
            contents = {
                number: contents[number] for number in contents.keys() & set(numbers)
            }
        return _request(draft, contents, by)


def request_own_mandate(*, token: str) -> None:
    """Have the mandate of the partner drawn whose contact confirmed by a link.

    Refuses with LinkClosed for a link that may not.
    """
    with transaction.atomic():
        asked, draft = held_answer(token=token)
        number = asked.partnership.number
        contents = {number: contents_of(draft)[number]}
        _request(draft, contents, Contact(asked.email))


def held_answer(*, token: str) -> tuple[ConfirmationRequest, Proposal]:
    """Return who confirmed by a link, under the lock of its draft.

    Only while the answer stands and the partner signs a mandate; else LinkClosed.
    """
    found = ConfirmationRequest.objects.by_token(token)
    asked = found.select_related("partnership__alliance__proposal").first()
    if asked is None:
        raise LinkClosed
    draft = hold_draft(proposal=asked.partnership.alliance.proposal)
    # Read anew: the rows were read before we waited for the lock.
    asked.refresh_from_db(fields=["revoked_at"])
    asked.partnership.refresh_from_db()
    if not can_sign(asked):
        raise LinkClosed
    return asked, draft


def render_document(*, key: int) -> None:
    """Draw a document and keep its file; do nothing where it has one.

    A drawing that fails or kills its worker is tried again by the sweeper, three times
    in all; asking for it again starts anew. One erased meanwhile leaves no file.
    """
    waiting = FormalDocument.objects.filter(pk=key, file="")
    document = waiting.first()
    claimed = waiting.filter(attempts__lt=MOST_ATTEMPTS).update(
        attempts=F("attempts") + 1, queued_at=timezone.now()
    )
    if document is None or not claimed:
        return
    try:
        drawing = draw_document(document.content)
    except Exception:
        log.exception("document_not_drawn", document=key)
        return
    storage = document.file.storage
    name = storage.save(
        f"documents/{document.public_id}.pdf", ContentFile(drawing.content)
    )
    is_first = waiting.update(
        file=name,
        file_sha256=hashlib.sha256(drawing.content).hexdigest(),
        pages=drawing.pages,
    )
    if not is_first:
        storage.delete(name)


def resend_lost_documents() -> int:
    """Send again what nobody drew for a minute; return how many."""
    now = timezone.now()
    lost = FormalDocument.objects.filter(
        file="", attempts__lt=MOST_ATTEMPTS, queued_at__lt=now - RESEND_AFTER
    )
    keys = list(lost.values_list("pk", flat=True))
    for key in keys:
        outbox.add(JOB, str(key))
    FormalDocument.objects.filter(pk__in=keys, file="").update(queued_at=now)
    return len(keys)


def _request(draft: Proposal, contents: dict[int, DocumentContent], by: Person) -> int:
    if not contents:
        raise NothingToSign
    partners = draft.alliance.partnerships.filter(number__in=contents)
    keys = dict(partners.values_list("number", "pk"))
    wanted = {_digest(each): number for number, each in contents.items()}
    stored = FormalDocument.objects.filter(
        partnership__in=keys.values(), digest__in=wanted
    )
    failed = stored.filter(file="", attempts__gte=MOST_ATTEMPTS)
    again = list(failed.values_list("pk", flat=True))
    known = set(stored.values_list("digest", flat=True))
    failed.update(attempts=0, queued_at=timezone.now())
    new = FormalDocument.objects.bulk_create(
        FormalDocument(
            partnership_id=keys[number],
            kind=contents[number].kind,
            content=contents[number].text,
            digest=digest,
            covered=contents[number].covered,
            covered_digest=digest_of_text(contents[number].covered),
        )
        for digest, number in wanted.items()
        if digest not in known
    )
    _queue([*again, *(each.pk for each in new)])
    if new:
        told: dict[str, Fact] = {
            "partners": sorted(wanted[each.digest] for each in new),
            "codes": [each.code for each in new],
        }
        note_act(draft=draft, kind=ActivityKind.DOCUMENTS_DRAWN, by=by, facts=told)
    return len(contents)


def _queue(keys: Iterable[int]) -> None:
    for key in keys:
        outbox.add(JOB, str(key))


def _digest(content: DocumentContent) -> str:
    """Return the digest of a document: its words, and what draws them."""
    return digest_of_text(f"{formal_renderer_version()}\n{content.text}")
