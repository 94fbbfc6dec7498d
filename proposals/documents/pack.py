"""The application pack: frozen content in, the pages' context and HTML out."""

import hashlib
from collections.abc import Sequence
from functools import partial
from types import MappingProxyType
from urllib.parse import quote

from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from alliances.enums import Confirmation, Role
from alliances.words import day_words
from eligibility import messages
from eligibility.core import Reading, Severity
from eligibility.words import BRUSSELS
from proposals.documents.answers import answers_part
from proposals.documents.apart import LIMITS, draw_apart
from proposals.documents.archival import EmbeddedFile
from proposals.documents.attached import Copies, attached_files, left_out_of
from proposals.documents.clauses import clause_sections, verdict_of
from proposals.documents.contents import contents_of
from proposals.documents.countries import designation_notes
from proposals.documents.cover import applicant_words, cover_of, status_words
from proposals.documents.draft_pack import Shelf, draw_draft
from proposals.documents.map import partner_map
from proposals.documents.matrix import composition_matrix
from proposals.documents.mobility import mobility_part
from proposals.documents.money import budget_part
from proposals.documents.official_package import official_package
from proposals.documents.organisations import organisation_sections, takes_part
from proposals.documents.page import FileRow, PackPage, ResultRow, Sheet
from proposals.documents.part_a import part_a_rows
from proposals.documents.plan import plan_part
from proposals.documents.renderer import (
    Progress,
    RenderedPdf,
    load_libraries,
    render_pdf,
    renderer_version,
)
from proposals.documents.texts import GROUP, grouped
from proposals.documents.undecided import undecided_matters
from proposals.documents.verdict_page import Verdict
from proposals.documents.verify_mark import printed_mark
from proposals.documents.withdrawals import withdrawal_section
from proposals.enums import PackForm
from proposals.snapshots import FrozenApplication, thaw, without_withdrawal_test

LANGUAGE = "en"
"""A pack is written in one language, whatever the worker or the reader prefers."""


def draw_pack(
    content: str,
    *,
    shelf: Shelf,
    progress: Progress,
    copies: Copies = MappingProxyType({}),
    stands_in: bool = False,
) -> RenderedPdf:
    """Draw the pack of a frozen application; `content` decides it, and the site's key.

    A submitted one is one archival document that holds its content for machines, and
    the `copies` it names by their digests; a draft is drawn in pieces that `shelf`
    keeps. Both in processes of their own: raises what `work_apart` raises. What
    `stands_in` for a submitted one is plain, holds no files and says so.
    """
    load_libraries()
    digest, bare = content_digest(content), without_withdrawal_test(content)
    application = thaw(content)
    with translation.override(LANGUAGE):
        files = () if stands_in else attached_files(bare, application, copies=copies)
        page = pack_page(
            application,
            digest=digest,
            bare_digest=content_digest(bare),
            files=files,
            stands_in=stands_in,
        )
        html = pack_html(page)
        if page.sheet.is_draft:
            return draw_draft(
                page, html=html, shelf=shelf, limits=LIMITS, progress=progress
            )
    identifier = bytes.fromhex(digest)[:16]
    form = PackForm.PLAIN if stands_in else PackForm.ARCHIVAL
    draw = partial(_draw_whole, html, identifier, form, files)
    return draw_apart(draw, limits=LIMITS, progress=progress)


def _draw_whole(
    html: str,
    identifier: bytes,
    form: PackForm,
    files: Sequence[EmbeddedFile],
    progress: Progress,
) -> RenderedPdf:
    return render_pdf(
        html, identifier=identifier, progress=progress, form=form, files=files
    )


def content_digest(content: str) -> str:
    """Return the SHA-256 of a frozen content, as printed on its pack."""
    return hashlib.sha256(content.encode()).hexdigest()


def pack_html(page: PackPage) -> str:
    """Return the document as HTML."""
    return render_to_string("documents/pack/pack.html", {"page": page})


def pack_page(
    application: FrozenApplication,
    *,
    digest: str,
    bare_digest: str = "",
    files: Sequence[EmbeddedFile] = (),
    stands_in: bool = False,
) -> PackPage:
    """Return everything the pack of an application prints, in words.

    `bare_digest` is that of the content without the withdrawal test.
    """
    organisations = organisation_sections(application)
    contents = contents_of(application, has_files=bool(files))
    numbers = {each.slug: each.number for each in contents}
    return PackPage(
        sheet=_sheet(application, digest, stands_in=stands_in),
        cover=cover_of(application),
        contents=contents,
        numbers=numbers,
        intro=_intro(application),
        results=(
            _result(application, Reading.PLANNED),
            _result(application, Reading.CONFIRMED),
        ),
        sections=clause_sections(application.report),
        organisations=organisations,
        part_a=part_a_rows(application),
        has_stated_answers=any(
            row.stated for section in organisations for row in section.rows
        ),
        matrix=composition_matrix(application),
        map=partner_map(application),
        answers=answers_part(application, numbers),
        plan=plan_part(application),
        budget=budget_part(application),
        mobility=mobility_part(application),
        package=official_package(application, numbers),
        undecided=undecided_matters(application),
        withdrawals=withdrawal_section(application, digest=grouped(bare_digest)),
        footnotes=designation_notes([each.eu_code for each in application.partners]),
        files=tuple([_file_row(each) for each in files]),
        left_out=left_out_of(files, application) if files else (),
        verify=printed_mark(application, sha256=bare_digest),
    )


def _sheet(application: FrozenApplication, digest: str, *, stands_in: bool) -> Sheet:
    is_draft = application.submission is None
    return Sheet(
        language=LANGUAGE,
        title=_("%(acronym)s: application pack") % {"acronym": application.acronym},
        author=applicant_words(application)[0],
        created=_created(application),
        is_draft=is_draft,
        watermark=_watermark() if is_draft else "",
        acronym=application.acronym,
        running=status_words(application),
        foot=_foot(application, digest),
        of=pgettext("page 3 of 16", "of"),
        digest=grouped(digest),
        renderer=renderer_version(),
        stands_in=stands_in,
    )


def _file_row(file: EmbeddedFile) -> FileRow:
    digest = hashlib.sha256(file.content).hexdigest()
    size = filesizeformat(len(file.content))
    return FileRow(file.name, file.description, size, grouped(digest))


def _created(application: FrozenApplication) -> str:
    """Return the content's own day: a file that knew the clock would differ."""
    if application.submission is None:
        return application.report.on.isoformat()
    received = application.submission.received_at.astimezone(BRUSSELS)
    return received.date().isoformat()


def _watermark() -> str:
    """Return the word behind a draft as an image address."""
    drawing = render_to_string("documents/pack/watermark.svg")
    return f"data:image/svg+xml,{quote(drawing)}"


def _rules(application: FrozenApplication) -> str:
    stamp = application.report.rulebook
    return _("rules %(call)s, version %(version)d") % {
        "call": stamp.call,
        "version": stamp.version,
    }


def _foot(application: FrozenApplication, digest: str) -> str:
    lot = application.lot_number
    words = (
        _("Call %(call)s, %(rules)s. Digest %(digest)s")
        if lot is None
        else _("Call %(call)s, Lot %(lot)s, %(rules)s. Digest %(digest)s")
    )
    return words % {
        "call": application.call_code,
        "lot": lot,
        "rules": _rules(application),
        "digest": digest[:GROUP],
    }


def _intro(application: FrozenApplication) -> str:
    findings = application.report.findings
    number = len(findings)
    clauses = ngettext("%d clause", "%d clauses", number) % number
    said = _(
        "%(clauses)s of the %(rules)s, as of %(day)s, each answered twice: for the "
        "consortium as planned, and for the organisations that have confirmed."
    ) % {
        "clauses": clauses,
        "rules": _rules(application),
        "day": day_words(application.report.on),
    }
    advice = sum(each.clause.severity is Severity.ADVICE for each in findings)
    words = ngettext(
        "%d of them advises and decides nothing.",
        "%d of them advise and decide nothing.",
        advice,
    )
    return f"{said} {words % advice}" if advice else said


def _result(application: FrozenApplication, reading: Reading) -> ResultRow:
    report = application.report
    tally = messages.tally(report, reading)
    mark = verdict_of(report.of(reading)).mark
    is_planned = reading is Reading.PLANNED
    return ResultRow(
        reading=_("As planned") if is_planned else _("As confirmed"),
        basis=_basis(application, reading),
        met=tally.met,
        not_met=tally.not_met,
        unknown=tally.unknown,
        verdict=Verdict(mark, messages.overall(report, reading)),
    )


def _basis(application: FrozenApplication, reading: Reading) -> str:
    present = [each for each in application.partners if takes_part(each)]
    number = len(present)
    everybody = ngettext("%d organisation", "%d organisations", number) % number
    if reading is Reading.PLANNED:
        return everybody
    # The applicant answers for the proposal, so it needs no confirmation of its own.
    sure = [
        each
        for each in present
        if each.confirmation == Confirmation.CONFIRMED or not Role(each.role).is_asked
    ]
    return _("%(sure)d of %(everybody)s") % {
        "sure": len(sure),
        "everybody": everybody,
    }
