"""Archives: weighed before they are unpacked, other formats named."""

import io
import zipfile

import pytest

from alliances.files import archives
from alliances.files.archives import MOST_PARTS, check_archive
from tests.alliances.files.samples import lines_of
from tests.alliances.files.workbooks import (
    CONTENT_TYPES,
    PATRAS,
    archive,
    make_book,
)

EXPECTED = "the sheet saved as .xlsx or CSV, up to 5 MB"
OLD = bytes.fromhex("d0cf11e0a1b11ae1")
FAR_MORE = "a workbook that unpacks to far more than a table"
TYPES = {CONTENT_TYPES: "<Types/>"}


def refusal(content, suffix=".xlsx"):
    (line,) = lines_of(check_archive, content, suffix)
    what, expected = line.removeprefix("the file: ").split("; expected ")
    assert expected == EXPECTED
    return what


def test_workbook_passes():
    assert lines_of(check_archive, make_book(PATRAS)) == []


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "not a workbook"),
        (b"name,role\n", "not a workbook"),
        (b"PK\x03\x04rest", "not a workbook"),
        (OLD + b"rest", "a workbook of the old format .xls"),
        (
            OLD + "EncryptedPackage".encode("utf-16-le"),
            "a workbook protected by a password",
        ),
        (archive(a="b"), "an archive that is not a workbook"),
        (
            archive(**TYPES, xl__vbaProject="", **{"xl/vbaProject.bin": "x"}),
            "a workbook with macros",
        ),
        (archive(**{"xl/workbook.bin": "x"}), "a file of the format .xlsb"),
        (
            archive(mimetype="x", **{"content.xml": "x"}),
            "a file of the format .ods",
        ),
    ],
)
def test_what_is_no_workbook_is_named(content, what):
    assert refusal(content) == what


@pytest.mark.parametrize("suffix", [".xls", ".xlsb", ".ods", ".xlsm"])
def test_other_formats_are_named_by_their_ending(suffix):
    assert refusal(make_book(PATRAS), suffix) == f"a file of the format {suffix}"


def test_part_that_grows_beyond_measure_is_a_bomb():
    assert refusal(archive(**TYPES, bomb=b"0" * 2_000_000)) == FAR_MORE


def test_small_part_may_grow_as_it_likes():
    assert lines_of(check_archive, archive(**TYPES, blank=b"0" * 1_000_000)) == []


def test_many_honest_parts_are_too_much_together(monkeypatch):
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1000)
    content = archive(compression=zipfile.ZIP_STORED, **TYPES, a=b"0" * 992)

    assert lines_of(check_archive, content) == []
    assert refusal(archive(**TYPES, a=b"0" * 993)) == FAR_MORE


def test_number_of_parts_is_limited():
    parts = {f"part-{number}": "" for number in range(MOST_PARTS)}

    assert refusal(archive(**TYPES, **parts)) == "a workbook of 1001 parts"


def test_protected_part_is_told():
    content = bytearray(archive(**TYPES))
    # The flag of the directory at the end of the file, where readers look.
    content[content.index(b"PK\x01\x02") + 8] |= 0x1

    assert refusal(bytes(content)) == "a workbook protected by a password"
    assert zipfile.ZipFile(io.BytesIO(content)).infolist()[0].flag_bits == 1
