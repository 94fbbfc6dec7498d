"""Parsers unpack objects that stand packed in a PDF: nothing hides from the bound."""

import struct
import zlib

import pytest

from proposals.errors.formal_documents import (
    CopyBroken,
    CopyEncrypted,
    CopyPacked,
    CopyRefused,
)
from proposals.files import signed_files
from proposals.files.signed_files import read_signed_file

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
    ("filters", "said"),
    [
        (b"/Filter[/ASCIIHexDecode/FlateDecode]", CopyPacked),
        (b"/Filter [ /AHx /FlateDecode ]", CopyPacked),
        (b"/Fil#74er[/ASCIIHexD#65code/FlateDecode]", CopyPacked),
        (b"/Filter/RunLengthDecode", CopyPacked),
        (b"/Filter/LZWDecode", CopyPacked),
        (b"/Filter/ASCII85Decode", CopyPacked),
        (b"/Filter 7 0 R", CopyBroken),
        (b"/Filter[7 0 R/FlateDecode]", CopyBroken),
        (b"/Filter%\n[/ASCIIHexDecode/FlateDecode]", CopyBroken),
        (b"/DecodeParms<</Predictor 12/Columns 900000000>>", CopyPacked),
        (b"/DecodeParms 7 0 R", CopyPacked),
        (b"/#45ncrypt 7 0 R", CopyEncrypted),
    ],
)
def test_filters_that_would_hide_from_the_bound_are_refused(filters, said):
    def written_out(data):
        return data.hex().encode() + b">"

    with pytest.raises(CopyRefused) as refused:
        read_signed_file(packed_pdf(MOST, filters=filters, encode=written_out))

    assert type(refused.value) is said


def test_who_packed_in_an_old_way_is_told_what_to_do():
    assert str(CopyPacked.message) == (
        "This PDF is packed in an old way (such as ASCII85, LZW or RunLength) that we"
        " cannot check. Print it to a PDF once more, or scan it as PDF, JPEG or PNG."
    )
