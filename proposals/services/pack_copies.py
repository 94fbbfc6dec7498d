"""The signed copies a submission names, read for its pack."""

import structlog

from proposals.documents.attached import MOST_COPIED, Copies
from proposals.models import ApplicationPack, SignedCopy
from proposals.snapshots import thaw

log = structlog.get_logger(__name__)


def copies_named_in(*, pack: ApplicationPack) -> Copies:
    """Return the files of signed copies by their digests, as many as a pack holds.

    Only of its own alliance. What a draft names is not read, what is not found is
    absent: the pack says so.
    """
    application = thaw(pack.content)
    named = [each.signed.sha256 for each in application.partners if each.signed]
    if application.submission is None or not named:
        return {}
    rows = SignedCopy.objects.filter(
        partnership__alliance=pack.proposal.alliance_id, sha256__in=named
    ).exclude(file="")
    by_digest = {each.sha256: each for each in rows.order_by("pk")}
    found = {each: _read(by_digest[each]) for each in _fitting(named, by_digest)}
    return {digest: content for digest, content in found.items() if content}


def _fitting(named: list[str], rows: dict[str, SignedCopy]) -> list[str]:
    """Return the digests to read, until all together are more than a pack holds."""
    fitting, size = [], 0
    for digest in named:
        if digest in rows and size <= MOST_COPIED:
            size += rows[digest].size
            fitting.append(digest)
    return fitting


def _read(copy: SignedCopy) -> bytes:
    """Return the bytes; none where the file is gone, any other trouble is raised."""
    try:
        with copy.file.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        log.warning("signed_copy_gone", copy=str(copy.public_id))
        return b""
