"""Signed copies as pages say them: which version, from whom, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import Partnership
from alliances.words import day_words
from eligibility.words import BRUSSELS
from proposals.enums import DocumentKind
from proposals.models import SignedCopy
from proposals.selectors.mandates.document_contents import DocumentContent
from proposals.selectors.submissions.packs import digest_groups
from proposals.snapshots.covered import Covered
from proposals.snapshots.material import material_changes


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One signed copy, standing or of before."""

    key: int
    day: str
    by: str
    """Who uploaded it."""
    file: str
    """Kind, pages and size."""
    sha256: tuple[str, ...]
    version: str
    """Whether it is of the present version, in words."""
    is_present: bool
    is_standing: bool
    ended: str
    """When it was replaced or removed, in words; empty while it stands."""
    has_file: bool


def copies_of(row: Partnership) -> Sequence[SignedCopy]:
    """Return all signed copies of a partner, the newest first: one query."""
    return list(
        SignedCopy.objects.filter(partnership=row).select_related(
            "document", "uploaded_by", "request"
        )
    )


def copy_lines(
    copies: Sequence[SignedCopy], content: DocumentContent | None
) -> tuple[CopyLine, ...]:
    """Return lines for copies; `content` is what would be signed now."""
    return tuple(_line(each, content) for each in copies)


def _line(copy: SignedCopy, content: DocumentContent | None) -> CopyLine:
    pages = ngettext("%d page", "%d pages", copy.pages) % copy.pages
    version, is_present = _version(copy, content)
    return CopyLine(
        key=copy.pk,
        day=_day(copy),
        by=_by(copy),
        file=", ".join(
            [copy.get_file_kind_display(), pages, filesizeformat(copy.size)]
        ),
        sha256=digest_groups(copy.sha256),
        version=version,
        is_present=is_present,
        is_standing=copy.ended_at is None,
        ended=_ended(copy),
        has_file=bool(copy.file),
    )


def is_of(copy: SignedCopy, content: DocumentContent | None) -> bool | None:
    """Say whether a copy is of what would be signed now; None where nobody knows.

    What no partner has to confirm anew for, nobody has to sign anew for either.
    """
    if copy.document is None:
        return None
    if content is None or copy.kind != content.kind:
        return False
    return still_holds(copy.kind, signed=copy.document.covered, now=content.covered)


def still_holds(kind: str, *, signed: str, now: str) -> bool:
    """Say whether the covered text that was signed stands for the one of now."""
    if signed == now:
        return True
    if kind == DocumentKind.DECLARATION:
        return False
    before, after = Covered.read(signed), Covered.read(now)
    if before is None or after is None:
        return False
    return not material_changes(before, after)


def _version(copy: SignedCopy, content: DocumentContent | None) -> tuple[str, bool]:
    found = is_of(copy, content)
    if found is None:
        return _("nobody said of which version"), False
    if found:
        return _("of the present version"), True
    return _("of an earlier version"), False


def _by(copy: SignedCopy) -> str:
    if copy.uploaded_by:
        return str(copy.uploaded_by)
    return copy.request.answered_name if copy.request else ""


def _day(copy: SignedCopy) -> str:
    return day_words(copy.uploaded_at.astimezone(BRUSSELS).date())


def _ended(copy: SignedCopy) -> str:
    if copy.ended_at is None:
        return ""
    day = {"day": day_words(copy.ended_at.astimezone(BRUSSELS).date())}
    return (_("removed %(day)s") if copy.is_removed else _("replaced %(day)s")) % day
