"""The contents of a pack: its sections, numbered through, as far as it has them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proposals.documents.answers import section_slug
from proposals.documents.page import ContentsEntry
from proposals.documents.part_a import part_a_rows
from proposals.files.form import SectionKind
from proposals.snapshots import FrozenApplication


def contents_of(
    application: FrozenApplication, *, has_files: bool = False
) -> tuple[ContentsEntry, ...]:
    """Return the sections of a pack in their order."""
    form = application.form
    parts = {
        "answers": tuple(
            [
                (section_slug(each), each.title)
                for each in (form.sections if form else ())
            ]
        )
    }
    return tuple(
        [
            ContentsEntry(number, slug, title, parts.get(slug, ()))
            for number, (slug, title) in enumerate(
                _sections(application, has_files=has_files), start=1
            )
        ]
    )


def _sections(
    application: FrozenApplication, *, has_files: bool
) -> Iterator[tuple[str, str]]:
    form = application.form
    yield "eligibility", _("Eligibility report")
    yield "organisations", _("Organisations")
    if part_a_rows(application):
        yield "part_a", _("Part A, organisation by organisation")
    yield "composition", _("Composition")
    if form is not None:
        yield "answers", _("Answers to the form")
        for kind, slug, title in (
            (SectionKind.WORK_PLAN, "plan", _("Work plan")),
            (SectionKind.BUDGET, "budget", _("Budget")),
            (SectionKind.MOBILITY, "mobility", _("Mobility")),
        ):
            if form.has(kind):
                yield slug, title
    yield "package", _("The official documents")
    yield "undecided", _("What the rules do not decide")
    if application.withdrawals is not None:
        yield "withdrawals", _("If organisations leave")
    if has_files:
        yield "files", _("Files in this document")
