"""The log of a proposal: one row for each act, written with the act itself.

The service that acts calls `note_act` in its transaction, under the lock of the draft:
the order of the rows is the order of the commits, and an act that is undone leaves no
row.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from alliances.models import User
from alliances.worded import Worded
from eligibility.core import canonical
from proposals.enums import ActivityKind, Actor
from proposals.models import Activity, ActivityPerson, Proposal
from proposals.models.activity import BEGINNING
from proposals.services.last_change import NO_CHANGE, note_last_change

Fact = str | int | None | Sequence[str | int | None]
"""A number, a code, or several; never a text of the proposal, a name or an address."""
SALT_BYTES = 32
HEAD = ("activity_head__number", "activity_head__digest")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody without an account: a partner's contact, or who is invited."""

    email: str
    name: str = ""
    """What a contact signed with; the chain commits to it too."""


Person = User | Contact | None
"""None for the system, or for nobody."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act on a proposal; `partner` is the number of the partner it is about."""

    kind: ActivityKind
    by: Person
    partner: int | None = None
    whom: Person = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


def note_act(
    *,
    draft: Proposal,
    kind: ActivityKind,
    by: Person,
    partner: int | None = None,
    whom: Person = None,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Add a row to the log of a locked draft, in the transaction of the act.

    Two queries; one more the first time somebody acts on this proposal, or is acted on,
    and one a minute for its last change.
    """
    note_acts(draft=draft, acts=[Act(kind, by, partner, whom, facts or {})])


def note_acts(*, draft: Proposal, acts: Sequence[Act]) -> None:
    """Add a row for each of several acts; as many queries as for one.

    What was saved as it stood is no act.
    """
    acts = [each for each in acts if each.facts.get("changed") != []]
    if not acts:
        return
    people = [person for each in acts for person in (each.by, each.whom)]
    named = {_identity(person) for person in people if person is not None}
    head, known = _stands(draft, {email for _account, email, _name in named})
    if new := [_person(draft, each) for each in sorted(named - set(known), key=str)]:
        ActivityPerson.objects.bulk_create(new)
        known |= {(p.account_id, p.email, p.name): p.commitment for p in new}
    rows = []
    for act in acts:
        head = _linked(draft.pk, act, head, known)
        rows.append(head)
    Activity.objects.bulk_create(rows)
    if any(each.kind not in NO_CHANGE for each in acts):
        note_last_change(draft=draft, at=timezone.now())


def note_everywhere(
    *, kind: ActivityKind, facts: Mapping[int, Mapping[str, Fact]]
) -> None:
    """Note what the system did to many drafts, by their keys: three queries.

    All of them are locked, in one order for everybody.
    """
    drafts = Proposal.objects.filter(pk__in=facts).order_by("pk")
    locked = drafts.select_for_update().values_list("pk", flat=True)
    rows = []
    heads = drafts.filter(pk__in=list(locked))
    for key, number, digest in heads.values_list("pk", *HEAD):
        head = Activity(number=number or 0, digest=digest or BEGINNING)
        rows.append(_linked(key, Act(kind, None, facts=facts[key]), head, {}))
    Activity.objects.bulk_create(rows)


Identity = tuple[int | None, str, str]
"""Account, address and name of a person."""


def _stands(draft: Proposal, emails: set[str]) -> tuple[Activity, dict[Identity, str]]:
    """Return the newest row, number 0 where there is none, and who is known.

    As the engine kept it: a row after an end that was cut off leaves the gap.
    """
    # Never an empty list, which Django takes for an empty answer to it all.
    asked = emails or {""}
    alone = next(iter(asked)) if len(asked) == 1 else None
    rows = _heads(draft.pk, asked) if alone is None else _head(draft.pk, alone)
    known: dict[Identity, str] = {}
    number, digest = 0, BEGINNING
    for head, head_digest, commitment, account, email, name in rows:
        number, digest = head or number, head_digest or digest
        if commitment:
            known[account, email, name] = commitment
    return Activity(number=number, digest=digest), known


@Worded
def _head(draft: int, email: str) -> QuerySet[Proposal, Any]:
    return _heads(draft, [email])


def _heads(draft: int, emails: Iterable[str]) -> QuerySet[Proposal, Any]:
    """Return the newest row beside each of these people; once without any of them."""
    people = Q(activity_people__email__in=emails)
    rows = Proposal.objects.filter(pk=draft).annotate(
        person=FilteredRelation("activity_people", condition=people)
    )
    return rows.order_by().values_list(
        *(*HEAD, "person__commitment"),
        *("person__account", "person__email", "person__name"),
    )


def _identity(person: User | Contact) -> Identity:
    if isinstance(person, User):
        return person.pk, person.email, person.full_name
    return None, person.email, person.name


def _person(draft: Proposal, identity: Identity) -> ActivityPerson:
    account, email, name = identity
    row = ActivityPerson(
        proposal_id=draft.pk,
        account_id=account,
        email=email,
        name=name,
        salt=secrets.token_hex(SALT_BYTES),
    )
    row.commitment = row.computed_commitment
    return row


def _linked(
    draft: int, act: Act, before: Activity, known: Mapping[Identity, str]
) -> Activity:
    """Return the row of an act after the one before it."""
    row = Activity(
        proposal_id=draft,
        number=before.number + 1,
        at=timezone.now(),
        kind=act.kind.value,
        actor=_actor(act.by),
        who=known[_identity(act.by)] if act.by else "",
        whom=known[_identity(act.whom)] if act.whom else "",
        partner=act.partner,
        facts=canonical(dict(act.facts)),
        previous=before.digest,
    )
    row.digest = row.computed_digest
    return row


def _actor(person: Person) -> str:
    if person is None:
        return Actor.SYSTEM.value
    return (Actor.ACCOUNT if isinstance(person, User) else Actor.CONTACT).value


def differences(
    *, before: Mapping[str, object], after: Mapping[str, object], told: Sequence[str]
) -> dict[str, Fact]:
    """Return as facts which values differ, and of those `told` what they were and are.

    The others are texts or names: of these the log says only that they changed.
    """
    changed = sorted(key for key in after if before[key] != after[key])
    facts: dict[str, Fact] = {"changed": changed}
    for key in told:
        if key in changed:
            facts[key] = [_plain(before[key]), _plain(after[key])]
    return facts


def _plain(value: object) -> str | int | None:
    return value if value is None or isinstance(value, int) else str(value)
