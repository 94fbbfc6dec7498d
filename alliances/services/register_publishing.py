"""A file becomes part of the register: in one transaction, in sets, with the reason."""

from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.enums import UploadState
from alliances.models import (
    Organisation,
    Register,
    RegisterPublication,
    RegisterUpload,
    User,
)
from alliances.selectors.register_diff import (
    BOTH,
    DIFFERS,
    ENTRIES,
    MISSING,
    STAGED,
    RegisterCounts,
    register_counts,
)
from alliances.services.name_index import CHANGES
from alliances.services.reference import Unpublished
from alliances.services.register import lock_register
from alliances.services.register_names import names_follow
from alliances.services.register_staging import forget_rows, plan_for_many
from alliances.services.reviews import (
    ask_to_publish,
    note_published,
    still_there,
)

TAKEN = (UploadState.READY, UploadState.PUBLISHING)
"""States in which a file may become part of the register."""


class RegisterMoved(Unpublished):
    """Something changed in the register since the difference was looked at."""

    message = _(
        "Somebody changed the register meanwhile. This is what the file changes now."
    )


class RegisterSaysSo(Unpublished):
    """The file changes nothing."""

    message = _("The register says all of this already.")


class UploadNotReady(Unpublished):
    """The file is not read yet, or cannot be taken."""

    message = _("The file has not been read to its end.")


def publish_register_import(
    *, upload: RegisterUpload, compared_with: int, reason: str, by: User | None
) -> RegisterPublication:
    """Make an upload part of the register, with the reason; all of it or nothing.

    `compared_with` is the revision whose difference was seen: RegisterMoved when the
    register has another by now. Twice is once: the publication it became is returned.
    Raises UploadNotReady, and RegisterSaysSo where nothing would change. Publications
    queue on the register's row. Whether `by` may is for `note_published` to say, and
    the reason is that of who asked; nobody is whoever runs a command on the server.
    """
    with transaction.atomic():
        register = lock_register()
        row = still_there(rows=RegisterUpload.objects.all(), row=upload)
        published = RegisterPublication.objects.filter(upload=row).first()
        if published is not None:
            return published
        counts = counted(
            upload=row, register=register, compared_with=compared_with, states=TAKEN
        )
        if by is not None:
            figures = figures_of(counts=counts)
            row = note_published(row=row, by=by, reason=reason, figures=figures)
        register.revision += 1
        register.save(update_fields=["revision"])
        publication = RegisterPublication.objects.create(
            revision=register.revision,
            upload=row,
            sha256=row.sha256,
            reason=row.reason or reason,
            published_by=by,
            added=counts.added,
            changed=counts.changed,
            ended=counts.ended,
            unchanged=counts.unchanged,
        )
        plan_for_many()
        _write(publication)
        names_follow(publication=publication)
        forget_rows(upload=row)
        RegisterUpload.objects.filter(pk=row.pk).update(state=UploadState.PUBLISHED)
    return publication


def ask_for_register_import(
    *, upload: RegisterUpload, compared_with: int, reason: str, by: User
) -> RegisterUpload:
    """Ask another administrator to publish an upload, with the reason.

    Refuses as `publish_register_import` and `ask_to_publish`.
    """
    with transaction.atomic():
        register = lock_register()
        row = still_there(rows=RegisterUpload.objects.all(), row=upload)
        counts = counted(upload=row, register=register, compared_with=compared_with)
        figures = figures_of(counts=counts)
        return ask_to_publish(row=row, reason=reason, by=by, figures=figures)


def figures_of(*, counts: RegisterCounts) -> dict[str, int | str]:
    """Return what a reviewer sees of an upload's effects."""
    return {name: getattr(counts, name) for name in ("added", "changed", "ended")}


def counted(
    *,
    upload: RegisterUpload,
    register: Register,
    compared_with: int,
    states: Collection[str] = (UploadState.READY,),
) -> RegisterCounts:
    """Compare anew; refuse what is in no such state, moved on, or changes nothing."""
    if upload.state not in states:
        raise UploadNotReady
    if register.revision != compared_with:
        raise RegisterMoved
    counts = register_counts(upload)
    if counts.is_nothing:
        raise RegisterSaysSo
    return counts


def _write(publication: RegisterPublication) -> None:
    """Note what changes with what was before, then change it."""
    upload, key = publication.upload_id, publication.pk
    if publication.changed:
        _note_changed(key, upload)
        _change(key, upload)
    if publication.ended:
        _note_ended(key, upload)
        Organisation.objects.filter(
            changes__publication=publication, changes__kind="ended"
        ).update(ended_on=timezone.localdate())
    if publication.added:
        _add(key, upload)


def _before() -> str:
    """Return the values of an entry as JSON, in the words of the engine."""
    values = (
        "'name', o.name, 'country', o.country_id, 'types', o.types,"
        " 'ended_on', o.ended_on"
    )
    if connection.vendor == "postgresql":
        return f"jsonb_build_object({values})"
    return f"json_object({values})"


def _note_changed(key: int, upload: int) -> None:
    _run(
        f"INSERT INTO {CHANGES} (publication_id, organisation_id, kind, before)"
        f" SELECT %s, o.id, 'changed', {_before()} FROM {BOTH}"
        f" WHERE s.upload_id = %s AND o.id IS NOT NULL AND {DIFFERS}",
        [key, upload],
    )


def _change(key: int, upload: int) -> None:
    _run(
        f"UPDATE {ENTRIES} SET name = s.name, country_id = s.country, types = s.types,"
        f" ended_on = NULL FROM {STAGED} s WHERE s.upload_id = %s"
        f" AND s.pic = {ENTRIES}.pic AND {ENTRIES}.id IN ("
        f"SELECT organisation_id FROM {CHANGES} WHERE publication_id = %s)",
        [upload, key],
    )


def _note_ended(key: int, upload: int) -> None:
    _run(
        f"INSERT INTO {CHANGES} (publication_id, organisation_id, kind, before)"
        f" SELECT %s, o.id, 'ended', {_before()} FROM {MISSING}",
        [key, upload],
    )


def _add(key: int, upload: int) -> None:
    """Write new entries in the order of their PIC, in which an index grows fastest."""
    insert = (
        f"INSERT INTO {ENTRIES} (pic, name, country_id, types, city, website)"
        f" SELECT s.pic, s.name, s.country, s.types, '', '' FROM {BOTH}"
        " WHERE s.upload_id = %s AND o.id IS NULL ORDER BY s.pic"
    )
    note = f"INSERT INTO {CHANGES} (publication_id, organisation_id, kind)"
    if connection.vendor == "postgresql":
        note = f"{note} SELECT %s, id, 'added' FROM written"
        _run(f"WITH written AS ({insert} RETURNING id) {note}", [upload, key])
        return
    last = Organisation.objects.order_by("-pk").values_list("pk", flat=True).first()
    _run(insert, [upload])
    _run(
        f"{note} SELECT %s, id, 'added' FROM {ENTRIES} WHERE id > %s", [key, last or 0]
    )


def _run(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
