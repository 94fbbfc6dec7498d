"""Consortium files: the door to reading one, whatever its format."""

from collections.abc import Mapping
from pathlib import PurePath

from django.utils.translation import gettext as _

from alliances.files.consortium_csv import parse_csv
from alliances.files.consortium_json import parse_json
from alliances.files.facts import FACTS
from alliances.files.problems import MOST_BYTES, FileRefused, Problem, refuse
from alliances.files.stated import ConsortiumFile, Given, StatedPartner

__all__ = [
    "FACTS",
    "MOST_BYTES",
    "ConsortiumFile",
    "FileRefused",
    "Given",
    "Problem",
    "StatedPartner",
    "parse_csv",
    "parse_file",
    "parse_json",
]

ZIP_START = b"PK\x03\x04"
CSV_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
XLSX_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


def parse_file(
    content: bytes, name: str, given: Mapping[str, Given] | None = None
) -> ConsortiumFile:
    """Return the consortium of a file called `name`, JSON or CSV.

    An unknown ending is decided by the first character. Raises FileRefused.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in XLSX_SUFFIXES or content.startswith(ZIP_START):
        what = _("a workbook, which is not read yet")
        raise refuse(_("the file"), what, _("the sheet saved as CSV, or JSON"))
    if suffix in CSV_SUFFIXES:
        return parse_csv(content, given)
    if suffix == ".json" or content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in b"{[":
        return parse_json(content, given)
    return parse_csv(content, given)
