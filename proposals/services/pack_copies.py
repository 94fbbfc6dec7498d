"""The signed copies a submission names, read for its pack."""

from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from proposals.documents.attached import Copies
from proposals.models import ApplicationPack, SignedCopy
from proposals.snapshots import thaw

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class StoredCopies:
    """Reads a file when it is asked for: all together may be too much for memory."""

    rows: Mapping[str, SignedCopy]

    def get(self, sha256: str, /) -> bytes | None:
        """Return the bytes; None where the file is gone, other trouble is raised."""
        copy = self.rows.get(sha256)
        if copy is None:
            return None
        try:
            with copy.file.open("rb") as file:
                return bytes(file.read())
        except FileNotFoundError:
            log.warning("signed_copy_gone", copy=str(copy.public_id))
            return None


def copies_named_in(*, pack: ApplicationPack) -> Copies:
    """Return the files of signed copies that what was submitted names.

    Only of its own alliance: nobody gets another one's by its digest.
    """
    partners = thaw(pack.content).partners
    rows = SignedCopy.objects.filter(
        partnership__alliance=pack.proposal.alliance_id,
        sha256__in=[each.signed.sha256 for each in partners if each.signed],
    ).exclude(file="")
    return StoredCopies({each.sha256: each for each in rows.order_by("pk")})
