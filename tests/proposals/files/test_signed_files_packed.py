"""Parsers unpack objects that stand packed in a PDF: nothing hides from the bound."""

import struct
import zlib

import pytest

from proposals.enums import CopyKind
from proposals.errors.formal_documents import CopyBroken, CopyTooLarge
from proposals.files import signed_files
from proposals.files.signed_files import SignedFile, read_signed_file

MOST = 100_000
OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
)
INDEX, PACKED, ROW = 5, 4, ">BIB"


def packed_pdf(
    blanks=0, keyword=b"stream\n", filters=b"/Filter/FlateDecode", encode=bytes
):
    """Return a PDF of one page whose objects are packed, with so many blanks."""
    heads, bodies = b"", b""
    for number, each in enumerate(OBJECTS, start=1):
        heads += b"%d %d " % (number, len(bodies))
        bodies += each + b" "
    data = encode(zlib.compress(heads + bodies + b" " * blanks, 9))
    said = b"/Type/ObjStm/N 3/First %d%s/Length %d" % (len(heads), filters, len(data))
    start = b"%PDF-1.5\n"
    packed = b"4 0 obj\n<<%s>>\n%s%s\nendstream\nendobj\n" % (said, keyword, data)
    places = [(0, 0, 0), *((2, PACKED, place) for place in range(3))]
    places += [(1, len(start), 0), (1, len(start + packed), 0)]
    rows = b"".join(struct.pack(ROW, *each) for each in places)
    about = b"/Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d" % len(rows)
    index = b"%d 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (INDEX, about, rows)
    end = b"startxref\n%d\n%%%%EOF\n" % len(start + packed)
    return start + packed + index + end


@pytest.fixture(autouse=True)
def bound(monkeypatch):
    monkeypatch.setattr(signed_files, "MOST_UNPACKED", MOST)


@pytest.mark.parametrize(
    "filters", [b"/Filter/FlateDecode", b"/Filter [ /FlateDecode ]/A/B#20C"]
)
def test_packed_objects_within_the_bound_are_read(filters):
    assert read_signed_file(packed_pdf(filters=filters)) == SignedFile(
        CopyKind.PDF, 1, ""
    )


def test_name_of_a_signature_handler_is_no_filter_that_hides():
    signed = packed_pdf(filters=b"/Filter/FlateDecode/Sig<</Filter/Adobe.PPKLite>>")

    assert read_signed_file(signed).pages == 1


@pytest.mark.parametrize(
    "keyword", [b"stream\n", b"stream\r\n", b"stream\r", b"stream \n", b"stream\t\r\n"]
)
def test_bound_holds_however_a_stream_begins(keyword):
    with pytest.raises(CopyTooLarge):
        read_signed_file(packed_pdf(MOST, keyword=keyword))


@pytest.mark.parametrize(
    "filters",
    [
        b"/Filter[/ASCIIHexDecode/FlateDecode]",
        b"/Filter [ /AHx /FlateDecode ]",
        b"/Fil#74er[/ASCIIHexD#65code/FlateDecode]",
        b"/Filter 7 0 R",
        b"/Filter[7 0 R/FlateDecode]",
        b"/Filter%\n[/ASCIIHexDecode/FlateDecode]",
    ],
)
def test_filters_that_would_hide_from_the_bound_are_refused(filters):
    def written_out(data):
        return data.hex().encode() + b">"

    with pytest.raises(CopyBroken):
        read_signed_file(packed_pdf(MOST, filters=filters, encode=written_out))
