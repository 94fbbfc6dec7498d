"""Lists of partners however they are laid out: the sheet, before it is mapped."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from alliances.files.consortium import (
    StatedPartner,
    is_json,
    is_workbook,
    parse_json,
    suffix_of,
)
from alliances.files.encodings import decode
from alliances.files.mapping import MOST_SEARCHED, columns_found
from alliances.files.partners import PARTNER_KEYS
from alliances.files.problems import FileRefused, refuse_if_too_large
from alliances.files.sheets import (
    MOST_ROWS,
    SEPARATORS,
    Sheet,
    separated_rows,
)
from alliances.files.workbooks import workbook_sheet


def read_list(content: bytes, name: str) -> Sheet:
    """Return the rows of a CSV or XLSX file, titles above the heading included.

    Of a consortium file in JSON they are its partners, below our own headings.
    Raises FileRefused and no other exception.
    """
    if is_json(content, name):
        return _stated(parse_json(content).partners)
    if is_workbook(content, name):
        return workbook_sheet(content, suffix_of(name))
    refuse_if_too_large(content)
    decoded = decode(content)
    text = decoded.text
    read = [_separated(text, each) for each in SEPARATORS]
    # Of two separators that tell as much the first is the likelier one.
    best = max(read, key=_told)
    return replace(best if best.rows else _refused_or_blank(text), guess=decoded.guess)


def _stated(partners: Iterable[StatedPartner]) -> Sheet:
    rows = [
        [p.name, p.country or "", p.role, "|".join(p.types), p.pic or "", p.status]
        for p in partners
    ]
    return Sheet(tuple(enumerate([list(PARTNER_KEYS), *rows], 1)))


def _told(sheet: Sheet) -> tuple[int, int]:
    """Return how many of our columns are found, then how many most rows have.

    Headings in a language we do not know still stand in as many columns as the rows.
    """
    widths = Counter(len(cells) for _number, cells in sheet.rows[:MOST_SEARCHED])
    return columns_found(sheet), max(widths, key=lambda each: widths[each], default=0)


def _separated(text: str, separator: str) -> Sheet:
    try:
        return Sheet(tuple(islice(separated_rows(text, separator), MOST_ROWS)))
    except FileRefused:
        return Sheet(())


def _refused_or_blank(text: str) -> Sheet:
    """Say where the quotation marks do not match, if that is why nothing was read."""
    return Sheet(tuple(islice(separated_rows(text, SEPARATORS[0]), MOST_ROWS)))
