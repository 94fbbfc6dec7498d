"""Text that a reader enlarges in the browser: its lines grow with it."""

import re
from pathlib import Path

from django.conf import settings

IN_PIXELS = re.compile(r"line-height:\s*[\d.]+px|font:[^;}]*/[\d.]+px")
STYLES = Path(settings.BASE_DIR) / "static" / "css"


def test_no_line_is_as_high_as_so_many_pixels():
    found = {
        str(path.relative_to(STYLES)): lines
        for path in sorted(STYLES.rglob("*.css"))
        if (lines := IN_PIXELS.findall(path.read_text(encoding="utf-8")))
    }

    assert found == {}, "Write it in rem, 16 pixels each: sizes of text are in rem"
