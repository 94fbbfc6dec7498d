import io
import re
import zlib
from dataclasses import replace

import pikepdf
import pytest

from proposals.documents.attached import attached_files
from proposals.enums import PackForm
from proposals.files import pack_files
from proposals.files.pack_files import NoPdf, UnreadablePdf, read_pack_file
from tests.proposals.documents.applications import RECEIVED, charter
from tests.proposals.documents.certificates import write_certificate
from tests.proposals.documents.test_archival import PAGE, drawn
from tests.proposals.documents.test_seal import sealed
from tests.proposals.files.pack_pdfs import attached, pdf_with, whole_files

FILES = whole_files()
PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


@pytest.mark.parametrize("saving", [{}, PACKED], ids=["plain", "packed"])
def test_files_of_a_pack_are_taken_out(saving):
    pack = read_pack_file(pdf_with(FILES, **saving))

    assert pack.files == FILES
    assert pack.is_ours


def test_files_of_a_drawn_and_sealed_pack_are_taken_out(settings, tmp_path):
    files = attached_files(
        '{"a":1}', replace(charter(), submission=RECEIVED), copies={}
    )
    write_certificate(settings, tmp_path)
    content = sealed(drawn(PAGE, PackForm.ARCHIVAL, files).content).content

    pack = read_pack_file(content)

    assert pack.files == {each.name: each.content for each in files}


def test_pdf_of_somebody_else_says_so():
    pack = read_pack_file(pdf_with({}, creator="Writer"))

    assert (pack.is_ours, pack.files) == (False, {})


def test_other_file_is_no_pdf():
    with pytest.raises(NoPdf):
        read_pack_file(b"PK\x03\x04")


def test_damaged_file_is_unreadable():
    with pytest.raises(UnreadablePdf):
        read_pack_file(pdf_with(FILES)[:-200])


def test_encrypted_file_is_unreadable():
    locked = pdf_with(FILES, encryption=pikepdf.Encryption(owner="o", user="u"))

    with pytest.raises(UnreadablePdf):
        read_pack_file(locked)


def test_encryption_cannot_hide_behind_the_letters_of_its_name():
    # It opens without a password, and no bound sees what is packed in it.
    locked = pdf_with(FILES, encryption=pikepdf.Encryption(owner="o", user=""))

    with pytest.raises(UnreadablePdf):
        read_pack_file(locked.replace(b"/Encrypt", b"/#45ncrypt"))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_file_that_ends_where_a_piece_ends_is_read(more):
    files = {"a": bytes(2 * pack_files.PIECE + more)}

    assert read_pack_file(pdf_with(files)).files == files


def test_one_stream_under_many_names_counts_each_time(monkeypatch):
    size, names = 1000, ("a", "b", "c")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name in names:
            pdf.attachments[name] = attached(pdf, name, bytes(size))
        stream = pdf.attachments["a"].obj.EF.F
        for name in names[1:]:
            pdf.attachments[name].obj.EF = pikepdf.Dictionary(F=stream)
        whole = pdf_bytes(pdf)
    monkeypatch.setattr(pack_files, "MOST_UNPACKED", len(names) * size)
    assert len(read_pack_file(whole).files) == len(names)

    monkeypatch.setattr(pack_files, "MOST_UNPACKED", len(names) * size - 1)
    with pytest.raises(UnreadablePdf):
        read_pack_file(whole)


def test_what_is_read_is_what_was_bounded():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["a"] = attached(pdf, "a", b"seen")
        other = pdf.make_stream(b"unseen")
        pdf.attachments["a"].obj.EF.UF = other
        whole = pdf_bytes(pdf)

    assert read_pack_file(whole).files == {"a": b"seen"}


def test_rows_as_wide_as_gigabytes_are_refused(monkeypatch):
    whole = pdf_with(FILES, **PACKED)
    wide = whole.replace(b"/Columns 4", b"/Columns 900000000")
    monkeypatch.setattr(pikepdf, "open", lambda *_: pytest.fail("opened"))

    assert wide != whole
    with pytest.raises(UnreadablePdf):
        read_pack_file(wide)


def test_file_whose_rows_are_foretold_is_refused():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        held = attached(pdf, "a", b"")
        rows = pikepdf.Dictionary(Predictor=12, Columns=4)
        held.obj.EF.F.write(
            zlib.compress(b"\0abcd"),
            filter=pikepdf.Name.FlateDecode,
            decode_parms=rows,
        )
        pdf.attachments["a"] = held
        whole = pdf_bytes(pdf)

    with pytest.raises(UnreadablePdf):
        read_pack_file(whole)


def test_file_beyond_a_limit_is_unreadable(monkeypatch):
    content = pdf_with(FILES)
    limits = {
        "MOST_BYTES": len(content) - 1,
        "MOST_UNPACKED": 10,
        "MOST_STREAMS": 1,
        "MOST_FILES": len(FILES) - 1,
    }
    for name, limit in limits.items():
        with monkeypatch.context() as patch:
            patch.setattr(pack_files, name, limit)
            with pytest.raises(UnreadablePdf):
                read_pack_file(content)

    assert read_pack_file(content).files == FILES


def test_bomb_is_refused_before_a_parser_sees_it(monkeypatch):
    bomb = zlib.compress(bytes(pack_files.MOST_UNPACKED + 1), 9)
    monkeypatch.setattr(pikepdf, "open", lambda *_: pytest.fail("opened"))

    with pytest.raises(UnreadablePdf):
        read_pack_file(b"%PDF-1.7\nstream\n" + bomb)


def test_filters_that_no_bound_sees_are_refused():
    hidden = pdf_with(FILES, **PACKED) + b"/Filter [/FlateDecode /FlateDecode]"

    with pytest.raises(UnreadablePdf):
        read_pack_file(hidden)


@pytest.mark.parametrize(
    ("name", "repeated"), [("MOST_ESCAPES", b"#41"), ("MOST_STREAMS", b"/Filter ")]
)
def test_what_takes_long_to_look_through_is_refused(name, repeated, monkeypatch):
    monkeypatch.setattr(pack_files, name, 99)
    monkeypatch.setattr(pack_files, "PLAIN_FILTER", re.compile(b""))
    monkeypatch.setattr(pikepdf, "open", opened)

    assert read_pack_file(b"%PDF-1.7 /XRef " + 99 * repeated).files == {}
    with pytest.raises(UnreadablePdf):
        read_pack_file(b"%PDF-1.7 /XRef " + 100 * repeated)


def opened(*_arguments, **_options):
    return pikepdf.new()


def test_file_packed_by_another_filter_is_refused():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        held = attached(pdf, "a", b"<41>")
        held.obj.EF.F.write(b"41>", filter=pikepdf.Name.ASCIIHexDecode)
        pdf.attachments["a"] = held
        whole = pdf_bytes(pdf)

    with pytest.raises(UnreadablePdf):
        read_pack_file(whole)


def test_file_that_is_no_file_is_unreadable():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        held = attached(pdf, "a", b"a")
        pdf.attachments["a"] = held
        held.obj.EF = pikepdf.Dictionary(F=5)
        whole = pdf_bytes(pdf)

    with pytest.raises(UnreadablePdf):
        read_pack_file(whole)


def pdf_bytes(pdf):
    held = io.BytesIO()
    pdf.save(
        held,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return held.getvalue()
