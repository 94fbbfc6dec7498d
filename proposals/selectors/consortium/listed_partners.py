"""The partners of a draft with what was drawn and signed of what each signs.

A list has three hundred of them: they are read as plain columns, no models are made.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)

from alliances.enums import Role
from alliances.models import Partnership
from alliances.models.alliances import StatedPartner
from alliances.worded import Worded
from proposals.enums import DocumentKind
from proposals.models import FormalDocument, SignedCopy

COLUMNS = (
    *("pk", "alliance_id", "number", "name", "country_id", "pic", "types", "role"),
    *("added_value", "confirmation", "stated_answer", "version", "removed_at"),
    *("removed_by__full_name", "removed_by__email", "drawn", "has_copy", "signed"),
)


class _Columns(NamedTuple):
    """COLUMNS of one partner, in their order: a NamedTuple takes no other base."""

    pk: int
    alliance_id: int
    number: int
    name: str
    country_id: str | None
    pic: str
    types: str
    role: str
    added_value: str
    confirmation: str
    stated_answer: str
    version: int
    removed_at: dt.datetime | None
    remover_name: str | None
    remover_email: str | None
    drawn: str | None
    """The digests of all that was drawn and can be downloaded, joined by commas."""
    has_copy: int | None
    """The key of the signed copy that stands."""
    signed: str | None
    """The covered text of what was signed; None where nobody said which it is."""


class ListedPartner(_Columns, StatedPartner):
    """One partner as it is stored."""

    __slots__ = ()

    @property
    def remover(self) -> str:
        """Who removed it, as colleagues call them; empty where that was not noted."""
        return self.remover_name or self.remover_email or ""


def listed_partners(alliance: int) -> list[ListedPartner]:
    """Return all partners of an alliance by number, removed ones too: one query."""
    return [ListedPartner._make(each) for each in _stored(alliance)]


@Worded
def _stored(alliance: int) -> QuerySet[Partnership, Any]:
    kind = Case(
        When(role=Role.APPLICANT, then=Value(str(DocumentKind.DECLARATION))),
        default=Value(str(DocumentKind.MANDATE)),
        output_field=CharField(),
    )
    own = {"partnership": OuterRef("pk"), "kind": OuterRef("signs")}
    drawn = FormalDocument.objects.filter(**own).exclude(file="").order_by()
    standing = SignedCopy.objects.filter(**own, ended_at=None).order_by()
    rows = Partnership.objects.filter(alliance=alliance).annotate(signs=kind)
    with_papers = rows.annotate(
        drawn=Subquery(
            drawn.values("partnership")
            .annotate(digests=_Joined("covered_digest"))
            .values("digests")
        ),
        has_copy=Subquery(standing.values("pk")[:1]),
        signed=Subquery(standing.values("document__covered")[:1]),
    )
    return with_papers.order_by("number").values_list(*COLUMNS)


class _Joined(Aggregate):
    """Several texts as one, with commas between."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(
        self,
        compiler: Any,  # noqa: ANN401  # Django's own
        connection: Any,  # noqa: ANN401  # Django's own
    ) -> tuple[str, Sequence[Any]]:
        template = "STRING_AGG(%(expressions)s, ',')"
        return self.as_sql(compiler, connection, template=template)
