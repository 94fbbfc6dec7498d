"""The lines below the pages of a draft: they change with every word, pages do not."""

import io
from dataclasses import dataclass
from functools import cache

from proposals.documents.fetching import font_file

# Points from the left and from below: where pack.css sets the lines of a whole pack.
LEFT, RIGHT, BASE = 51.02, 544.25, 41.2
SIZE = 7.6
QUIET, INK = "#5d5a53", "#1d1c1a"


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below every page."""

    words: str
    """Call, rules and the digest's first group."""
    of: str
    """The word between a page's number and how many there are."""


def feet(foot: Foot, *, pages: int, first: int) -> bytes:
    """Return a PDF of the lines alone, for the pages from `first` to the last."""
    from reportlab.lib.colors import HexColor  # half a second: only a worker needs it
    from reportlab.lib.pagesizes import A4  # as above
    from reportlab.pdfgen.canvas import Canvas  # as above

    regular, semibold = _fonts()
    lines = io.BytesIO()
    canvas = Canvas(lines, pagesize=A4, invariant=True)
    for number in range(first, pages + 1):
        canvas.setFont(regular, SIZE)
        canvas.setFillColor(HexColor(QUIET))
        canvas.drawString(LEFT, BASE, foot.words)
        canvas.setFont(semibold, SIZE)
        canvas.setFillColor(HexColor(INK))
        canvas.drawRightString(RIGHT, BASE, f"{number} {foot.of} {pages}")
        canvas.showPage()
    canvas.save()
    return lines.getvalue()


@cache
def _fonts() -> tuple[str, str]:
    """Make the fonts of the pack known to the drawing of lines; return their names."""
    from reportlab.pdfbase import pdfmetrics  # as in `feet`
    from reportlab.pdfbase.ttfonts import TTFont  # as in `feet`

    names = ("SourceSansPro-Regular", "SourceSansPro-Semibold")
    for name in names:
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(font_file(name))))
    return names
