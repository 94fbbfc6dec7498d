"""What changes in the register, entry by entry and side by side, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from alliances.enums import PartnerType, RegisterChangeKind
from alliances.models import Organisation, RegisterPublication, RegisterUpload
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.phrases import Figure, either
from alliances.selectors.changes import EU_CODES, KOSOVO, ChangeRow, Changes, Part
from alliances.selectors.register_diff import (
    SHOWN,
    EntryChange,
    EntryValues,
    RegisterCounts,
    sample_changes,
)

WITH_NOTE = f"{KOSOVO} *"
SIGNS = {"added": "+", "changed": "~", "ended": "–"}


def upload_changes(
    upload: RegisterUpload, counts: RegisterCounts, kind: str
) -> Changes:
    """Return the first changes of each kind there is, or more of one kind."""
    numbers = {
        "added": counts.added,
        "changed": counts.changed,
        "ended": counts.ended,
    }
    shown = kind if numbers.get(kind) else ""
    kinds = [each for each, number in numbers.items() if number]
    sample = sample_changes(
        upload, [shown] if shown else kinds, most=5 * SHOWN if shown else SHOWN
    )
    rows = tuple(_row(each) for each in sample)
    return Changes(
        id="changes",
        added=counts.added,
        changed=counts.changed,
        removed=counts.ended,
        unchanged=counts.unchanged,
        rows=rows,
        shown=shown,
        has_kosovo=_has_kosovo(rows),
    )


def shown_words(changes: Changes) -> str:
    """Say how many of the changes are shown; nothing where all are."""
    number, total = len(changes.rows), changes.added + changes.changed + changes.removed
    if changes.shown or number == total:
        total = number
    if number < total:
        words = _("The first %(number)s of %(total)s changes, some of each kind.")
        return words % {"number": Figure(number), "total": Figure(total)}
    return ""


def publication_words(publication: RegisterPublication) -> str:
    """Say how many organisations a publication added, changed and ended."""
    return _("%(added)s added, %(changed)s changed, %(ended)s ended") % {
        "added": Figure(publication.added),
        "changed": Figure(publication.changed),
        "ended": Figure(publication.ended),
    }


def publication_changes(publication: RegisterPublication) -> Changes:
    """Return the first changes of each kind that a publication made."""
    rows = tuple(
        _logged(kind, each.before, each.organisation)
        for kind in RegisterChangeKind.values
        for each in publication.changes.filter(kind=kind)
        .select_related("organisation")
        .order_by("organisation")[:SHOWN]
    )
    return Changes(
        id="changes",
        added=publication.added,
        changed=publication.changed,
        removed=publication.ended,
        unchanged=publication.unchanged,
        rows=rows,
        shown="",
        has_kosovo=_has_kosovo(rows),
    )


def _has_kosovo(rows: Iterable[ChangeRow]) -> bool:
    return any(
        part.text == WITH_NOTE for row in rows for part in (*row.before, *row.after)
    )


def _row(change: EntryChange) -> ChangeRow:
    named = change.after or change.before
    word = str(RegisterChangeKind(change.kind).label)
    return ChangeRow(
        change.kind,
        SIGNS[change.kind],
        word,
        change.pic,
        named.name if named else "",
        _parts(change.before, None),
        _parts(change.after, change.before),
    )


def _logged(
    kind: str, before: dict[str, str | None] | None, entry: Organisation
) -> ChangeRow:
    """Return a change of the past: what was before, and the entry as it is now."""
    was = None
    if before is not None:
        name, country, types = (
            str(before[each]) for each in ("name", "country", "types")
        )
        was = EntryValues(name, country, types, is_ended=bool(before["ended_on"]))
    now = EntryValues(
        entry.name, entry.country_id, entry.types, is_ended=entry.ended_on is not None
    )
    return _row(EntryChange(kind, 0, entry.pic or "", was, now))


def _parts(values: EntryValues | None, other: EntryValues | None) -> tuple[Part, ...]:
    """Return what an entry says; what the other side does not say stands out."""
    if values is None:
        return ()
    known = set(_words(other)) if other else set(_words(values))
    return tuple(Part(each, is_changed=each not in known) for each in _words(values))


def _words(values: EntryValues) -> list[str]:
    country = EU_CODES.get(values.country, values.country)
    if country == KOSOVO:
        country = WITH_NOTE
    return [
        values.name,
        country,
        type_words(values.types.split(TYPE_SEPARATOR)),
        *([_("ended")] if values.is_ended else []),
    ]


def type_words(types: Iterable[str]) -> str:
    """Say the types of an entry; open ones with "or"."""
    labels = [str(PartnerType(each).label) for each in types if each]
    return either(labels) or _("type not known")
