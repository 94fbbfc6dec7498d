"""Text as people save it: read as it was meant, and a guess is called one."""

import pytest

from alliances.files.encodings import CENTRAL, GREEK, WESTERN, Decoded, decode
from tests.alliances.files.samples import lines_of

POLISH = "Łódź,Żywiec\nsąd,właściciel\n"
CZECH = "Vysoká škola báňská,Přerov\nčeské,účetnictví,železnice\n"
GREEKS = "Πανεπιστήμιο Πατρών,Ελλάδα\nApplicant,Σύνδεσμος Επιχειρήσεων\n"
SERBIAN = "Универзитет у Новом Саду,Србија\nПривредна комора Србије\n"  # noqa: RUF001  # Cyrillic is meant


@pytest.mark.parametrize(
    ("text", "encoding", "guess"),
    [
        ("Žďár", "utf-8", ""),
        ("Žďár", "utf-8-sig", ""),
        ("Ελλάδα", "utf-16", ""),
        ("plain", "ascii", ""),
        ("Universität Köln,œuvre,m³,¿Qué?\nNº 1,£m", "cp1252", WESTERN),
        ("Aalborg Universitet Sønderjylland,Málaga", "cp1252", WESTERN),
        ("Eesti Maaülikool,Kõrgkool,žürii", "cp1252", WESTERN),
        (POLISH, "cp1250", CENTRAL),
        (CZECH, "cp1250", CENTRAL),
        ("Ploieşti", "cp1250", CENTRAL),
        ("999000003,Uniwersytet Łódzki,PL", "cp1250", CENTRAL),
        ("Łódź", "cp1250", CENTRAL),
        ("Ťažba", "cp1250", CENTRAL),
        (GREEKS, "iso8859_7", GREEK),
    ],
)
def test_text_is_read_as_it_was_meant(text, encoding, guess):
    assert decode(text.encode(encoding)) == Decoded(text, guess)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (SERBIAN.encode("cp1251"), "text in an encoding for Cyrillic letters"),
        (SERBIAN.encode("utf-16-le"), "not text in a known encoding"),
        (b"\x81\x8d,name\n", "not text in a known encoding"),
        (b"\xff\xfen", "not text in a known encoding"),
    ],
)
def test_text_that_would_be_misread_is_refused(content, what):
    expected = (
        "CSV saved as UTF-8, as UTF-16 with its mark, or as Windows-1252, Windows-1250"
        " or ISO-8859-7"
    )
    assert lines_of(decode, content) == [f"the file: {what}; expected {expected}"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\0\xff", "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\0", "an old Excel workbook"),
        (b"%PDF-1.7 and nothing but ASCII", "a PDF"),
    ],
)
def test_other_files_are_called_by_their_kind(content, what):
    assert lines_of(decode, content) == [
        f"the file: {what}; expected the table saved as CSV or as a workbook (.xlsx)"
    ]
