"""Workbooks as archives: weighed and told apart before anything is unpacked."""

import io
import zipfile
from typing import BinaryIO

from django.utils.translation import gettext as _

from alliances.files.problems import FileRefused, refuse

MOST_PARTS = 1000
MOST_UNPACKED = 20 * 1024 * 1024
MOST_TIMES = 200
"""How many times its size a part may grow; a sheet of blanks grows some 50 times."""
SMALL = 1024 * 1024
"""Parts up to this size may grow as they like."""
IS_ENCRYPTED = 0x1
OLD_START = bytes.fromhex("d0cf11e0a1b11ae1")
ARCHIVE_STARTS = (b"PK\x03\x04", b"PK\x05\x06", OLD_START)
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
CONTENT_TYPES = "[Content_Types].xml"


def is_archive(content: bytes) -> bool:
    """Say whether the first bytes are those of a workbook, new or old."""
    return content.startswith(ARCHIVE_STARTS)


def check_archive(
    content: bytes | BinaryIO,
    suffix: str = ".xlsx",
    *,
    most_unpacked: int | None = None,
) -> None:
    """Refuse what is no workbook in XLSX, and one that would unpack to too much."""
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    file.seek(0)
    if file.read(len(OLD_START)) == OLD_START:
        if ENCRYPTED_PART in file.read():
            raise _refuse(_("a workbook protected by a password"))
        raise _refuse(_("a workbook of the old format .xls"))
    if suffix in {".xls", ".xlsb", ".ods", ".xlsm"}:
        raise _refuse(_("a file of the format %s") % suffix)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except Exception as error:  # zipfile raises more than BadZipFile on odd bytes
        raise _refuse(_("not a workbook")) from error
    _check_kind({each.filename for each in parts})
    _check_weight(parts, most_unpacked or MOST_UNPACKED)


def _check_kind(names: set[str]) -> None:
    if "mimetype" in names and "content.xml" in names:
        raise _refuse(_("a file of the format %s") % ".ods")
    if "xl/workbook.bin" in names:
        raise _refuse(_("a file of the format %s") % ".xlsb")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _refuse(_("a workbook with macros"))
    if CONTENT_TYPES not in names:
        raise _refuse(_("an archive that is not a workbook"))


def _check_weight(parts: list[zipfile.ZipInfo], most_unpacked: int) -> None:
    """Go by the sizes stated: zipfile unpacks no part beyond its own."""
    if any(each.flag_bits & IS_ENCRYPTED for each in parts):
        raise _refuse(_("a workbook protected by a password"))
    if len(parts) > MOST_PARTS:
        raise _refuse(_("a workbook of %d parts") % len(parts))
    if is_bomb(parts, most_unpacked):
        raise _refuse(_("a workbook that unpacks to far more than a table"))


def is_bomb(parts: list[zipfile.ZipInfo], most_unpacked: int = MOST_UNPACKED) -> bool:
    """Say whether an archive would unpack to far more than it is worth."""
    grows = any(
        each.file_size > max(SMALL, MOST_TIMES * each.compress_size) for each in parts
    )
    return grows or sum(each.file_size for each in parts) > most_unpacked


def _refuse(what: str) -> FileRefused:
    expected = _("the sheet saved as .xlsx or CSV, up to 5 MB")
    return refuse(_("the file"), what, expected)
