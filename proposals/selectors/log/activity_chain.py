"""Whether the logs of proposals are what was written: every chain computed anew.

A chain shows each change of its rows and each one that is missing in it, not that its
end is missing: for this there are the head the engine keeps, submissions, people it
names, how far news of it were told, and digests people hold.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db import connection
from django.utils.translation import gettext as _

from eligibility.core import canonical
from proposals.enums import ActivityKind, Actor
from proposals.models import (
    Activity,
    ActivityHead,
    ActivityPerson,
    ConfirmationRequest,
    NewsCursor,
    Proposal,
    Submission,
)
from proposals.models.activity import BEGINNING

CHUNK = 2000
"""Rows read at a time: a log of any length is verified in little memory."""
TABLES = ("proposals_activity", "proposals_activityhead")
GUARDS: Mapping[str, tuple[str, int]] = {
    "postgresql": (
        """
        SELECT count(*) FROM pg_trigger
         WHERE tgrelid IN (%s::regclass, %s::regclass)
           AND tgname LIKE 'activity%%' AND tgenabled = 'O'
        """,
        6,
    ),
    "sqlite": (
        """
        SELECT count(*) FROM sqlite_master
         WHERE type = 'trigger' AND tbl_name IN (%s, %s)
           AND name LIKE 'activity%%'
        """,
        7,
    ),
}
"""How many triggers each engine has that keep rows as they are, and the heads."""


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a log is not what was written."""

    alliance: str
    """Public id of the alliance."""
    number: int
    """Of the row; 0 where it is about no row."""
    why: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What verifying found."""

    proposals: int
    """Proposals that have a log."""
    rows: int
    breaks: tuple[Break, ...]
    """One of each log that is broken, the first."""
    head_found: bool
    """Whether a row carries the digest that was asked for; True where none was."""
    guarded: bool
    """Whether the engine still refuses to change and to delete rows."""


def verify_chains(*, proposal: Proposal | None = None, head: str = "") -> ChainReport:
    """Compute the log of one proposal anew, or all of them.

    `head` is the digest of a row that somebody holds. A fixed number of queries.
    """
    # First what the rows are held against: who writes meanwhile adds rows last.
    heads, told = _heads(proposal), _told(proposal)
    people, others = _people(proposal)
    rows = Activity.objects.order_by("proposal_id", "number")
    if proposal is not None:
        rows = rows.filter(proposal=proposal)
    found, counts = not head, dict[int, int]()
    broken: dict[int, Break] = {}
    submitted, signed = _submitted(proposal), _signed(proposal)
    names = _names(proposal)
    for key, chain in groupby(rows.iterator(CHUNK), attrgetter("proposal_id")):
        walk = _Walk(submitted.get(key, {}), heads.get(key), signed)
        for row in chain:
            walk.step(row)
            people.pop(row.who, None)
            people.pop(row.whom, None)
            found = found or row.digest == head
        counts[key] = walk.rows
        if first := walk.end():
            broken[key] = Break(names[key], *first)
    ends = {key: head.number for key, head in heads.items()}
    cut = [*_cut(ends, counts), *_cut(told, counts)]
    for key, number, why in [*cut, *others, *_unnamed(people)]:
        broken.setdefault(key, Break(names[key], number, why))
    total = sum(counts.values())
    return ChainReport(len(counts), total, tuple(broken.values()), found, is_guarded())


def is_guarded() -> bool:
    """Say whether the triggers that keep rows as they are stand in the database."""
    statement, wanted = GUARDS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement, TABLES)
        (there,) = cursor.fetchone()
    return bool(there == wanted)


Place = tuple[int, int, str]
"""Proposal, number of the row, and what is wrong there."""


def _heads(proposal: Proposal | None) -> dict[int, ActivityHead]:
    """Return the newest row of each log as the engine kept it."""
    heads = ActivityHead.objects.all()
    if proposal is not None:
        heads = heads.filter(proposal=proposal)
    return {each.proposal_id: each for each in heads}


def _told(proposal: Proposal | None) -> dict[int, int]:
    """Return how far news of each log were told: its end then was no earlier."""
    told = NewsCursor.objects.all()
    if proposal is not None:
        told = told.filter(proposal=proposal)
    return dict(told.values_list("proposal", "number"))


def _people(proposal: Proposal | None) -> tuple[dict[str, int], list[Place]]:
    """Return whose commitment holds, with the proposal, and the places of others."""
    rows = ActivityPerson.objects.order_by("proposal_id", "pk")
    if proposal is not None:
        rows = rows.filter(proposal=proposal)
    people: dict[str, int] = {}
    others: list[Place] = []
    for each in rows.iterator(CHUNK):
        if each.commitment == each.computed_commitment:
            people[each.commitment] = each.proposal_id
        else:
            why = _("somebody's name or address is not what was committed to")
            others.append((each.proposal_id, 0, why))
    return people, others


def _cut(told: Mapping[int, int], counts: Mapping[int, int]) -> Iterator[Place]:
    """Yield the logs that end before what was told of them."""
    for key, number in told.items():
        rows = counts.get(key, 0)
        if number > rows:
            yield key, rows + 1, _("row %d is missing") % (rows + 1)


def _unnamed(people: Mapping[str, int]) -> Iterator[Place]:
    """Yield the logs of which no row names somebody who stands beside it."""
    for key in people.values():
        yield key, 0, _("a row that names somebody is missing")


class _Walk:
    """One chain from its beginning on; remembers the first row that does not fit."""

    def __init__(
        self,
        submitted: Mapping[str, Submission],
        head: ActivityHead | None,
        signatures: "_Signatures",
    ) -> None:
        self.missing, self.head = dict(submitted), head
        self.signatures = signatures
        self.rows = 0
        self.digest = BEGINNING
        self.broken: tuple[int, str] | None = None

    def step(self, row: Activity) -> None:
        """Look at the next row."""
        self.rows += 1
        if self.broken is None:
            why = next(self._wrong(row), "")
            self.broken = (row.number, why) if why else None
        self.digest = row.digest
        if self.rows == 1:
            # Who submitted before there was a log has no row of it.
            since = row.at
            self.missing = {
                number: each
                for number, each in self.missing.items()
                if each.received_at >= since
            }
        if self.broken is None and row.kind == ActivityKind.SUBMITTED:
            facts = json.loads(row.facts)
            sent = self.missing.pop(facts["submission"], None)
            if sent is not None and sent.sha256 != facts["sha256"]:
                why = _("the submission %s is not the one this row is about")
                self.broken = (row.number, why % sent.number)

    def end(self) -> tuple[int, str] | None:
        """Return the first row that is wrong and why, None for a sound log."""
        if self.broken is None and self.missing:
            why = _("the row of the submission %s is missing")
            return self.rows + 1, why % min(self.missing)
        return self.broken

    def _wrong(self, row: Activity) -> Iterator[str]:
        if row.number != self.rows:
            yield _("row %d is missing") % self.rows
        if row.previous != self.digest:
            yield _("it does not follow the row before it")
        if row.digest != row.computed_digest:
            yield _("it is not what was written")
        head = self.head
        if head and head.number == row.number and head.digest != row.digest:
            yield _("it is another row than the one that was kept as the newest")
        if row.actor == Actor.CONTACT and not self._is_signed(row):
            yield _("the answer carries another name than it was signed with")
        if row.kind not in ActivityKind.values or row.actor not in Actor.values:
            yield _("it says something no version of the product writes")
        if canonical(json.loads(row.facts)) != row.facts:
            yield _("its facts are not written as the product writes them")

    def _is_signed(self, row: Activity) -> bool:
        """Say whether an answer carries the name it was signed with, where known."""
        asked = json.loads(row.facts).get("request", 0)
        answer = self.signatures.answers.get(asked)
        name = self.signatures.names.get(row.who)
        return not answer or not name or answer == name


@dataclass(frozen=True, slots=True)
class _Signatures:
    """The names of contacts: as committed to, and as their answers carry them now."""

    names: Mapping[str, str]
    """By commitment; without who was erased, or signed before names were noted."""
    answers: Mapping[int, str]
    """By the key of the question."""


def _signed(proposal: Proposal | None) -> _Signatures:
    people = ActivityPerson.objects.filter(account=None).exclude(name="")
    asked = ConfirmationRequest.objects.exclude(answered_name="")
    if proposal is not None:
        people = people.filter(proposal=proposal)
        asked = asked.filter(partnership__alliance=proposal.alliance_id)
    return _Signatures(
        dict(people.values_list("commitment", "name")),
        dict(asked.values_list("pk", "answered_name")),
    )


def _submitted(proposal: Proposal | None) -> Mapping[int, Mapping[str, Submission]]:
    rows = Submission.objects.only("proposal", "number", "sha256", "received_at")
    if proposal is not None:
        rows = rows.filter(proposal=proposal)
    by_proposal: dict[int, dict[str, Submission]] = {}
    for each in rows.order_by("pk").iterator(CHUNK):
        by_proposal.setdefault(each.proposal_id, {})[each.number] = each
    return by_proposal


def _names(proposal: Proposal | None) -> Mapping[int, str]:
    rows = (
        Proposal.objects.all()
        if proposal is None
        else Proposal.objects.filter(pk=proposal.pk)
    )
    return {
        key: str(public_id)
        for key, public_id in rows.values_list("pk", "alliance__public_id")
    }
