"""An uploaded rulebook before it is published: what would change, may it be open."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.files.edits import NO_TABLES
from alliances.files.tables import ReferenceTables
from alliances.models import Call, User
from alliances.selectors.editions import uploaded_words
from alliances.selectors.reference import current_edition, published_tables
from alliances.selectors.reviews import Review, review_of
from alliances.selectors.upload_names import upload_name
from alliances.words import own_words
from eligibility.catalogue import kept_rulebook, published_rulebook
from eligibility.models import Rulebook, RulebookUpload
from eligibility.selectors.earlier_deadlines import EarlierDeadline, earlier_deadline
from eligibility.selectors.law_versions import Checked, checklist
from eligibility.selectors.rules import KindRules, kinds_rules
from eligibility.selectors.versions import VersionChanges, version_changes


@dataclass(frozen=True, slots=True)
class LawCheckPage:
    """What an uploaded rulebook would change, before anything is written."""

    public_id: uuid.UUID
    call: str
    title: str
    file_name: str
    about: str
    """Who uploaded it, and when."""
    compared_with: int
    """The version the difference is to; 0 for a new call."""
    next_version: int
    review: Review
    """What was asked and answered, and what the reader may do."""
    changes: VersionChanges
    kinds: tuple[KindRules, ...]
    """The whole law where there is no version to compare with, else nothing."""
    earlier: EarlierDeadline | None
    """What it takes away where it makes the deadline earlier."""
    is_same_text: bool
    is_open: bool
    """Whether it would take submissions, so that the list decides."""
    checks: tuple[Checked, ...]
    """What the linter looks at."""


def law_check_page(
    upload: RulebookUpload, reader: User, *, now: dt.datetime
) -> LawCheckPage:
    """Return what an upload changes in the law in force now."""
    law = kept_rulebook(upload)
    row = Rulebook.objects.newest().filter(call=law.code).first()
    before = published_rulebook(row) if row else None
    version = row.version if row else 0
    return LawCheckPage(
        public_id=upload.public_id,
        call=law.code,
        title=own_words(law.title),
        file_name=upload_name(upload.file_name),
        about=uploaded_words(upload.uploaded_by, upload.uploaded_at),
        compared_with=version,
        next_version=version + 1,
        review=review_of(upload, reader),
        changes=version_changes(before, law),
        kinds=() if before else tuple(kinds_rules(law)),
        earlier=earlier_deadline(upload, law, row),
        is_same_text=bool(row and row.text == upload.text),
        is_open=law.takes_submissions,
        checks=checklist(law, tables_of(law.code), now=now),
    )


def published_words(row: Rulebook) -> str:
    """Say that a version is published, and whether drafts have to move to it."""
    words = _("Version %(version)s is published. Drafts say so and wait to be moved.")
    before = Rulebook.objects.filter(call=row.call_id, version=row.version - 1).first()
    if before is None:
        words = _(
            "Version %(version)s is published. It is the first, so no draft has to"
            " move."
        )
    elif published_rulebook(row).asks_the_same_as(published_rulebook(before)):
        words = _(
            "Version %(version)s is published. Every clause asks what it asked, so no"
            " draft has to move for it."
        )
    return words % {"version": row.version}


def tables_of(code: str) -> ReferenceTables:
    """Return the tables in force for a call, empty ones for a new call."""
    call = Call.objects.filter(pk=code).first()
    edition = current_edition(call) if call else None
    return published_tables(edition) if edition else NO_TABLES
