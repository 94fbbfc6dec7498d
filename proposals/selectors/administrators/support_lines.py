"""Small things about one draft that have a version or a moment, in one statement."""

import datetime as dt
from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from proposals.models import FormVersion, LateText, Override, Presence, Proposal
from proposals.selectors.form.presence import EXPIRES

ANSWER, LATE, OVERRIDE, PRESENCE = "answer", "late", "override", "presence"
RULES, FORM = "rules", "form"
NEVER = Cast(Value(None), DateTimeField())
NO_NUMBER = Cast(Value(None), IntegerField())
NOBODY = Value("", CharField())


class Line(NamedTuple):
    """One row; what does not apply is empty."""

    kind: str
    name: str
    """Question, section, or identifiers of clauses as JSON."""
    partner: int | None
    version: int | None
    at: dt.datetime
    ended: dt.datetime | None
    by: str
    """Full name, which may be empty."""
    email: str


def lines_about(proposal: Proposal, *, now: dt.datetime) -> dict[str, list[Line]]:
    """Return answers without texts, overrides, who is there, what is in force."""
    present = Presence.objects.filter(proposal=proposal, seen_at__gt=now - EXPIRES)
    rows = _of(
        ANSWER,
        proposal.answers.all(),
        name=F("question"),
        partner=F("partnership__number"),
        number=F("version"),
        moment=F("changed_at"),
        by="changed_by",
    ).union(
        _of(LATE, LateText.objects.filter(proposal=proposal), moment=F("sent_at")),
        _of(
            OVERRIDE,
            Override.objects.filter(proposal=proposal),
            name=Cast("clauses", TextField()),
            number=Cast("allows_pending", IntegerField()),
            moment=F("given_at"),
            ended=F("ended_at"),
            by="given_by",
        ),
        _of(PRESENCE, present, name=F("section"), moment=F("seen_at"), by="person"),
        _in_force(RULES, type(proposal.rulebook).objects.all(), proposal),
        _in_force(FORM, FormVersion.objects.all(), proposal),
        all=True,
    )
    lines: dict[str, list[Line]] = defaultdict(list)
    for each in map(Line._make, rows.order_by("kind", "said", "of_partner", "moment")):
        lines[each.kind].append(each)
    return lines


def _in_force(kind: str, rows: QuerySet[Any], proposal: Proposal) -> QuerySet[Any, Any]:
    """Return the newest published row of the call of a draft, if there is one."""
    published = rows.filter(call=proposal.alliance.call_id).order_by("-version")
    newest = rows.filter(pk=published.values("pk")[:1])
    return _of(kind, newest, number=F("version"), moment=F("published_at"))


def _of(
    kind: str, rows: QuerySet[Any], *, moment: F, by: str = "", **given: F | Cast
) -> QuerySet[Any, Any]:
    named = rows.order_by().annotate(
        kind=Value(kind, CharField()),
        said=given.get("name", Value("", CharField())),
        of_partner=given.get("partner", NO_NUMBER),
        number=given.get("number", NO_NUMBER),
        moment=moment,
        until=given.get("ended", NEVER),
        who=F(f"{by}__full_name") if by else NOBODY,
        whose=F(f"{by}__email") if by else NOBODY,
    )
    columns: QuerySet[Any, Any] = named.values_list(
        *("kind", "said", "of_partner", "number"),
        *("moment", "until", "who", "whose"),
    )
    return columns
