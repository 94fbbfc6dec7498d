"""Consortium files: the door to reading one, whatever its format."""

from collections.abc import Mapping
from pathlib import PurePath

from alliances.files.archives import is_archive
from alliances.files.consortium_csv import parse_csv
from alliances.files.consortium_json import parse_json
from alliances.files.consortium_xlsx import parse_xlsx
from alliances.files.facts import FACTS
from alliances.files.json_values import NotJson
from alliances.files.problems import MOST_BYTES, FileRefused, Problem
from alliances.files.stated import ConsortiumFile, Given, StatedPartner

__all__ = [
    "FACTS",
    "MOST_BYTES",
    "ConsortiumFile",
    "FileRefused",
    "Given",
    "NotJson",
    "Problem",
    "StatedPartner",
    "is_json",
    "parse_csv",
    "parse_file",
    "parse_json",
    "parse_xlsx",
]

CSV_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def parse_file(
    content: bytes,
    name: str,
    given: Mapping[str, Given] | None = None,
    *,
    beside: str = "%s",
) -> ConsortiumFile:
    """Return the consortium of a file called `name`: JSON, CSV or XLSX.

    An unknown ending is decided by the first characters. `beside` makes the place of a
    fact that a sheet cannot state and that was not given. Raises FileRefused.
    """
    if is_workbook(content, name):
        return parse_xlsx(content, given, suffix=suffix_of(name), beside=beside)
    if is_json(content, name):
        return parse_json(content, given)
    return parse_csv(content, given, beside=beside)


def is_workbook(content: bytes, name: str) -> bool:
    """Say whether a file is a workbook, by its ending or its first bytes."""
    return suffix_of(name) in WORKBOOK_SUFFIXES or is_archive(content)


def is_json(content: bytes, name: str) -> bool:
    """Say whether a file is JSON, by its ending or its first character."""
    suffix = suffix_of(name)
    if suffix in CSV_SUFFIXES or is_workbook(content, name):
        return False
    start = content.removeprefix(BYTE_ORDER_MARK).lstrip()[:1]
    return suffix == ".json" or (bool(start) and start in b"{[")


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower()
