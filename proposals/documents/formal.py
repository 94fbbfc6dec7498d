"""Mandates and declarations on paper: stored words in, a PDF to be signed out."""

import json
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from proposals.documents.apart import LIMITS, draw_apart
from proposals.documents.renderer import (
    Progress,
    RenderedPdf,
    load_libraries,
    render_pdf,
)
from proposals.documents.texts import GROUP, UNPRINTABLE, grouped
from proposals.enums import DocumentKind, PackStep

DRAWING = 3
"""Grows when the same words shall be drawn differently."""

LANGUAGE = "en"
STYLE_SHEET = Path(__file__).with_name("formal.css")


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """Where one organisation signs."""

    heading: str
    name: str
    field: str
    """The name of the field in the PDF."""
    signatory: str
    """Who represents it by law, where that was given; else a line to fill in."""
    function: str


@dataclass(frozen=True, slots=True)
class FormalPage:
    """Everything one document prints."""

    language: str
    title: str
    acronym: str
    label: str
    signs: str
    lead: str
    running: str
    foot: str
    sections: tuple[Section, ...]
    points_title: str
    points: tuple[str, ...]
    others: tuple[tuple[str, str, str, str], ...]
    places: tuple[SigningPlace, ...]
    code: str
    """The first eight characters of the digest, in two groups: "7F3A 9C21"."""
    code_text: str
    """Code and digest as the file itself carries them, for machines."""
    digest: str
    """SHA-256 of what is signed, in groups of eight."""
    renderer: str


def formal_renderer_version() -> str:
    """Name everything that decides the bytes besides the words."""
    return f"ssa-document/{DRAWING} WeasyPrint/{metadata.version('weasyprint')}"


def draw_document(content: str) -> RenderedPdf:
    """Draw a mandate or declaration; nothing but `content` decides it.

    In a process of its own, like a pack: raises what `work_apart` raises.
    """
    load_libraries()
    said = _printable(json.loads(content))
    with translation.override(LANGUAGE):
        page = formal_page(said)
        html = render_to_string("documents/formal/document.html", {"page": page})
    identifier = bytes.fromhex(said["covered"])[:16]
    draw = partial(_draw, html, identifier)
    return draw_apart(draw, limits=LIMITS, progress=_nobody_waits)


def _draw(html: str, identifier: bytes, progress: Progress) -> RenderedPdf:
    return render_pdf(
        html, identifier=identifier, progress=progress, style_sheet=STYLE_SHEET
    )


def formal_page(said: dict[str, Any]) -> FormalPage:
    """Return what a document prints."""
    is_mandate = said["kind"] == DocumentKind.MANDATE
    digest, title = said["covered"], str(DocumentKind(said["kind"]).label)
    code = code_words(digest)
    return FormalPage(
        language=LANGUAGE,
        title=title,
        acronym=said["acronym"],
        label=said["label"],
        signs=said["signs"],
        lead=said["lead"],
        running=f"{title} {said['label']}",
        foot=_("Code %(code)s. Supports the official form, does not replace it.")
        % {"code": code},
        sections=_sections(said, is_mandate=is_mandate),
        points_title=_("What is mandated") if is_mandate else _("What is declared"),
        points=tuple(said["points"]),
        others=tuple((a, b, c, d) for a, b, c, d in said["others"]),
        places=_places(said),
        code=code,
        code_text=f"{CODE_MARK}{digest}",
        digest=grouped(digest),
        renderer=formal_renderer_version(),
    )


CODE_MARK = "ssa-signed-data:"
"""What stands before the digest in the keywords of the file."""


def code_words(digest: str) -> str:
    """Return the short code of a digest as it is printed: "7F3A 9C21"."""
    code = digest[:GROUP].upper()
    return f"{code[: GROUP // 2]} {code[GROUP // 2 :]}"


def _sections(said: dict[str, Any], *, is_mandate: bool) -> tuple[Section, ...]:
    return (
        Section(
            _("Who mandates") if is_mandate else _("Who declares"),
            _lines(said["organisation"]),
        ),
        Section(_("Who is mandated"), _lines(said["applicant"])),
        Section(_("The project"), _lines(said["project"])),
        Section(
            _("Its part, as planned") if is_mandate else _("What is asked for"),
            _lines(said["part"]),
        ),
    )


def _lines(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in rows)


NOBODY = ("", "")
"""Words of before there was a Part A name no signatory."""


def _places(said: dict[str, Any]) -> tuple[SigningPlace, ...]:
    own = SigningPlace(
        _("For"), said["signs"], "signature_own", *said.get("signatory", NOBODY)
    )
    if not said["accepts"]:
        return (own,)
    accepting = _("Accepted for the applicant")
    other = SigningPlace(
        accepting,
        said["accepts"],
        "signature_applicant",
        *said.get("accepting", NOBODY),
    )
    return (own, other)


def _printable(value: Any) -> Any:  # noqa: ANN401  # JSON
    """Leave out what no document may hold: a form lets it through, nobody sees it."""
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value)
    if isinstance(value, list):
        return [_printable(each) for each in value]
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return value


def _nobody_waits(_step: PackStep, _done: int, _total: int) -> None:
    """Say nothing: a document is drawn in less than a second."""
