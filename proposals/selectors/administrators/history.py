"""The history of every administrative change: who, why, when, and what was seen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from alliances.enums import SharedTable
from alliances.phrases import labelled
from alliances.selectors.editions import moment_words, person_words, table_words
from alliances.selectors.register_changes import publication_words
from alliances.words import own_words
from eligibility.catalogue import published_rulebook
from proposals.selectors.administrators import history_index as index
from proposals.selectors.administrators.history_index import HistoryFilter, Key, changes
from proposals.selectors.administrators.history_rows import HistoryRows, history_rows_of

PAGE_SIZE = 50
MOST_IN_FILE = 2000
MOST_FLIPS = 12
"""Drafts named in a line; the letters to their coordinators name all."""

BECAME = _lazy(
    "%(drafts)s: %(met)d became met, %(not_met)d not met, %(unknown)d open,"
    " %(unchanged)d unchanged"
)
WOULD = _lazy(
    "%(drafts)s, if they moved over: %(met)d would become met, %(not_met)d not met,"
    " %(unknown)d open, %(unchanged)d unchanged"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One administrative change."""

    kind: str
    what: str
    address: str
    """The page with its difference; empty where there is none."""
    when: str
    when_iso: str
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
    """Return a page of the history; at most eight queries however long it is."""
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


def described(found: Iterable[tuple[Any, ...]]) -> tuple[Change, ...]:
    """Return the changes of these keys in their order; at most six queries."""
    keys = [Key(*each) for each in found]
    rows = history_rows_of(keys)
    return tuple(DESCRIBED[each.kind](_plain(each), each, rows) for each in keys)


def _plain(key: Key) -> Change:
    return Change(
        kind=str(index.KINDS[key.kind]),
        what="",
        address="",
        when=moment_words(key.at),
        when_iso=key.at.isoformat(timespec="seconds"),
        by=person_words(key.by),
        reason=own_words(key.reason),
    )


def _edition(plain: Change, key: Key, rows: HistoryRows) -> Change:
    uploads = rows.tables.get((key.kind, key.pk), ())
    tables = ", ".join(dict.fromkeys(each.get_table_display() for each in uploads))
    words = {"call": key.call, "version": key.number}
    what = _("Call %(call)s, edition %(version)d") % words
    notices = rows.notices.get(key.pk, ())
    flips = [each["acronym"] for notice in notices for each in notice.flips]
    change = replace(
        plain,
        what=labelled(what, tables) if tables else what,
        address=reverse("reference-edition", args=[key.call, key.number]),
        flips=tuple(sorted(flips)[:MOST_FLIPS]),
        more_flips=max(len(flips) - MOST_FLIPS, 0),
    )
    return _with_upload(change, key, uploads)


def _rules(plain: Change, key: Key, rows: HistoryRows) -> Change:
    what = _("Rules of call %(call)s, version %(version)d")
    words = {"call": key.call, "version": key.number}
    before, now = (
        each is not None and published_rulebook(each).takes_submissions
        for each in (
            rows.rules.get((key.call, key.number - 1)),
            rows.rules[key.call, key.number],
        )
    )
    act = "" if before == now else _("opened") if now else _("closed")
    change = replace(
        plain,
        what=f"{what % words}, {act}" if act else what % words,
        address=reverse("law-call", args=[key.call]),
    )
    return _with_upload(change, key, rows.texts.get((key.kind, key.pk), ()))


def _with_upload(change: Change, key: Key, uploads: Iterable[Any]) -> Change:
    for each in uploads:
        asked = _asked(each, key)
        seen = seen_words(each.decided_figures, key.kind)
        return replace(change, asked=asked, seen=seen)
    return change


def _asked(upload: Any, key: Key) -> str:  # noqa: ANN401  # any upload
    """Name who asked for a change, where that was not who decided."""
    asked = upload.asked_by
    return person_words(asked) if asked and asked.email != key.email else ""


def _refused_table(plain: Change, key: Key, rows: HistoryRows) -> Change:
    (row,) = rows.tables[key.kind, key.pk]
    return _refused(plain, key, row, table_words(row), "reference-check")


def _refused_rules(plain: Change, key: Key, rows: HistoryRows) -> Change:
    (row,) = rows.texts[key.kind, key.pk]
    what = _("Rules of call %(call)s") % {"call": key.call}
    return _refused(plain, key, row, what, "law-check")


def _refused_register(plain: Change, key: Key, rows: HistoryRows) -> Change:
    row = rows.files[key.kind, key.pk]
    return _refused(plain, key, row, _("Register of organisations"), "register-check")


def _refused(plain: Change, key: Key, row: Any, what: str, page: str) -> Change:  # noqa: ANN401  # any upload
    return replace(
        plain,
        what=f"{what}, {row.file_name}",
        address=reverse(page, args=[row.public_id]),
        asked=_asked(row, key),
        refusal=row.refusal,
        seen=seen_words(row.asked_figures, key.kind),
    )


def _register(plain: Change, key: Key, rows: HistoryRows) -> Change:
    upload = rows.files[key.kind, key.pk]
    return replace(
        plain,
        what=_("Register of organisations, revision %d") % key.number,
        address=reverse("register-publication", args=[key.number]),
        asked=_asked(upload, key),
        seen=publication_words(upload.publication),
    )


def _shared(plain: Change, key: Key, rows: HistoryRows) -> Change:
    table = SHARED[key.kind]
    words = {"table": table.label, "version": key.number}
    change = replace(
        plain,
        what=_("%(table)s, edition %(version)d") % words,
        address=reverse("shared-edition", args=[table, key.number]),
    )
    return _with_upload(change, key, rows.tables.get((key.kind, key.pk), ()))


def _record(plain: Change, key: Key, rows: HistoryRows) -> Change:
    row = rows.records[key.pk]
    kind = str(row.content_type) if row.content_type else _("Record")
    return replace(
        plain,
        what=labelled(kind, row.object_repr),
        address=row.get_admin_url() or "",
        reason=row.get_change_message(),
    )


def _pause(plain: Change, key: Key, rows: HistoryRows) -> Change:
    """Say what a pause did; its reason stands with its beginning."""
    record = rows.records[key.pk]
    if not record.is_addition():
        return replace(plain, what=_("Opened for writing again"))
    until = moment_words(record.until) if record.until else ""
    words = _("Closed for writing, expected until %(until)s") % {"until": until}
    return replace(
        plain,
        what=words if until else _("Closed for writing"),
        reason=record.get_change_message(),
    )


def _override(plain: Change, key: Key, _rows: HistoryRows) -> Change:
    query = urlencode({"words": key.draft})
    address = reverse("administration-drafts")
    return replace(plain, what=key.draft, address=f"{address}?{query}")


SHARED = {index.COUNTRIES: SharedTable.COUNTRIES, index.NACE: SharedTable.NACE}
DESCRIBED: Mapping[str, Callable[[Change, Key, HistoryRows], Change]] = {
    index.EDITION: _edition,
    index.TABLE_REFUSED: _refused_table,
    index.RULES: _rules,
    index.RULES_REFUSED: _refused_rules,
    index.REGISTER: _register,
    index.REGISTER_REFUSED: _refused_register,
    index.COUNTRIES: _shared,
    index.NACE: _shared,
    index.RECORD: _record,
    index.OVERRIDE: _override,
    index.PAUSE: _pause,
}


OF_RULES = frozenset({index.RULES, index.RULES_REFUSED})


def seen_words(figures: Mapping[str, Any], kind: str) -> str:
    """Say the impact that was seen, as it is kept with a decision; empty for none."""
    if "naming" in figures:
        return _naming_words(figures["naming"])
    if "drafts" not in figures:
        return ""
    words = ngettext("%(number)d draft", "%(number)d drafts", figures["drafts"])
    # Tables change every draft at once; rules those alone that move over.
    change = WOULD if kind in OF_RULES else BECAME
    said = str(change) % {
        "drafts": words % {"number": figures["drafts"]},
        "met": figures.get("become_met", 0),
        "not_met": figures.get("become_not_met", 0),
        "unknown": figures.get("become_unknown", 0),
        "unchanged": figures.get("unchanged", 0),
    }
    submitted = figures.get("submitted_flips", 0)
    again = ngettext(
        "%(number)d submitted one would have another verdict if submitted again",
        "%(number)d submitted ones would have another verdict if submitted again",
        submitted,
    )
    return f"{said}; {again % {'number': submitted}}" if submitted else said


def _naming_words(number: int) -> str:
    words = ngettext(
        "%(number)d open draft named what changed",
        "%(number)d open drafts named what changed",
        number,
    )
    return words % {"number": number}
