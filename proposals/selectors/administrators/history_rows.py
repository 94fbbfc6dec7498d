"""What stands behind the changes on a page of the history: one query for each table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from alliances.models import Pause, ReferenceUpload, RegisterUpload
from eligibility.models import Rulebook, RulebookUpload
from proposals.models import VerdictNotice
from proposals.selectors.administrators import history_index as index
from proposals.selectors.administrators.history_index import Key

EDITIONS = {
    index.EDITION: "edition",
    index.COUNTRIES: "country_edition",
    index.NACE: "nace_edition",
}
"""By which field an uploaded table names what it was published as."""


@dataclass(frozen=True, slots=True)
class HistoryRows:
    """The rows that some changes are told from."""

    tables: Mapping[tuple[str, int], Sequence[ReferenceUpload]]
    """What editions were published from, and refused tables, by kind and key."""
    notices: Mapping[int, Sequence[VerdictNotice]]
    """What was told to coordinators, by the key of the edition."""
    rules: Mapping[tuple[str, int], Rulebook]
    """The versions published and those before them, by call and version."""
    texts: Mapping[tuple[str, int], Sequence[RulebookUpload]]
    """What rules were published from, and refused texts, by kind and key."""
    files: Mapping[tuple[str, int], RegisterUpload]
    """Files of the register, by kind and key of the change."""
    records: Mapping[int, Any]
    """Of pauses with `until`, their expected end."""


def history_rows_of(keys: Sequence[Key]) -> HistoryRows:
    """Read what stands behind changes; at most six queries, however many they are."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for each in keys:
        wanted[each.kind].append(each.pk)
    return HistoryRows(
        tables=_tables(wanted),
        notices=_notices(wanted[index.EDITION]),
        rules=_rules(keys),
        texts=_texts(wanted),
        files=_files(wanted),
        records=_records([*wanted[index.RECORD], *wanted[index.PAUSE]]),
    )


def _records(keys: list[int]) -> Mapping[int, Any]:
    rows = LogEntry.objects.filter(pk__in=keys).select_related("content_type")
    # Keys of records are texts, of whatever they are: never the other way round.
    pauses = Pause.objects.annotate(key=Cast("pk", CharField()))
    about = pauses.filter(key=OuterRef("object_id")).values("until")
    return {each.pk: each for each in rows.annotate(until=Subquery(about))}


def _tables(
    wanted: Mapping[str, list[int]],
) -> Mapping[tuple[str, int], Sequence[ReferenceUpload]]:
    places = {**EDITIONS, index.TABLE_REFUSED: "pk"}
    rows = ReferenceUpload.objects.select_related("asked_by").defer("content")
    found: defaultdict[tuple[str, int], list[ReferenceUpload]] = defaultdict(list)
    for each in rows.filter(_any_of(places, wanted)):
        for kind, field in EDITIONS.items():
            found[kind, getattr(each, f"{field}_id")].append(each)
        found[index.TABLE_REFUSED, each.pk].append(each)
    return found


def _notices(editions: list[int]) -> Mapping[int, Sequence[VerdictNotice]]:
    found: defaultdict[int, list[VerdictNotice]] = defaultdict(list)
    for each in VerdictNotice.objects.filter(edition__in=editions):
        found[each.edition_id].append(each)
    return found


def _rules(keys: Iterable[Key]) -> Mapping[tuple[str, int], Rulebook]:
    """Return versions with those before: they say whether a call was opened."""
    wanted = Q(pk__in=())
    for each in keys:
        if each.kind == index.RULES:
            versions = (each.number - 1, each.number)
            wanted |= Q(call=each.call, version__in=versions)
    rows = Rulebook.objects.filter(wanted)
    return {(each.call_id, each.version): each for each in rows}


def _texts(
    wanted: Mapping[str, list[int]],
) -> Mapping[tuple[str, int], Sequence[RulebookUpload]]:
    places = {index.RULES: "rulebook", index.RULES_REFUSED: "pk"}
    rows = RulebookUpload.objects.select_related("asked_by").defer("text")
    found: defaultdict[tuple[str, int], list[RulebookUpload]] = defaultdict(list)
    for each in rows.filter(_any_of(places, wanted)):
        if each.rulebook_id is not None:
            found[index.RULES, each.rulebook_id].append(each)
        found[index.RULES_REFUSED, each.pk].append(each)
    return found


def _files(wanted: Mapping[str, list[int]]) -> Mapping[tuple[str, int], RegisterUpload]:
    places = {index.REGISTER: "publication", index.REGISTER_REFUSED: "pk"}
    rows: QuerySet[Any] = RegisterUpload.objects.select_related(
        "asked_by", "publication"
    )
    found: dict[tuple[str, int], RegisterUpload] = {}
    for each in rows.filter(_any_of(places, wanted)):
        if hasattr(each, "publication"):
            found[index.REGISTER, each.publication.pk] = each
        found[index.REGISTER_REFUSED, each.pk] = each
    return found


def _any_of(places: Mapping[str, str], wanted: Mapping[str, list[int]]) -> Q:
    """Return what keeps the rows behind these kinds, found by these fields."""
    kept = Q(pk__in=())
    for kind, field in places.items():
        if keys := wanted.get(kind):
            kept |= Q(**{f"{field}__in": keys})
    return kept
