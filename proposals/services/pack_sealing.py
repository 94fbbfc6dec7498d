"""Sealing packs of submissions: never at the price of a pack, again where it failed."""

import datetime as dt
import hashlib
from dataclasses import dataclass

import structlog
from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils import timezone

from proposals.documents.renderer import Progress, RenderedPdf
from proposals.documents.seal import SealUnusable, present_sealer, seal_pdf
from proposals.enums import PackForm, PackState, PackStep, SealTrouble
from proposals.models import ApplicationPack
from proposals.services.pack_heartbeat import ClaimLost

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 20
"""Packs one run seals: a few seconds each, far within the limit of a task."""

WAITS_FOR_A_SEAL = Q(state=PackState.READY, form=PackForm.ARCHIVAL) & ~Q(
    seal_trouble=SealTrouble.NONE
)


@dataclass(frozen=True, slots=True)
class Seal:
    """A file as it is stored, and what its row says of the seal."""

    content: bytes
    drawn_sha256: str
    """Of the bytes before the seal: the same snapshot gives the same."""
    subject: str = ""
    until: dt.datetime | None = None
    trouble: SealTrouble = SealTrouble.NONE

    def fields(self) -> dict[str, object]:
        """Return the columns of the pack."""
        return {
            "file_sha256": hashlib.sha256(self.content).hexdigest(),
            "drawn_sha256": self.drawn_sha256,
            "sealed_by": self.subject,
            "sealed_until": self.until,
            "seal_trouble": self.trouble,
        }


def sealed(*, drawing: RenderedPdf, progress: Progress) -> Seal:
    """Seal what is archival, where there is a certificate; else return it as it is.

    A certificate that is unusable, or fails, leaves the file unsealed with a mark.
    Raises ClaimLost only.
    """
    if drawing.form is not PackForm.ARCHIVAL:
        return _seal_with_nothing(drawing.content)
    return _sealed(drawing.content, progress)


def seal_waiting_packs() -> int:
    """Seal packs whose seal failed; return how many, at most twenty.

    The unsealed file is there until the sealed one takes its place. Nothing is tried
    while the certificate cannot be used.
    """
    try:
        if present_sealer(now=timezone.now()) is None:
            return 0
    except SealUnusable as unusable:
        log.warning("seal_unusable", trouble=unusable.trouble)
        return 0
    waiting = ApplicationPack.objects.filter(WAITS_FOR_A_SEAL).order_by("finished_at")
    return sum(_sealed_again(each) for each in waiting[:MOST_AT_ONCE])


def _sealed(content: bytes, progress: Progress) -> Seal:
    try:
        sealer = present_sealer(now=timezone.now())
        if sealer is None:
            return _seal_with_nothing(content)
        found = seal_pdf(content, sealer=sealer, progress=progress)
    except ClaimLost:
        raise
    except SealUnusable as unusable:
        log.warning("seal_unusable", trouble=unusable.trouble)
        return _seal_with_nothing(content, unusable.trouble)
    except Exception:
        log.exception("seal_failed")
        return _seal_with_nothing(content, SealTrouble.FAILED)
    drawn = hashlib.sha256(content).hexdigest()
    return Seal(found.content, drawn, found.subject, found.until)


def _seal_with_nothing(content: bytes, trouble: SealTrouble = SealTrouble.NONE) -> Seal:
    return Seal(content, hashlib.sha256(content).hexdigest(), trouble=trouble)


def _sealed_again(pack: ApplicationPack) -> bool:
    """Replace the file by the sealed one, unless the pack changed meanwhile."""
    storage, old = pack.file.storage, str(pack.file.name)
    try:
        with storage.open(old) as file:
            content = file.read()
    except FileNotFoundError:
        log.warning("unsealed_pack_gone", pack=str(pack.public_id))
        return False
    seal = _sealed(content, _nobody_watches)
    if seal.trouble:
        ApplicationPack.objects.filter(pk=pack.pk).update(seal_trouble=seal.trouble)
        return False
    name = storage.save(f"{pack.public_id}/sealed.pdf", ContentFile(seal.content))
    unchanged = ApplicationPack.objects.filter(WAITS_FOR_A_SEAL, pk=pack.pk, file=old)
    is_taken = bool(unchanged.update(file=name, **seal.fields()))
    storage.delete(old if is_taken else name)
    return is_taken


def _nobody_watches(_step: PackStep, _done: int, _total: int) -> None:
    """Take progress of a pack that is there already."""
