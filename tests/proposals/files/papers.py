"""A small paper, and documents as word processors and others make them."""

import datetime as dt
import io
import zipfile

from docx import Document

from eligibility.core import Confidence, Reference
from proposals.files.form import Per, Question, QuestionKind, Section, SectionKind
from proposals.files.paper import Paper, PaperPartner

TYPES = "[Content_Types].xml"
BODY = "word/document.xml"
REFERENCE = Reference(
    title="A guide", confidence=Confidence.UNVERIFIED, checked=dt.date(2026, 11, 28)
)
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def question(code, per=Per.PROPOSAL, *, is_required=True):
    return Question(
        code=code,
        title=f"Question {code}",
        help=f"Help with {code}.",
        kind=QuestionKind.TEXT,
        per=per,
        limit=2000,
        is_required=is_required,
        reference=REFERENCE,
    )


def make_paper(**answers):
    """Make a paper of two sections; `answers` by code, or by code and partner."""
    sections = (
        Section(
            "one",
            "Section one",
            "Read me.",
            SectionKind.QUESTIONS,
            (question("what"), question("why", is_required=False)),
            None,
        ),
        Section(
            "two",
            "Section two",
            "",
            SectionKind.QUESTIONS,
            (question("role", Per.ORGANISATION),),
            None,
        ),
    )
    partners = (
        PaperPartner(1, "Forge", "applicant"),
        PaperPartner(4, "Smithy", "full_partner"),
        PaperPartner(5, "City of Brno", "associated_partner"),
    )
    said = {asked(name): text for name, text in answers.items()}
    return Paper("ATLAS: A form", "Call 2020 · Lot 2", sections, partners, said)


def asked(name):
    code, _bar, number = name.partition("_")
    return code, int(number) if number else None


def document(*paragraphs):
    """Save paragraphs as a word processor would."""
    made = Document()
    for each in paragraphs:
        made.add_paragraph(each)
    return saved(made)


def saved(made):
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def packed(**parts):
    """Pack parts by hand; `body` is what stands inside the body."""
    body = parts.pop("body", "<w:p><w:r><w:t>Text</w:t></w:r></w:p>")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        whole = (
            f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
        )
        archive.writestr(TYPES, parts.pop("types", "<Types/>"))
        archive.writestr(BODY, parts.pop("whole", whole))
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()
