"""Publishing the classification of economic activities, in editions."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alliances.files.nace import NaceRow
from alliances.models import NaceCode, NaceEdition, User
from alliances.selectors.nace import current_nace_edition
from alliances.services.reference import Unpublished


class NaceMoved(Unpublished):
    """Another edition was published since the change was compared."""

    def __init__(self) -> None:
        self.message = _("The classification was published meanwhile: compare again.")
        super().__init__(self.message)


def publish_nace(
    *,
    rows: Sequence[NaceRow],
    reason: str,
    compared_with: int,
    by: User | None = None,
) -> NaceEdition:
    """Publish the classification as its next edition; all of it or nothing.

    `compared_with` is the version (0 for none) that somebody saw the difference to:
    NaceMoved when another is in force. The same codes as in force publish nothing and
    return that edition.
    """
    digest = _digest(rows)
    present = current_nace_edition()
    version = present.version if present else 0
    if version != compared_with:
        raise NaceMoved
    if present is not None and present.sha256 == digest:
        return present
    try:
        with transaction.atomic():
            return _published(rows, version + 1, digest, reason, by)
    except IntegrityError as error:
        # Two at once: the number of the next edition exists once.
        raise NaceMoved from error


def _digest(rows: Sequence[NaceRow]) -> str:
    """Return the digest of the classification, its order included."""
    text = json.dumps([astuple(row) for row in rows], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _published(
    rows: Sequence[NaceRow], version: int, digest: str, reason: str, by: User | None
) -> NaceEdition:
    edition = NaceEdition.objects.create(
        version=version, sha256=digest, reason=reason, published_by=by
    )
    NaceCode.objects.bulk_create(
        NaceCode(
            edition=edition,
            code=row.code,
            parent=row.parent,
            level=row.level,
            title=row.title,
            position=position,
        )
        for position, row in enumerate(rows)
    )
    return edition
