"""Consortium files in CSV."""

from collections.abc import Mapping

from alliances.files.consortium_rows import read_consortium
from alliances.files.partners import PARTNER_KEYS
from alliances.files.problems import refuse_if_too_large
from alliances.files.sheets import text_sheet
from alliances.files.stated import ConsortiumFile, Given


def parse_csv(
    content: bytes,
    given: Mapping[str, Given] | None = None,
    *,
    countries: Mapping[str, str] | None = None,
    beside: str = "%s",
) -> ConsortiumFile:
    """Return the consortium of CSV bytes and the facts `given` by key.

    Raises FileRefused with every problem and no other exception, whatever the bytes.
    """
    refuse_if_too_large(content)
    sheet = text_sheet(content, PARTNER_KEYS)
    return read_consortium(sheet, given, countries=countries, beside=beside)
