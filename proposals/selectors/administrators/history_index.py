"""Every administrative change as one list of keys, whatever table it stands in."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import CharField, F, IntegerField, Q, QuerySet, TextField, Value
from django.utils.translation import gettext_lazy as _

from alliances.enums import ReviewState
from alliances.models import (
    Call,
    CountryEdition,
    NaceEdition,
    Pause,
    ReferenceEdition,
    ReferenceUpload,
    RegisterPublication,
    RegisterUpload,
    User,
)
from alliances.selectors.as_of import end_of
from eligibility.models import Rulebook, RulebookUpload
from proposals.models import Override

EDITION, TABLE_REFUSED = "edition", "table-refused"
RULES, RULES_REFUSED = "rules", "rules-refused"
REGISTER, REGISTER_REFUSED = "register", "register-refused"
COUNTRIES, NACE, RECORD = "countries", "nace", "record"
OVERRIDE, PAUSE = "override", "pause"
KINDS = {
    EDITION: _("Edition published"),
    TABLE_REFUSED: _("Table refused"),
    RULES: _("Rules published"),
    RULES_REFUSED: _("Rules refused"),
    REGISTER: _("Register changed"),
    REGISTER_REFUSED: _("Register file refused"),
    COUNTRIES: _("Countries published"),
    NACE: _("NACE published"),
    RECORD: _("Record changed by hand"),
    OVERRIDE: _("Override"),
    PAUSE: _("Closed for writing, or opened"),
}


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What the history is limited to; empty is no limit."""

    kind: str = ""
    call: Call | None = None
    person: User | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    """The last day."""


@dataclass(frozen=True, slots=True)
class Key:
    """One change as the list itself has it, before anything else is read."""

    kind: str
    pk: int
    at: dt.datetime
    call: str
    """The code of its call; empty where there is none."""
    number: int
    """The version or revision it made; 0 where it made none."""
    reason: str
    draft: str
    """The acronym of the draft it is about; empty where it is about none."""
    full_name: str | None
    """Of who published, refused or changed it, who may have none."""
    email: str | None
    """None where the product did it."""

    @property
    def by(self) -> User | None:
        """Who published, refused or changed it, by name and address alone."""
        if self.email is None:
            return None
        return User(full_name=self.full_name or "", email=self.email)


@dataclass(frozen=True, slots=True)
class Source:
    """Where changes of one kind stand; an empty field is one they do not have."""

    rows: QuerySet[Any]
    at: str
    by: str
    call: str = ""
    number: str = ""
    reason: str = "reason"
    draft: str = ""


def sources() -> Mapping[str, Source]:
    """Return where each kind of change stands."""
    refused = {"review_state": ReviewState.REFUSED}
    decided = ("decided_at", "decided_by")
    published = ("published_at", "published_by")
    tables = ReferenceUpload.objects.filter(**refused)
    files = RegisterUpload.objects.filter(**refused)
    texts = RulebookUpload.objects.filter(**refused)
    records = LogEntry.objects.all()
    pauses = Q(
        content_type__app_label=Pause._meta.app_label,  # noqa: SLF001  # Django's public name for it
        content_type__model=Pause._meta.model_name,  # noqa: SLF001  # as above
    )
    return {
        EDITION: Source(
            ReferenceEdition.objects.all(), *published, "call_id", "version"
        ),
        TABLE_REFUSED: Source(tables, *decided, "call_id"),
        RULES: Source(Rulebook.objects.all(), *published, "call_id", "version"),
        RULES_REFUSED: Source(texts, *decided, "call_code"),
        REGISTER: Source(
            RegisterPublication.objects.all(), *published, number="revision"
        ),
        REGISTER_REFUSED: Source(files, *decided),
        COUNTRIES: Source(CountryEdition.objects.all(), *published, number="version"),
        NACE: Source(NaceEdition.objects.all(), *published, number="version"),
        RECORD: Source(records.exclude(pauses), "action_time", "user", reason=""),
        PAUSE: Source(records.filter(pauses), "action_time", "user", reason=""),
        OVERRIDE: Source(
            Override.objects.all(),
            *("given_at", "given_by", "proposal__alliance__call_id"),
            draft="proposal__alliance__acronym",
        ),
    }


def changes(wanted: HistoryFilter) -> QuerySet[Any, tuple[Any, ...]] | None:
    """Return the fields of the keys, the newest first; None where no change can be."""
    parts = list(_parts(wanted))
    if not parts:
        return None
    first, *others = parts
    joined = first.union(*others, all=True) if others else first
    return joined.order_by("-change_at", "change_kind", "-change_pk")


def _parts(wanted: HistoryFilter) -> Iterator[QuerySet[Any, Any]]:
    for kind, source in sources().items():
        if wanted.kind not in {"", kind} or (wanted.call and not source.call):
            continue
        columns = {"change_kind": Value(kind, CharField()), **_columns(source)}
        rows = source.rows.filter(**_limits(wanted, source)).order_by()
        yield rows.annotate(**columns).values_list(*columns)


def _columns(source: Source) -> dict[str, Any]:
    """Return the other columns of a key, in the order of its fields."""
    call, number, reason = source.call, source.number, source.reason
    draft = source.draft
    return {
        "change_pk": F("pk"),
        "change_at": F(source.at),
        "change_call": F(call) if call else Value("", CharField()),
        "change_number": F(number) if number else Value(0, IntegerField()),
        "change_reason": F(reason) if reason else Value("", TextField()),
        "change_draft": F(draft) if draft else Value("", CharField()),
        "change_by": F(f"{source.by}__full_name"),
        "change_address": F(f"{source.by}__email"),
    }


def _limits(wanted: HistoryFilter, source: Source) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if wanted.call:
        limits[source.call] = wanted.call.pk
    if wanted.person:
        limits[source.by] = wanted.person
    if wanted.since:
        limits[f"{source.at}__gte"] = end_of(wanted.since - dt.timedelta(days=1))
    if wanted.until:
        limits[f"{source.at}__lt"] = end_of(wanted.until)
    return limits
