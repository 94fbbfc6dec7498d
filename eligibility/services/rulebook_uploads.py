"""Uploaded rulebooks: kept once understood, published once somebody says why."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import tomlkit
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliances.files.edits import NO_TABLES
from alliances.files.encodings import other_kind
from alliances.files.problems import Problem
from alliances.files.tables import ReferenceTables
from alliances.models import Call, Lot, ProjectType, User
from alliances.selectors.reference import current_edition, published_tables
from alliances.selectors.upload_names import (
    CLOSING,
    LATER_DEADLINE,
    OPENING,
    VERSION,
)
from alliances.services.reference import NothingToPublish
from alliances.services.reviews import (
    ask_to_publish,
    discard_kept,
    note_published,
    still_there,
)
from eligibility import core
from eligibility.catalogue import kept_rulebook, published_rulebook
from eligibility.models import Rulebook, RulebookUpload
from eligibility.services.earlier_deadlines import require_meant
from eligibility.services.opening import require_openable
from eligibility.services.rulebooks import RulesMoved, publish_rulebook
from eligibility.services.seen_impacts import seen_in

LONGEST_NAME = 200


def keep_rulebook(*, content: bytes, file_name: str, by: User) -> RulebookUpload:
    """Keep a rulebook that is understood, to be looked at before it is published.

    Raises core.RulebookError with every problem of the file, and keeps nothing then.
    """
    text = _text(content, file_name)
    rulebook = core.parse_rulebook(text, source=file_name)
    if problems := list(_unstorable(rulebook)):
        raise core.RulebookError(file_name, problems)
    return RulebookUpload.objects.create(
        call_code=rulebook.code,
        file_name=file_name[:LONGEST_NAME],
        text=text,
        uploaded_by=by,
    )


def _text(content: bytes, file_name: str) -> str:
    """Return the text of a file; core.RulebookError where it holds none."""
    if kind := other_kind(content):
        problem = Problem(_("the file"), kind, _("the rules as text, in TOML"))
        raise core.RulebookError(file_name, [str(problem)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = {"number": content.count(b"\n", 0, error.start) + 1}
        what, expected = _("not text in UTF-8"), _("the file saved as UTF-8")
        problem = Problem(_("Line %(number)d") % line, what, expected)
        raise core.RulebookError(file_name, [str(problem)]) from error
    if not text.strip():
        raise core.RulebookError(file_name, [_("It is empty.")])
    return text


def ask_to_publish_rulebook(
    *,
    upload: RulebookUpload,
    compared_with: int,
    reason: str,
    by: User,
    makes_earlier: bool = False,
    impact: str = "",
) -> RulebookUpload:
    """Ask somebody else to publish an uploaded text that could be published now.

    `impact` is what the page showed of it (see `seen_impacts`). Raises what
    `publish_kept_rulebook` raises of the text, and what `ask_to_publish` raises of the
    person.
    """
    with transaction.atomic():
        seen = {"compared_with": compared_with, **seen_in(text=impact, upload=upload)}
        versions = {compared_with, seen["compared_with"]}
        _publishable(upload, versions, makes_earlier=makes_earlier)
        return ask_to_publish(row=upload, reason=reason, by=by, figures=seen)


def publish_kept_rulebook(
    *,
    upload: RulebookUpload,
    compared_with: int,
    by: User,
    reason: str = "",
    makes_earlier: bool = False,
    impact: str = "",
) -> Rulebook:
    """Publish an uploaded text as the next version of its call, with the reason.

    The reason is that of who asked for it, else `reason` (see `note_published`, which
    says who may). `compared_with` is the version (0 for a new call) whose difference
    was seen, `impact` what its page showed: RulesMoved when another is in force by now
    than when either was seen. Twice is once: the version it became is returned. Raises
    NothingToPublish for the text in force, DeadlineEarlier unless `makes_earlier` says
    that an earlier deadline is meant, and CannotOpen where the call would be open to
    nobody. Publications of a call queue on its row.
    """
    with transaction.atomic():
        seen = {"compared_with": compared_with, **seen_in(text=impact, upload=upload)}
        versions = {compared_with, seen["compared_with"]}
        held = _publishable(upload, versions, makes_earlier=makes_earlier)
        if held.rulebook is not None:
            return held.rulebook
        row = note_published(row=held, by=by, reason=reason, figures=seen)
        row.rulebook = publish_rulebook(
            text=row.text, reason=row.reason, by=by, compared_with=compared_with
        )
        row.save(update_fields=["rulebook"])
        return row.rulebook


def _publishable(
    upload: RulebookUpload, versions: set[int], *, makes_earlier: bool
) -> RulebookUpload:
    """Return the upload with its call locked; refuse a text nobody may publish now.

    `versions` are those in force while it was looked at.
    """
    call = Call.objects.select_for_update().filter(pk=upload.call_code).first()
    row = still_there(
        rows=RulebookUpload.objects.select_related("rulebook"), row=upload
    )
    if row.rulebook is not None:
        return row
    present = Rulebook.objects.newest().filter(call=row.call_code).first()
    if versions != {present.version if present else 0}:
        raise RulesMoved(present)
    if present and present.text == row.text:
        raise NothingToPublish
    law = kept_rulebook(row)
    before = published_rulebook(present) if present else None
    require_meant(rulebook=law, present=before, makes_earlier=makes_earlier)
    require_openable(
        rulebook=law,
        present=before,
        tables=_tables(call),
        now=timezone.now(),
    )
    return row


def keep_version_again(*, rulebook: Rulebook, by: User) -> RulebookUpload:
    """Keep the text of an earlier version as if it had been uploaded."""
    return RulebookUpload.objects.create(
        call_code=rulebook.call_id,
        file_name=VERSION % rulebook.version,
        text=rulebook.text,
        uploaded_by=by,
    )


def keep_opened(*, rulebook: Rulebook, takes: bool, by: User) -> RulebookUpload:
    """Keep a text of the version in force that takes submissions, or takes none.

    Opening and closing are law like the rest: a new version, read before published.
    """
    document = tomlkit.parse(rulebook.text)
    document["takes_submissions"] = takes
    return RulebookUpload.objects.create(
        call_code=rulebook.call_id,
        file_name=OPENING if takes else CLOSING,
        text=tomlkit.dumps(document),
        uploaded_by=by,
    )


def keep_extended(
    *, rulebook: Rulebook, deadline: dt.datetime, source: str, address: str, by: User
) -> RulebookUpload:
    """Keep a text of the version in force with a later deadline and its source.

    Nothing else of it is another one, so drafts need not move (ADR 97). `source` is the
    title of the notice that says so, and `address` where it is, empty if nowhere.
    """
    document, version = tomlkit.parse(rulebook.text), rulebook.version + 1
    key = f"deadline-of-version-{version}"
    # Any: what a text has under a name, tomlkit knows only once it is read.
    table: Any = document["deadline"]
    there = deadline.astimezone(ZoneInfo(str(table["zone"])))
    table.update(date=there.date(), time=there.time().replace(microsecond=0))
    table.update(date_reference=key, time_reference=key)
    notice = {"title": source, "confidence": str(core.Confidence.FOUND)}
    if address:
        notice["url"] = address
    references: Any = document["references"]
    references[key] = {**notice, "checked": timezone.localdate()}
    document["version"] = version
    text = tomlkit.dumps(document)
    return RulebookUpload.objects.create(
        call_code=rulebook.call_id,
        file_name=LATER_DEADLINE,
        text=text,
        uploaded_by=by,
    )


def discard_rulebook(*, upload: RulebookUpload) -> bool:
    """Throw a text away that nobody asked to publish; say whether that was done.

    What was asked for stays, as proof of what was asked and answered.
    """
    unpublished = RulebookUpload.objects.filter(rulebook=None)
    return discard_kept(rows=unpublished, row=upload) is not None


def _tables(call: Call | None) -> ReferenceTables:
    edition = current_edition(call) if call else None
    return published_tables(edition) if edition else NO_TABLES


def _unstorable(rulebook: core.Rulebook) -> Iterator[str]:
    """Say which codes and titles are too long, or no codes, for the rows of a call."""
    yield from _problems(Call, "", code=rulebook.code, title=rulebook.title)
    yield from _problems(Call, "", reference=rulebook.reference)
    for lot in rulebook.lots:
        place = f"lots[{lot.code}]."
        yield from _problems(
            Lot, place, code=lot.code, title=lot.title, number=lot.number
        )
        for kind in lot.project_types:
            at = f"{place}project_types[{kind.code}]."
            yield from _problems(ProjectType, at, code=kind.code, title=kind.title)


def _problems(
    model: type[models.Model], place: str, **values: str | int | None
) -> Iterator[str]:
    row = model(**values)
    others = [each.name for each in model._meta.fields if each.name not in values]  # noqa: SLF001  # Django's public name for it
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield f"{place}{name}: {' '.join(messages)}"
