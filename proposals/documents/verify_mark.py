"""The mark on the cover by which anybody checks that a pack is what was received."""

from dataclasses import dataclass
from urllib.parse import quote

from django.template.loader import render_to_string

from proposals.selectors.submissions.verify_marks import verify_mark
from proposals.snapshots import FrozenApplication


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """The mark as a cover prints it."""

    door: str
    code: str
    address: str
    image: str
    """The drawn code as a `data:` address of vectors."""


def printed_mark(application: FrozenApplication, *, sha256: str) -> PrintedMark | None:
    """Return the mark of a submission, None for a draft: there is nothing to check.

    `sha256` is the digest of what was received.
    """
    if application.submission is None:
        return None
    mark = verify_mark(number=application.submission.number, sha256=sha256)
    drawing = render_to_string("documents/pack/qr.svg", {"drawn": mark.drawn})
    image = f"data:image/svg+xml,{quote(drawing)}"
    return PrintedMark(mark.door, mark.code, mark.address, image)
