"""What a PDF needs to be PDF/A-3a and PDF/UA-1 at once, besides WeasyPrint's own.

WeasyPrint names one standard in a file. Ours names both, and describes the property
that names PDF/UA, which PDF/A does not know of itself (ISO 19005-3, 6.6.2.3).
"""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import Attachment, Document


class Relationship(StrEnum):
    """What an embedded file is to its document, as ISO 32000-2 (7.11.3) names it."""

    SOURCE = "Source"
    DATA = "Data"
    SUPPLEMENT = "Supplement"


END = b"</rdf:RDF>"
ALSO_ACCESSIBLE = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" \
pdfuaid:part="1"/>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>The part of ISO 14289 that the file follows\
</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file inside an archival PDF, associated with the whole document."""

    name: str
    """Of ASCII letters, digits, points and hyphens: unique in its document."""
    content: bytes
    mime: str
    relationship: Relationship
    description: str
    """What is in it, in one sentence."""
    moment: dt.datetime
    """When its content came to be: a file that knew the clock would differ."""


def say_it_is_accessible_too(document: "Document") -> None:
    """Have the metadata of a PDF/A name PDF/UA-1 as well."""
    metadata = document.metadata
    metadata.generate_rdf_metadata = partial(_named, metadata.generate_rdf_metadata)


def attachments_of(files: Sequence[EmbeddedFile]) -> "list[Attachment]":
    """Return files as WeasyPrint takes them, in the order of a name tree."""
    from weasyprint import Attachment  # loads Pango: only a worker needs it

    return [
        Attachment(
            file_obj=io.BytesIO(each.content),
            name=each.name,
            description=each.description,
            created=each.moment.astimezone(dt.UTC),
            modified=each.moment.astimezone(dt.UTC),
            relationship=each.relationship,
        )
        for each in _by_name(files)
    ]


def associate(pdf: "PDF", files: Sequence[EmbeddedFile]) -> None:
    """Say of each embedded file what it is, and list each once.

    WeasyPrint guesses the type from the machine's own tables, and lists files twice.
    """
    specifications: list[Any] = [
        each
        for each in pdf.objects
        if isinstance(each, dict) and each.get("Type") == "/Filespec"
    ]
    for specification, file in zip(specifications, _by_name(files), strict=True):
        stream = pdf.objects[int(specification["EF"]["F"].split()[0])]
        stream.extra["Subtype"] = f"/{file.mime.replace('/', '#2f')}"
    if specifications:
        associated = pdf.catalog["AF"]
        associated[:] = [each.reference for each in specifications]


def _by_name(files: Sequence[EmbeddedFile]) -> list[EmbeddedFile]:
    return sorted(files, key=lambda each: each.name)


def _named(generate: "partial[bytes]", *standard: object) -> bytes:
    return generate(*standard).replace(END, ALSO_ACCESSIBLE + END)
