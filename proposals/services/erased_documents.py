"""Mandates and declarations in which somebody is printed who was forgotten."""

import json
from collections import defaultdict
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from proposals.models import FormalDocument, PartA


def forget_signatories(*, rows: QuerySet[PartA]) -> None:
    """Delete what was drawn for the representatives of these rows to sign.

    Called in a transaction that holds their drafts, before the rows are emptied. A
    document of which a signed copy came back stays as it was signed: it is evidence
    (ADR 46). Any other is drawn again when somebody asks, without the name.
    """
    names: dict[int, set[str]] = defaultdict(set)
    given = rows.exclude(representative_name="")
    for alliance, name in given.values_list(
        "partnership__alliance", "representative_name"
    ):
        names[alliance].add(name)
    unsigned = FormalDocument.objects.filter(
        partnership__alliance__in=names, signed_copies=None
    )
    for each in unsigned.select_related("partnership"):
        if _printed(each) & names[each.partnership.alliance_id]:
            _delete(each)


def _printed(document: FormalDocument) -> set[str]:
    """Return the names above its lines; words of before Part A have none."""
    said = json.loads(document.content)
    return {said[key][0] for key in ("signatory", "accepting") if key in said}


def _delete(document: FormalDocument) -> None:
    storage, name = document.file.storage, document.file.name
    document.delete()
    if name:
        transaction.on_commit(partial(storage.delete, name))
