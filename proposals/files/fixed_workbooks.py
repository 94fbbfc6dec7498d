"""Workbooks whose bytes do not know when they were written, or where."""

import datetime as dt
import io
import re
import zipfile

PROPERTIES = "docProps/core.xml"
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP can name; what is inside says the real one."""


def fixed_workbook(workbook: bytes, *, moment: dt.datetime) -> bytes:
    """Return a workbook as if it had been written at a moment, on any machine."""
    target = io.BytesIO()
    stamp = f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(target, "w") as fixed,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == PROPERTIES:
                content = MOMENT.sub(stamp, content)
            entry = zipfile.ZipInfo(name, OLDEST)
            # The same on every system: an entry also says who wrote it.
            entry.create_system = 0
            fixed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
