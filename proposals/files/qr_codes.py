"""Codes that phones read, as vectors: the same text is the same drawing."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

MARGIN = 4
"""Empty modules around, as ISO/IEC 18004 asks."""
MASK = 2
"""The mask that reads best for addresses of ours, on the average of many: trying all
eight for each text took five sixths of the drawing. Readers take any."""

MOST_KEPT = 256
"""Drawings kept in memory, of 6 kB each: a receipt is looked at again."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code as one path, in modules."""

    size: int
    """Of a side, with its margin."""
    path: str
    """What is dark, as the `d` of an SVG path."""


@lru_cache(maxsize=MOST_KEPT)
def qr_code(text: str) -> QrCode:
    """Return the code of a text; it still reads with a seventh of it dirty."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=MARGIN, mask_pattern=MASK)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    return QrCode(len(rows), "".join(_bars(rows)))


def _bars(rows: list[list[bool]]) -> list[str]:
    """Draw what is dark side by side as one bar: renderers leave no seams there."""
    bars = []
    for y, row in enumerate(rows):
        x = 0
        for is_dark, modules in groupby(row):
            width = len(list(modules))
            if is_dark:
                bars.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return bars
