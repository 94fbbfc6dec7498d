import io
import struct
import zlib

import pikepdf
import pytest
from PIL import Image, ImageFile

from proposals.enums import CopyKind
from proposals.errors.formal_documents import (
    CopyActive,
    CopyBroken,
    CopyEncrypted,
    CopyTooLarge,
    CopyTooLong,
    OtherFile,
)
from proposals.files import signed_files
from proposals.files.signed_files import MOST_PAGES, SignedFile, read_signed_file
from tests.proposals.services.signing import blank_pdf

DIGEST = "ab" * 32


def picture(kind, size=(8, 8)):
    content = io.BytesIO()
    colours = bytes(range(256)) * (size[0] * size[1] * 3 // 256 + 1)
    Image.frombytes("RGB", size, colours).save(content, kind)
    return content.getvalue()


def refusal(content):
    with pytest.raises(Exception) as caught:  # noqa: PT011  # the type is asserted
        read_signed_file(content)
    return caught.type


@pytest.mark.parametrize("pages", [1, MOST_PAGES])
def test_pdf_is_known_by_its_content_and_pages(pages):
    assert read_signed_file(blank_pdf(pages)) == SignedFile(CopyKind.PDF, pages, "")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_picture_is_one_page(kind):
    found = read_signed_file(picture(kind))

    assert found == SignedFile(CopyKind[kind], 1, "")


def test_our_own_file_says_what_is_signed():
    def mark(pdf):
        pdf.docinfo["/Keywords"] = f"ssa-signed-data:{DIGEST}"

    assert read_signed_file(blank_pdf(change=mark)).covered_digest == DIGEST


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"<html><script>alert(1)</script>",
        b"PK\x03\x04",
        b"GIF89a",
        b"<svg/>",
        b" %PDF-1.7",
    ],
)
def test_other_files_are_refused_whatever_their_name(content):
    assert refusal(content) is OtherFile


@pytest.mark.parametrize("pages", [0, MOST_PAGES + 1])
def test_number_of_pages_is_limited(pages):
    assert refusal(blank_pdf(pages)) is CopyTooLong


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 nothing",
        blank_pdf()[:-40],
        blank_pdf(2).replace(b"/Count", b"/Couns").replace(b"4 0 obj", b"4 0 o"),
        picture("PNG", (64, 64))[:150],
        picture("JPEG")[:80],
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
    ],
)
def test_broken_files_are_refused(content):
    assert refusal(content) is CopyBroken


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_cut_picture_is_refused_though_pillow_was_told_to_forgive(kind, monkeypatch):
    """WeasyPrint says so as it is imported, to everything in its process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = picture(kind, (64, 64))

    assert refusal(whole[: len(whole) // 2]) is CopyBroken
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("password", ["", "secret"])
def test_encrypted_pdf_is_refused(password):
    content = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank_pdf())) as pdf:
        pdf.save(content, encryption=pikepdf.Encryption(owner="x", user=password))

    assert refusal(content.getvalue()) is CopyEncrypted


def script_at_opening(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )


def named_script(pdf):
    script = pdf.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pdf.make_stream(b"x"))
    )
    pdf.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["a", script]))
    )


def launch(pdf):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=pikepdf.Array([0, 0, 9, 9]),
        A=action,
    )
    pdf.pages[0].Annots = pikepdf.Array([link])


def attached(pdf):
    pdf.attachments["a.txt"] = b"text"


def form_of_programs(pdf):
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pdf.make_stream(b"<xdp/>"))


def on_closing_a_page(pdf):
    sent = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F=pikepdf.String("http://x"))
    pdf.pages[0].AA = pikepdf.Dictionary(C=sent)


@pytest.mark.parametrize(
    "change",
    [
        script_at_opening,
        named_script,
        launch,
        attached,
        form_of_programs,
        on_closing_a_page,
    ],
)
def test_pdf_that_does_something_is_refused(change):
    assert refusal(blank_pdf(change=change)) is CopyActive


def test_going_to_a_page_at_opening_is_no_action():
    def go(pdf):
        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])

    assert read_signed_file(blank_pdf(change=go)).pages == 1


@pytest.mark.parametrize("layers", [1, 2])
def test_streams_that_unpack_without_end_are_refused(layers, monkeypatch):
    monkeypatch.setattr(signed_files, "MOST_UNPACKED", 100_000)
    packed = b"\0" * 100_001
    for _layer in range(layers):
        packed = zlib.compress(packed, 9)
    bomb = b"%PDF-1.7\n1 0 obj\n<</Length 9>>\nstream\n" + packed

    assert refusal(bomb) is CopyTooLarge


def test_streams_within_the_bound_are_read(monkeypatch):
    monkeypatch.setattr(signed_files, "MOST_UNPACKED", 100_000)

    def draw(pdf):
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 m " * 9_000)

    assert read_signed_file(blank_pdf(change=draw)).pages == 1


def test_objects_are_limited(monkeypatch):
    monkeypatch.setattr(signed_files, "MOST_OBJECTS", 1)

    assert refusal(blank_pdf()) is CopyTooLarge


def test_pixels_are_limited(monkeypatch):
    monkeypatch.setattr(signed_files, "MOST_PIXELS", 63)

    assert refusal(picture("PNG")) is CopyTooLarge


@pytest.mark.parametrize("edge", [10_000, 60_000])
def test_picture_that_claims_too_much_is_never_unpacked(edge):
    header = struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    whole = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))

    data = struct.pack(">I", 9) + b"IDAT" + zlib.compress(b"")

    assert refusal(b"\x89PNG\r\n\x1a\n" + whole + data) is CopyTooLarge
