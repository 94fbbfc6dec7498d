"""How one entry of the register came to be what it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _

from alliances.enums import RegisterChangeKind
from alliances.models import Organisation, RegisterChange
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.selectors.editions import moment_words, person_words
from alliances.selectors.register_changes import type_words

MOST = 100
"""Changes of one entry that are shown, of files and by hand."""


@dataclass(frozen=True, slots=True)
class EntryTurn:
    """One change of the entry."""

    what: str
    revision: int | None
    """The publication that made it; None for a change by hand."""
    by: str
    when: str
    reason: str
    before: str
    """What it was before; empty for a new one or where that is not kept."""


def organisation_history(organisation: Organisation) -> tuple[EntryTurn, ...]:
    """Return what files and administrators did to an entry; two or three queries."""
    turns = [*_published(organisation), *_by_hand(organisation)]
    turns.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(turn for _at, turn in turns)


def _published(organisation: Organisation) -> Iterator[tuple[Any, EntryTurn]]:
    rows = RegisterChange.objects.filter(organisation=organisation).select_related(
        "publication__published_by"
    )
    for each in rows.order_by("-publication")[:MOST]:
        publication = each.publication
        turn = EntryTurn(
            what=str(RegisterChangeKind(each.kind).label),
            revision=publication.revision,
            by=person_words(publication.published_by),
            when=moment_words(publication.published_at),
            reason=publication.reason,
            before=_before(each.before) if each.before else "",
        )
        yield publication.published_at, turn


def _by_hand(organisation: Organisation) -> Iterator[tuple[Any, EntryTurn]]:
    kind = ContentType.objects.get_for_model(Organisation)
    rows = LogEntry.objects.filter(content_type=kind, object_id=str(organisation.pk))
    for each in rows.select_related("user").order_by("-action_time")[:MOST]:
        turn = EntryTurn(
            what=_("Changed by hand"),
            revision=None,
            by=person_words(each.user),
            when=moment_words(timezone.localtime(each.action_time)),
            reason=each.get_change_message(),
            before="",
        )
        yield each.action_time, turn


def _before(values: dict[str, Any]) -> str:
    types = type_words(str(values.get("types") or "").split(TYPE_SEPARATOR))
    parts = (values.get("name"), values.get("country"), types)
    return ", ".join(str(each) for each in parts if each)
