"""Consortium files in XLSX: the same heading and the same rows as CSV."""

from collections.abc import Mapping

from alliances.files.consortium_rows import read_consortium
from alliances.files.stated import ConsortiumFile, Given
from alliances.files.workbooks import workbook_sheet


def parse_xlsx(
    content: bytes,
    given: Mapping[str, Given] | None = None,
    *,
    suffix: str = ".xlsx",
    countries: Mapping[str, str] | None = None,
    beside: str = "%s",
) -> ConsortiumFile:
    """Return the consortium of a workbook and the facts `given` by key.

    Raises FileRefused with every problem and no other exception, whatever the bytes.
    """
    sheet = workbook_sheet(content, suffix)
    return read_consortium(sheet, given, countries=countries, beside=beside)
