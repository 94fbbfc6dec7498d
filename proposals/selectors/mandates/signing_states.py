"""How far what each partner signs is, in a few words beside its name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from django.utils.translation import gettext_lazy as _lazy

from proposals.enums import DocumentKind
from proposals.models import Proposal
from proposals.selectors.consortium.listed_partners import (
    ListedPartner,
    listed_partners,
)
from proposals.selectors.mandates.document_contents import kind_of
from proposals.selectors.mandates.signed_copies import still_holds
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


def signing_states(
    proposal: Proposal,
    rows: Sequence[ListedPartner],
    statements: Statements,
    *,
    of: Iterable[ListedPartner] | None = None,
) -> dict[int, SigningState]:
    """Return the state of each partner who takes part, by number; no query.

    `rows` are all current partners of the draft by number, perhaps removed ones too;
    `of` are those whose state is asked for, where not of all.
    """
    states = {}
    for each in rows if of is None else of:
        if each.takes_part:
            kind = kind_of(each)
            now = partial(_covered, each, proposal, rows, statements)
            stage = _stage(kind, each, now)
            states[each.number] = SigningState(each.number, kind, stage)
    return states


def state_of(
    proposal: Proposal, number: int, statements: Statements
) -> SigningState | None:
    """Return the state of one partner, None for who takes no part: one query."""
    rows = listed_partners(proposal.alliance_id)
    return signing_states(proposal, rows, statements).get(number)


def _covered(
    row: ListedPartner,
    proposal: Proposal,
    rows: Sequence[ListedPartner],
    statements: Statements,
) -> str:
    if kind_of(row) is DECLARATION:
        return declared_by(row, proposal, rows).text
    return statements.about(row, proposal.alliance).text


def _stage(
    kind: DocumentKind | None, row: ListedPartner, now: Callable[[], str]
) -> Signing:
    """Return how far it is; `now` is asked where something was drawn or signed."""
    if kind is None:
        return Signing.NOT_NEEDED
    if row.has_copy:
        if row.signed is None:
            return Signing.SIGNED_UNKNOWN
        holds = still_holds(kind, signed=row.signed, now=now())
        return Signing.SIGNED if holds else Signing.SIGNED_EARLIER
    if not row.drawn:
        return Signing.NOT_DRAWN
    is_current = digest_of_text(now()) in row.drawn.split(",")
    return Signing.DRAWN if is_current else Signing.DRAWN_EARLIER
