"""How far what each partner signs is, in a few words beside its name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Any

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
from django.utils.translation import gettext_lazy as _lazy

from alliances.enums import Role
from alliances.models import Partnership
from alliances.worded import Worded
from proposals.enums import DocumentKind
from proposals.models import FormalDocument, Proposal, SignedCopy
from proposals.selectors.document_contents import kind_of
from proposals.selectors.signed_copies import still_holds
from proposals.snapshots.covered import digest_of_text
from proposals.snapshots.declared import declared_by
from proposals.snapshots.statements import Statements


class Signing(Enum):
    """How far the mandate of a partner, or the declaration, is."""

    NOT_NEEDED = auto()
    NOT_DRAWN = auto()
    DRAWN = auto()
    DRAWN_EARLIER = auto()
    SIGNED = auto()
    SIGNED_EARLIER = auto()
    SIGNED_UNKNOWN = auto()


SIGNED = {Signing.SIGNED, Signing.SIGNED_EARLIER, Signing.SIGNED_UNKNOWN}
"""Where a signed copy stands."""
MANDATE, DECLARATION = DocumentKind.MANDATE, DocumentKind.DECLARATION
WORDS = {
    (None, Signing.NOT_NEEDED): _lazy("No mandate needed"),
    (MANDATE, Signing.NOT_DRAWN): _lazy("Mandate not drawn"),
    (MANDATE, Signing.DRAWN): _lazy("Mandate drawn"),
    (MANDATE, Signing.DRAWN_EARLIER): _lazy("Mandate drawn, earlier version"),
    (MANDATE, Signing.SIGNED): _lazy("Mandate signed"),
    (MANDATE, Signing.SIGNED_EARLIER): _lazy("Mandate signed, earlier version"),
    (MANDATE, Signing.SIGNED_UNKNOWN): _lazy("Mandate signed, version not known"),
    (DECLARATION, Signing.NOT_DRAWN): _lazy("Declaration not drawn"),
    (DECLARATION, Signing.DRAWN): _lazy("Declaration drawn"),
    (DECLARATION, Signing.DRAWN_EARLIER): _lazy("Declaration drawn, earlier version"),
    (DECLARATION, Signing.SIGNED): _lazy("Declaration signed"),
    (DECLARATION, Signing.SIGNED_EARLIER): _lazy("Declaration signed, earlier version"),
    (DECLARATION, Signing.SIGNED_UNKNOWN): _lazy(
        "Declaration signed, version not known"
    ),
}
MARKS = {
    Signing.SIGNED: "met",
    Signing.DRAWN_EARLIER: "unknown",
    Signing.SIGNED_EARLIER: "unknown",
    Signing.SIGNED_UNKNOWN: "unknown",
}
"""How the words look; plain where nothing has come yet."""


@dataclass(frozen=True, slots=True)
class SigningState:
    """What stands beside the name of a partner who takes part."""

    number: int
    kind: DocumentKind | None
    """None for who signs nothing."""
    stage: Signing

    @property
    def words(self) -> str:
        """The state in words, a sentence without its end."""
        return str(WORDS[self.kind, self.stage])

    @property
    def mark(self) -> str:
        """`met` where all is there, `unknown` where somebody should look."""
        return MARKS.get(self.stage, "")


@dataclass(frozen=True, slots=True)
class Papers:
    """What is stored for a partner of what it signs in its present role."""

    drawn: frozenset[str]
    """The digests of all that was drawn and can be downloaded."""
    has_copy: bool
    """Whether a signed copy stands."""
    signed: str | None
    """The covered text of what was signed; None where nobody said which it is."""


def with_papers(alliance: int) -> tuple[list[Partnership], dict[int, Papers]]:
    """Read the partners by number with, by their keys, what was drawn and signed.

    Removed ones too; one query.
    """
    found: list[Any] = _partners(alliance)
    papers = {
        each.pk: Papers(
            drawn=frozenset((each.drawn or "").split(",")),
            has_copy=bool(each.has_copy),
            signed=each.signed,
        )
        for each in found
    }
    return found, papers


@Worded
def _partners(alliance: int) -> QuerySet[Any]:
    rows = Partnership.objects.filter(alliance=alliance).select_related("removed_by")
    return _annotated(rows.order_by("number"))


def signing_states(
    proposal: Proposal,
    rows: Sequence[Partnership],
    papers: Mapping[int, Papers],
    statements: Statements,
    *,
    of: Iterable[Partnership] | None = None,
) -> dict[int, SigningState]:
    """Return the state of each partner who takes part, by number; no query.

    `rows` are all current partners of the draft by number, perhaps removed ones too;
    `of` are those whose state is asked for, where not of all.
    """
    states = {}
    for each in rows if of is None else of:
        if each.takes_part:
            kind = kind_of(each)
            each.alliance = proposal.alliance
            now = partial(_covered, each, proposal, rows, statements)
            stage = _stage(kind, papers[each.pk], now)
            states[each.number] = SigningState(each.number, kind, stage)
    return states


def state_of(
    proposal: Proposal, row: Partnership, statements: Statements
) -> SigningState | None:
    """Return the state of one partner, None for who takes no part: one query."""
    found, papers = with_papers(proposal.alliance_id)
    rows = [each for each in found if each.removed_at is None]
    return signing_states(proposal, rows, papers, statements).get(row.number)


def _covered(
    row: Partnership,
    proposal: Proposal,
    rows: Sequence[Partnership],
    statements: Statements,
) -> str:
    if kind_of(row) is DECLARATION:
        return declared_by(row, proposal, rows).text
    return statements.of(row).text


def _stage(
    kind: DocumentKind | None, papers: Papers, now: Callable[[], str]
) -> Signing:
    """Return how far it is; `now` is asked where something was drawn or signed."""
    if kind is None:
        return Signing.NOT_NEEDED
    if papers.has_copy:
        if papers.signed is None:
            return Signing.SIGNED_UNKNOWN
        holds = still_holds(kind, signed=papers.signed, now=now())
        return Signing.SIGNED if holds else Signing.SIGNED_EARLIER
    if not any(papers.drawn):
        return Signing.NOT_DRAWN
    is_current = digest_of_text(now()) in papers.drawn
    return Signing.DRAWN if is_current else Signing.DRAWN_EARLIER


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


def _annotated(rows: QuerySet[Partnership]) -> QuerySet[Any]:
    kind = Case(
        When(role=Role.APPLICANT, then=Value(str(DECLARATION))),
        default=Value(str(MANDATE)),
        output_field=CharField(),
    )
    own = {"partnership": OuterRef("pk"), "kind": OuterRef("signs")}
    drawn = FormalDocument.objects.filter(**own).exclude(file="").order_by()
    standing = SignedCopy.objects.filter(**own, ended_at=None)
    return rows.annotate(signs=kind).annotate(
        drawn=Subquery(
            drawn.values("partnership")
            .annotate(digests=_Joined("covered_digest"))
            .values("digests")
        ),
        has_copy=Subquery(standing.values("pk")[:1]),
        signed=Subquery(standing.values("document__covered")[:1]),
    )
