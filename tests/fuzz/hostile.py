"""Files made to do harm: bombs, entities, formulas, depth, lies about themselves."""

import io
import zipfile
import zlib

from openpyxl import Workbook

from tests.alliances.files.workbooks import archive, make_book, repacked
from tests.proposals.files.papers import NAMESPACE, TYPES

SHEET = "xl__worksheets__sheet1_xml"
MIB = 1024 * 1024
BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a0 "ha">'
    + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
    )
    + b"]>"
)
"""Entities of entities, ten times each, nine levels deep."""
FETCHED = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def workbooks() -> dict[str, bytes]:
    """Return workbooks by what is wrong with them."""
    book = make_book(("=cmd|' /C calc'!A0", "BE", "applicant", "@SUM(1)", "", ""))
    blank = b"0" * (20 * MIB)
    return {
        "formulas": book,
        "a formula that fetches": _formula_that_fetches(),
        "entities in a sheet": repacked(
            book, **{SHEET: lambda xml: BILLION + _root(xml, b"&a9;")}
        ),
        "a sheet that fetches": repacked(
            book, **{SHEET: lambda xml: FETCHED + _root(xml, b"&f;")}
        ),
        "entities in the texts": repacked(
            book,
            xl__sharedStrings_xml=lambda _xml: (
                BILLION + b"<sst><si><t>&a9;</t></si></sst>"
            ),
        ),
        "a part of 20 MiB": archive(
            **{"[Content_Types].xml": b"", "xl__workbook.xml": blank}
        ),
        "a bomb in a bomb": archive(**{"[Content_Types].xml": _packed(_packed(blank))}),
        "a million rows": repacked(
            book, **{SHEET: lambda xml: _root(xml, b"<row/>" * 10**6)}
        ),
        "the last row there is": repacked(
            book, **{SHEET: lambda xml: xml.replace(b'r="1"', b'r="1048576"')}
        ),
        "a row beyond the last": repacked(
            book, **{SHEET: lambda xml: xml.replace(b'r="1"', b'r="99999999999"')}
        ),
        "deep XML": repacked(book, **{SHEET: lambda _xml: b"<a>" * 200_000}),
        "a shared text that is not there": repacked(
            book, **{SHEET: lambda xml: xml.replace(b"<v>0<", b"<v>999999<")}
        ),
        "two parts of one name": _twice(book),
        "a size that lies": _lying(book),
        "cut short": book[: len(book) // 2],
    }


def documents() -> dict[str, bytes]:
    """Return documents of word processors by what is wrong with them."""
    head = b'<w:document xmlns:w="%s"><w:body>' % NAMESPACE.encode()
    tail = b"</w:body></w:document>"
    deep = b"<w:tbl><w:tr><w:tc>" * 5000
    return {
        "entities": _document(
            BILLION + head + b"<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>" + tail
        ),
        "fetches": _document(
            FETCHED + head + b"<w:p><w:r><w:t>&f;</w:t></w:r></w:p>" + tail
        ),
        "deep": _document(head + deep),
        "many paragraphs": _document(head + b"<w:p/>" * 200_000 + tail),
        "blank for ever": _document(b" " * (20 * MIB)),
    }


def texts() -> dict[str, bytes]:
    """Return texts for whatever reads text: JSON, TOML and tables."""
    return {
        "nothing": b"",
        "NUL": b"\0" * 1000,
        "not UTF-8": b"name,country\n\xff\xfe\xfa,BE\n",
        "half a surrogate": b'{"schema": "\\ud800", "call": "\\udfff"}',
        "deep lists": b"[" * 100_000,
        "deep lists in TOML": b"a = " + b"[" * 100_000,
        "deep objects": b'{"partners": [' * 50_000,
        "deep objects, closed": b'{"partners":[' * 400 + b"]}" * 400,
        "deep tables": b"[" + b"a." * 50_000 + b"b]",
        "a long number": b'{"call": ' + b"9" * 100_000 + b"}",
        "a long number in TOML": b"format = " + b"9" * 100_000,
        "a huge exponent": b'{"grant_requested_eur": 1e999999999}',
        "not a number": b'{"duration_months": NaN, "grant_requested_eur": -Infinity}',
        "one key many times": b"{" + b'"call": 1,' * 20_000 + b'"call": 1}',
        "one long cell": b'name,country\n"' + b"a" * (4 * MIB) + b'",BE\n',
        "quotation marks": b'"' * 100_000,
        "many columns": b"," * 500_000,
        "many rows": b"a,b\n" * 100_000,
        "formulas": b"name,country,role\n=1+1,@A1,+x\n-2,\t=3,\r=4\n",
        "letters from right to left": "name,country\n\u202egnp.exe\u202c,BE\n".encode(),
        "UTF-16 cut in two": b"\xff\xfen\0a\0m",
        "too much": b"a" * (6 * MIB),
    }


def papers() -> dict[str, bytes]:
    """Return PDFs and pictures by what is wrong with them."""
    packed = zlib.compress(b"0" * (300 * MIB), 9)
    head = b"%PDF-1.7\n1 0 obj\n<< /Length " + str(len(packed)).encode()
    wide = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", b"\0\x01\0\0\0\x01\0\0\x08\x02\0\0\0")
    return {
        "a stream of 300 MiB": head + b" /Filter /FlateDecode >>\nstream\n" + packed,
        "nothing but a beginning": b"%PDF-",
        "a list without end": b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000,
        "objects in circles": b"%PDF-1.7\n1 0 obj\n<< /Pages 1 0 R /Kids [1 0 R] >>\n"
        b"endobj\n"
        b"trailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF",
        "a picture of 65536 by 65536": wide
        + _chunk(b"IDAT", zlib.compress(b"\0" * MIB)),
        "a JPEG of nothing": b"\xff\xd8\xff" * 10_000,
    }


def _formula_that_fetches() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["name", "country", "role"])
    sheet["A2"] = '=HYPERLINK("file:///etc/passwd", "a")'
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _root(xml: bytes, inside: bytes) -> bytes:
    """Return a sheet with something more in it, without its declaration."""
    body = xml.partition(b"?>")[2] if xml.startswith(b"<?xml") else xml
    return body.replace(b"<sheetData>", b"<sheetData>" + inside, 1)


def _document(body: bytes) -> bytes:
    return bytes(archive(**{TYPES: b"<Types/>", "word__document.xml": body}))


def _packed(content: bytes) -> bytes:
    return bytes(archive(inside=content))


def _twice(book: bytes) -> bytes:
    file = io.BytesIO(book)
    with zipfile.ZipFile(file, "a") as packed:
        # zipfile says twice, as a warning, that the name is there already.
        packed.writestr("xl/worksheets/sheet2.xml", b"<a/>")
        packed.writestr("xl/Worksheets/sheet1.xml", b"<a/>")
    return file.getvalue()


def _lying(book: bytes) -> bytes:
    """Return an archive whose list says that its parts hold nothing."""
    at = book.rfind(b"PK\x01\x02")
    return book[: at + 20] + b"\0" * 8 + book[at + 28 :]


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + kind + content + check
