"""Drawn documents as files: one, or all that stand in one archive."""

import io
import zipfile

from django.utils.text import slugify

from alliances.models import Partnership
from proposals.models import FormalDocument, Proposal, SignedCopy
from proposals.selectors.mandates.document_contents import contents_of
from proposals.snapshots.covered import digest_of_text

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""What every file in an archive says of its time: the same files, the same bytes."""
LONGEST_NAME = 40


def newest_drawn(row: Partnership, *, kind: str) -> FormalDocument | None:
    """Return the newest document of a partner that has its file: one query."""
    drawn = FormalDocument.objects.filter(partnership=row, kind=kind)
    return drawn.exclude(file="").first()


def present_documents(proposal: Proposal) -> list[FormalDocument]:
    """Return what can be signed as the draft stands, by number of the partner."""
    covered = {digest_of_text(each.covered) for each in contents_of(proposal).values()}
    found: dict[int, FormalDocument] = {}
    for each in (
        FormalDocument.objects.filter(
            partnership__alliance=proposal.alliance_id, covered_digest__in=covered
        )
        .exclude(file="")
        .select_related("partnership")
    ):
        found.setdefault(each.partnership.number, each)
    return [found[number] for number in sorted(found)]


def archive_of(documents: list[FormalDocument]) -> bytes:
    """Return documents in one ZIP; the same documents are the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for each in documents:
            with each.file.open("rb") as file:
                packed.writestr(zipfile.ZipInfo(file_name(each), EARLIEST), file.read())
    return archive.getvalue()


def file_name(document: FormalDocument) -> str:
    """Name a download after partner, kind and version."""
    row = document.partnership
    name = slugify(row.name)[:LONGEST_NAME].strip("-")
    parts = (row.label.lower(), name, document.kind, document.code.lower())
    return "-".join(filter(None, parts)) + ".pdf"


def copy_name(copy: SignedCopy) -> str:
    """Name the download of a signed copy after partner, kind and content."""
    row = copy.partnership
    name = slugify(row.name)[:LONGEST_NAME].strip("-")
    parts = (row.label.lower(), name, copy.kind, "signed", copy.sha256[:8])
    return "-".join(filter(None, parts)) + f".{copy.file_kind}"
