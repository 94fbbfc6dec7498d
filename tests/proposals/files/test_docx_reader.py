"""Documents as people and others make them: read whole, or refused with a sentence."""

import io
import zipfile

import pytest
from docx import Document

from alliances.files.archives import OLD_START
from alliances.files.consortium import FileRefused
from proposals.files import docx_reader
from proposals.files.docx_reader import read_docx
from tests.proposals.files.papers import NAMESPACE, document, packed, saved

RUN = "<w:r><w:t>%s</w:t></w:r>"


def lines_of(body):
    return read_docx(packed(body=body)).lines


def test_paragraphs_are_lines():
    assert read_docx(document("One", "", "Two\tthree")).lines == (
        "One",
        "",
        "Two\tthree",
    )


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        (
            "<w:ins>" + RUN % "in" + "</w:ins><w:del>" + RUN % "out" + "</w:del>",
            ("in",),
        ),
        ("<w:hyperlink>" + RUN % "a link" + "</w:hyperlink>", ("a link",)),
        ("<w:sdt><w:sdtContent>" + RUN % "a" + "</w:sdtContent></w:sdt>", ("a",)),
        (RUN % "a" + "<w:r><w:br/></w:r>" + RUN % "b", ("a", "b")),
        (RUN % "a" + "<w:r><w:noBreakHyphen/></w:r>" + RUN % "b", ("a-b",)),
        ("<w:r><w:t/></w:r>", ("",)),
    ],
)
def test_words_are_read_wherever_they_stand(inside, lines):
    assert lines_of(f"<w:p>{inside}</w:p>") == lines


def test_table_is_a_line_for_each_row():
    made = Document()
    table = made.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = str(number)

    assert read_docx(saved(made)).lines == ("0 | 1", "2 | 3")


def test_table_in_a_table_and_in_a_control_is_read_once():
    cell = f"<w:tc><w:p>{RUN % 'in'}</w:p></w:tc>"
    inner = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    row = (
        f"<w:tr><w:sdt><w:sdtContent><w:tc>{inner}</w:tc></w:sdtContent></w:sdt></w:tr>"
    )

    assert lines_of(f"<w:tbl>{row}</w:tbl>") == ("in",)


def test_what_stands_beside_the_text_is_listed():
    box = (
        f"<w:p><w:r><w:txbxContent><w:p>{RUN % 'box'}</w:p></w:txbxContent></w:r></w:p>"
    )
    note = f'<w:footnotes xmlns:w="{NAMESPACE}"><w:p>{RUN % "note"}</w:p></w:footnotes>'

    text = read_docx(packed(body=box, word__footnotes_xml=note))

    assert text.aside == ("box", "note")
    assert text.lines == ("",)


ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
DEEP = "<w:sdt>" * 200 + "</w:sdt>" * 200
HOSTILE = {
    "no archive": (b"PK\x03\x04 not really", "cannot be read"),
    "an old document": (OLD_START + b"x", "the old format .doc"),
    "a locked one": (
        OLD_START + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "macros": (packed(word__vbaProject_bin=b"x"), "with macros"),
    "macros by type": (packed(types="<Types>macroEnabled</Types>"), "with macros"),
    "ODT": (packed(mimetype=b"x", content_xml=b"x"), ".odt"),
    "a bomb": (packed(word__bomb_xml=b"0" * 30_000_000), "far more than a text"),
    "an entity": (packed(whole=ENTITY), "more than text"),
    "laughs": (packed(whole=LAUGHS), "more than text"),
    "broken XML": (packed(whole="<w:document"), "cannot be read"),
    "nesting": (packed(body=f"{DEEP}<w:p/>"), "nested too deeply"),
    "nested words": (packed(body=f"<w:p>{DEEP}</w:p>"), "nested too deeply"),
    "nothing": (packed(whole="<a/>"), "without a paragraph"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused_with_what_is_expected(name):
    content, words = HOSTILE[name]

    with pytest.raises(FileRefused) as caught:
        read_docx(content)

    (problem,) = caught.value.problems
    assert words in problem.what
    assert problem.expected == (
        "the form as .docx, saved by a word processor, up to 5 MB"
    )


def test_workbook_is_no_document():
    with pytest.raises(FileRefused, match="an archive that is not a document"):
        read_docx(packed_without_body())


def packed_without_body():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<a/>")
    return file.getvalue()


def test_endless_document_is_refused(monkeypatch):
    monkeypatch.setattr(docx_reader, "MOST_PARAGRAPHS", 2)

    assert len(read_docx(packed(body="<w:p/>" * 2)).lines) == 2
    with pytest.raises(FileRefused, match="more paragraphs"):
        read_docx(packed(body="<w:p/>" * 3))


def test_document_that_is_all_tags_is_refused_before_it_is_parsed(monkeypatch):
    paragraphs = "<w:p/>" * 50
    monkeypatch.setattr(docx_reader, "MOST_TAGS", 54)

    assert len(read_docx(packed(body=paragraphs)).lines) == 50
    with pytest.raises(FileRefused, match="far more than a text"):
        read_docx(packed(body=paragraphs + "<w:p/>"))
