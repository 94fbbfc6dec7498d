"""The history of every administrative change: who, why, when, and what was seen."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import ReferenceUpload, SharedEdition
from alliances.selectors.editions import moment_words, person_words, table_words
from alliances.selectors.shared import table_of
from eligibility.catalogue import published_rulebook
from eligibility.models import Rulebook, RulebookUpload
from proposals.selectors import history_index as index
from proposals.selectors.history_index import HistoryFilter, changes, sources

PAGE_SIZE = 50
MOST_IN_FILE = 2000
MOST_FLIPS = 12
"""Drafts named in a line; the letters to their coordinators name all."""


@dataclass(frozen=True, slots=True)
class Change:
    """One administrative change."""

    kind: str
    what: str
    address: str
    """The page with its difference; empty where there is none."""
    when: str
    by: str
    """Who published, refused or changed it."""
    asked: str = ""
    """Who asked for it, where that was somebody else."""
    reason: str = ""
    refusal: str = ""
    seen: str = ""
    """The impact that was seen when it was decided."""
    flips: tuple[str, ...] = ()
    """Acronyms of the drafts whose verdict another edition flipped."""
    more_flips: int = 0


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of the history, the newest change first."""

    changes: tuple[Change, ...]
    total: int
    pages: Page[Any]


def history_page(wanted: HistoryFilter, page: str | None) -> HistoryPage:
    """Return a page of the history; at most seventeen queries however long it is."""
    found = changes(wanted)
    rows: Any = [] if found is None else found
    pages: Page[Any] = Paginator(rows, PAGE_SIZE).get_page(page)
    return HistoryPage(
        changes=described(pages.object_list), total=pages.paginator.count, pages=pages
    )


def history_rows(wanted: HistoryFilter) -> list[list[str]]:
    """Return the newest two thousand changes as a file has them."""
    found = changes(wanted)
    heading = [_("When"), _("Kind"), _("What"), _("Who"), _("Asked by"), _("Why")]
    rows = described(() if found is None else found[:MOST_IN_FILE])
    return [
        [*heading, _("Refused because"), _("Impact seen"), _("Drafts that flipped")],
        *(
            [
                *(each.when, each.kind, each.what, each.by, each.asked, each.reason),
                *(each.refusal, each.seen, ", ".join(each.flips)),
            ]
            for each in rows
        ),
    ]


def described(keys: Iterable[tuple[str, int, Any]]) -> tuple[Change, ...]:
    """Return the changes of these keys in their order."""
    order = [(kind, pk) for kind, pk, _at in keys]
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for kind, pk in order:
        wanted[kind].append(pk)
    rows = {kind: _rows(kind, keys) for kind, keys in wanted.items()}
    before = _before(rows.get(index.RULES, {}).values())
    return tuple(_change(kind, rows[kind][pk], before) for kind, pk in order)


def _rows(kind: str, keys: list[int]) -> Mapping[int, Any]:
    source, (related, prefetched, deferred) = sources()[kind], LOADED[kind]
    found = source.rows.select_related(source.by, *related).defer(*deferred)
    return found.prefetch_related(*prefetched).in_bulk(keys)


def _tables() -> Any:  # noqa: ANN401  # a prefetch, generic in the stubs only
    rows = ReferenceUpload.objects.select_related("asked_by").defer("content")
    return Prefetch("uploads", rows)


def _texts() -> Any:  # noqa: ANN401  # the same
    rows = RulebookUpload.objects.select_related("asked_by").defer("text")
    return Prefetch("uploads", rows)


LOADED: Mapping[str, tuple[tuple[str, ...], tuple[Any, ...], tuple[str, ...]]] = {
    index.EDITION: (("call",), (_tables(), "notices"), ()),
    index.TABLE_REFUSED: (("call", "asked_by"), (), ("content",)),
    index.RULES: (("call",), (_texts(),), ()),
    index.RULES_REFUSED: (("asked_by",), (), ("text",)),
    index.REGISTER: (("upload__asked_by",), (), ()),
    index.REGISTER_REFUSED: (("asked_by",), (), ()),
    index.COUNTRIES: ((), (_tables(),), ("rows",)),
    index.NACE: ((), (_tables(),), ()),
    index.RECORD: (("content_type",), (), ()),
}
"""What is read with the rows of each kind: joined, in a second query, and not."""


def _before(rulebooks: Iterable[Rulebook]) -> Mapping[tuple[str, int], Rulebook]:
    """Return the versions before these: they say whether a call was opened."""
    earlier = Q(pk__in=())
    for each in rulebooks:
        earlier |= Q(call=each.call_id, version=each.version - 1)
    found = Rulebook.objects.filter(earlier)
    return {(each.call_id, each.version): each for each in found}


def _change(
    kind: str,
    row: Any,  # noqa: ANN401  # a row of any kind
    before: Mapping[tuple[str, int], Rulebook],
) -> Change:
    source = sources()[kind]
    plain = Change(
        kind=str(index.KINDS[kind]),
        what="",
        address="",
        when=moment_words(getattr(row, source.at)),
        by=person_words(getattr(row, source.by)),
        reason=getattr(row, "reason", ""),
    )
    if kind == index.RULES:
        return _with_upload(_rules(plain, row, before), row, row.uploads.all())
    return DESCRIBED[kind](plain, row)


def _edition(plain: Change, row: Any) -> Change:  # noqa: ANN401  # an edition
    uploads = list(row.uploads.all())
    tables = ", ".join(dict.fromkeys(each.get_table_display() for each in uploads))
    words = {"call": row.call_id, "version": row.version, "tables": tables}
    what = _("Call %(call)s, edition %(version)d") % words
    flips = [each["acronym"] for notice in row.notices.all() for each in notice.flips]
    change = replace(
        plain,
        what=f"{what}: {tables}" if tables else what,
        address=reverse("reference-edition", args=[row.call_id, row.version]),
        flips=tuple(sorted(flips)[:MOST_FLIPS]),
        more_flips=max(len(flips) - MOST_FLIPS, 0),
    )
    return _with_upload(change, row, uploads)


def _rules(
    plain: Change, row: Rulebook, before: Mapping[tuple[str, int], Rulebook]
) -> Change:
    what = _("Rules of call %(call)s, version %(version)d")
    words = {"call": row.call_id, "version": row.version}
    earlier = before.get((row.call_id, row.version - 1))
    was_open = earlier is not None and published_rulebook(earlier).takes_submissions
    is_open = published_rulebook(row).takes_submissions
    act = "" if was_open == is_open else _("opened") if is_open else _("closed")
    return replace(
        plain,
        what=f"{what % words}, {act}" if act else what % words,
        address=reverse("law-call", args=[row.call_id]),
    )


def _with_upload(change: Change, row: Any, uploads: Iterable[Any]) -> Change:  # noqa: ANN401  # an edition or a rulebook
    for each in uploads:
        is_other = each.asked_by and each.asked_by_id != row.published_by_id
        asked = person_words(each.asked_by) if is_other else ""
        return replace(change, asked=asked, seen=seen_words(each.decided_figures))
    return change


def _refused_table(plain: Change, row: Any) -> Change:  # noqa: ANN401  # an uploaded table
    return _refused(plain, row, table_words(row), "reference-check")


def _refused_rules(plain: Change, row: Any) -> Change:  # noqa: ANN401  # an uploaded rulebook
    what = _("Rules of call %(call)s") % {"call": row.call_code}
    return _refused(plain, row, what, "law-check")


def _refused_register(plain: Change, row: Any) -> Change:  # noqa: ANN401  # an uploaded register
    return _refused(plain, row, _("Register of organisations"), "register-check")


def _refused(plain: Change, row: Any, what: str, page: str) -> Change:  # noqa: ANN401  # any upload
    is_other = row.asked_by_id != row.decided_by_id
    return replace(
        plain,
        what=f"{what}, {row.file_name}",
        address=reverse(page, args=[row.public_id]),
        asked=person_words(row.asked_by) if is_other else "",
        refusal=row.refusal,
        seen=seen_words(row.asked_figures),
    )


def _register(plain: Change, row: Any) -> Change:  # noqa: ANN401  # a publication
    counts = {"added": row.added, "changed": row.changed, "ended": row.ended}
    asked, by = row.upload.asked_by, row.published_by
    return replace(
        plain,
        what=_("Register of organisations, revision %d") % row.revision,
        address=reverse("register-publication", args=[row.revision]),
        asked=person_words(asked) if asked and asked != by else "",
        seen=_("%(added)d added, %(changed)d changed, %(ended)d ended") % counts,
    )


def _shared(plain: Change, row: SharedEdition) -> Change:
    table = table_of(row)
    words = {"table": table.label, "version": row.version}
    change = replace(
        plain,
        what=_("%(table)s, edition %(version)d") % words,
        address=reverse("shared-edition", args=[table, row.version]),
    )
    return _with_upload(change, row, row.uploads.all())


def _record(plain: Change, row: Any) -> Change:  # noqa: ANN401  # a log entry
    kind = str(row.content_type) if row.content_type else _("Record")
    return replace(
        plain,
        what=f"{kind}: {row.object_repr}",
        address=row.get_admin_url() or "",
        reason=row.get_change_message(),
    )


DESCRIBED: Mapping[str, Callable[[Change, Any], Change]] = {
    index.EDITION: _edition,
    index.TABLE_REFUSED: _refused_table,
    index.RULES_REFUSED: _refused_rules,
    index.REGISTER: _register,
    index.REGISTER_REFUSED: _refused_register,
    index.COUNTRIES: _shared,
    index.NACE: _shared,
    index.RECORD: _record,
}


def seen_words(figures: Mapping[str, Any]) -> str:
    """Say the impact that was seen, as it is kept with a decision; empty for none."""
    if "naming" in figures:
        return _naming_words(figures["naming"])
    if "drafts" not in figures:
        return ""
    words = ngettext("%(number)d draft", "%(number)d drafts", figures["drafts"])
    return _(
        "%(drafts)s: %(met)d became met, %(not_met)d not met, %(unknown)d open,"
        " %(unchanged)d unchanged"
    ) % {
        "drafts": words % {"number": figures["drafts"]},
        "met": figures.get("become_met", 0),
        "not_met": figures.get("become_not_met", 0),
        "unknown": figures.get("become_unknown", 0),
        "unchanged": figures.get("unchanged", 0),
    }


def _naming_words(number: int) -> str:
    words = ngettext(
        "%(number)d open draft named what changed",
        "%(number)d open drafts named what changed",
        number,
    )
    return words % {"number": number}
