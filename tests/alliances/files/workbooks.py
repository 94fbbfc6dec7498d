"""Workbooks for the tests: made as people make them, or broken on purpose."""

import io
import zipfile

from openpyxl import Workbook

from alliances.files.consortium import parse_xlsx
from tests.alliances.files.samples import BESIDE, COUNTRIES

HEADING = ("name", "country", "role", "type", "pic", "status")
PATRAS = ("University of Patras", "EL", "applicant", "higher_education", None, None)
CONTENT_TYPES = "[Content_Types].xml"


def make_book(*rows, change=None, heading=HEADING):
    """Return a workbook of a heading and rows; `change` gets its sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (heading, *rows):
        sheet.append(row)
    if change is not None:
        change(sheet)
    return saved(book)


def saved(book):
    """Return the bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def archive(*, compression=zipfile.ZIP_DEFLATED, **parts):
    """Return a zip file of parts by name, "__" in a name standing for "/"."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def repacked(content, **changes):
    """Return an archive with parts changed by functions of their bytes."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            change = changes.get(name.replace("/", "__").replace(".", "_"))
            part = old.read(name)
            new.writestr(name, change(part) if change else part)
    return file.getvalue()


def read_book(content, given=BESIDE, suffix=".xlsx"):
    """Parse a workbook with the few countries of the samples."""
    return parse_xlsx(content, given, suffix=suffix, countries=COUNTRIES)
