"""Sandboxes: what somebody imagines of a draft. Nothing here changes the draft."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from alliances.enums import PartnerType, Role
from alliances.models import Country, Partnership, ProjectType, User
from alliances.models.organisations import TYPE_SEPARATOR
from proposals.errors.sandboxes import SandboxFull
from proposals.models import Proposal, Sandbox, SandboxPartner
from proposals.services.drafts import lock_draft

MOST_NEWCOMERS = 30
FACTS = 0
"""The key of the facts, where imagined partners have their own: no row has it."""


@dataclass(frozen=True, slots=True)
class PartnerChange:
    """What is imagined of a partner; None leaves that part as it was imagined."""

    is_out: bool | None = None
    role: Role | None = None
    types: tuple[str, ...] | None = None
    """Empty: as in the draft."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A partner the draft does not have; the same `request_key` twice is one."""

    request_key: uuid.UUID
    role: Role
    country: Country | None = None
    types: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class ImaginedFacts:
    """Facts as imagined; None: as in the draft."""

    project_type: ProjectType | None
    duration_months: int | None
    grant_requested_eur: Decimal | None


def imagine_partners(
    *,
    proposal: Proposal,
    changes: Iterable[tuple[int, PartnerChange]] = (),
    newcomers: Sequence[Newcomer] = (),
    by: User,
) -> Sandbox:
    """Imagine partners otherwise, by their numbers, and ones the draft does not have.

    Twice is once. What the draft says now counts as seen, and as in the draft is no
    change; a number that was removed is passed over. Whoever is imagined as the
    applicant takes the place of another imagined one. Refuses with NotAllowed, and with
    SandboxFull, and then nothing of it is imagined.
    """
    with transaction.atomic():
        sandbox = _held(proposal, by)
        current = proposal.alliance.partnerships.current()
        rows = {each.number: each for each in current}
        for number, change in changes:
            if number in rows:
                _imagine(sandbox, rows[number], change)
        _welcome(sandbox, newcomers)
        return _changed(sandbox)


def imagine_facts(*, proposal: Proposal, facts: ImaginedFacts, by: User) -> Sandbox:
    """Imagine the facts otherwise, all three at once; as in the draft is no change."""
    with transaction.atomic():
        sandbox = _held(proposal, by)
        draft = sandbox.proposal
        stated = draft.alliance.project_type_id, draft.duration_months
        kind, duration = facts.project_type, facts.duration_months
        grant = facts.grant_requested_eur
        sandbox.project_type = None if kind and kind.pk == stated[0] else kind
        sandbox.duration_months = None if duration == stated[1] else duration
        sandbox.grant_requested_eur = (
            None if grant == draft.grant_requested_eur else grant
        )
        sandbox.seen_facts_version = draft.facts_version
        return _changed(sandbox)


def take_back(*, proposal: Proposal, key: int, by: User) -> Sandbox:
    """Take one imagined change back, by the key of its row or FACTS.

    Twice changes nothing, and neither does a key there is not.
    """
    with transaction.atomic():
        sandbox = _held(proposal, by)
        if key == FACTS:
            _forget_facts(sandbox)
        sandbox.partners.filter(pk=key).delete()
        return _changed(sandbox)


def start_over(*, proposal: Proposal, by: User) -> Sandbox:
    """Take every imagined change back."""
    with transaction.atomic():
        return empty_sandbox(sandbox=_held(proposal, by))


def keep_change(*, proposal: Proposal, key: int, by: User) -> Sandbox:
    """Hold on to a change although the draft moved: what it says now was seen.

    Of a partner that was removed there is nothing to hold on to: that goes back.
    """
    with transaction.atomic():
        sandbox = _held(proposal, by)
        if key == FACTS:
            sandbox.seen_facts_version = sandbox.proposal.facts_version
        for each in sandbox.partners.filter(pk=key).select_related("partnership"):
            row = each.partnership
            if row is None or row.removed_at is not None:
                each.delete()
            else:
                each.seen_version = row.version
                each.save(update_fields=["seen_version"])
        return _changed(sandbox)


def delete_expired_sandboxes(*, now: dt.datetime | None = None) -> int:
    """Delete the sandboxes nobody changed for thirty days; return how many."""
    expired = Sandbox.objects.expired(now or timezone.now())
    number = expired.count()
    expired.delete()
    return number


def empty_sandbox(*, sandbox: Sandbox) -> Sandbox:
    """Take everything back in a sandbox whose draft is locked."""
    sandbox.partners.all().delete()
    _forget_facts(sandbox)
    return _changed(sandbox)


def sandbox_of(*, draft: Proposal, owner: User) -> Sandbox | None:
    """Return the sandbox of a locked draft as stored; an expired one is none."""
    found = Sandbox.objects.filter(proposal=draft, owner=owner)
    sandbox = found.select_related("project_type__lot").first()
    if sandbox is None or sandbox.has_expired(timezone.now()):
        return None
    sandbox.proposal = draft
    return sandbox


def _held(proposal: Proposal, by: User) -> Sandbox:
    """Return the person's sandbox under the lock of the draft; begin one if need be.

    Applying takes the same lock, so what is applied is what was imagined.
    """
    draft = lock_draft(proposal=proposal, by=by)
    sandbox = sandbox_of(draft=draft, owner=by)
    if sandbox is None:
        # One that expired goes with all it held: this begins afresh.
        Sandbox.objects.filter(proposal=draft, owner=by).delete()
        sandbox = Sandbox.objects.create(
            proposal=draft, owner=by, changed_at=timezone.now()
        )
    return sandbox


def _changed(sandbox: Sandbox) -> Sandbox:
    sandbox.state = uuid.uuid4()
    sandbox.changed_at = timezone.now()
    sandbox.save()
    return sandbox


def _imagine(sandbox: Sandbox, row: Partnership, change: PartnerChange) -> None:
    imagined, _is_new = SandboxPartner.objects.get_or_create(
        sandbox=sandbox, partnership=row
    )
    if change.is_out is not None:
        imagined.is_out = change.is_out
    if change.role is not None:
        imagined.role = "" if change.role == row.role else change.role
    if change.types is not None:
        types = _joined(change.types)
        imagined.types = "" if types == row.types else types
    imagined.seen_version = row.version
    imagined.save()
    if change.role == Role.APPLICANT:
        _yield_applicant(sandbox, to=imagined)
    if imagined.is_nothing:
        imagined.delete()


def _welcome(sandbox: Sandbox, newcomers: Sequence[Newcomer]) -> None:
    for each in newcomers:
        imagined, _is_new = SandboxPartner.objects.get_or_create(
            sandbox=sandbox,
            request_key=each.request_key,
            defaults={
                "role": each.role,
                "types": _joined(each.types),
                "name": each.name,
                "country": each.country,
            },
        )
        if each.role == Role.APPLICANT:
            _yield_applicant(sandbox, to=imagined)
    if sandbox.partners.filter(partnership=None).count() > MOST_NEWCOMERS:
        raise SandboxFull


def _yield_applicant(sandbox: Sandbox, *, to: SandboxPartner) -> None:
    """Let another imagined applicant be what it was, or a full partner if it is new."""
    others = sandbox.partners.filter(role=Role.APPLICANT).exclude(pk=to.pk)
    others.filter(partnership=None).update(role=Role.FULL_PARTNER)
    others.filter(partnership__isnull=False).update(role="")
    nothing = sandbox.partners.filter(is_out=False, role="", types="")
    nothing.exclude(pk=to.pk).delete()


def _forget_facts(sandbox: Sandbox) -> None:
    sandbox.project_type = None
    sandbox.duration_months = None
    sandbox.grant_requested_eur = None


def _joined(types: Iterable[str]) -> str:
    """Join types in one order, each once, as the draft stores them."""
    wanted = set(types)
    return TYPE_SEPARATOR.join(each for each in PartnerType.values if each in wanted)
