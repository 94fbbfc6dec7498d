"""Applying a scenario: its changes become ordinary ones of the draft, or none does."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from alliances.enums import Role
from alliances.models import Partnership, User
from proposals.enums import ActivityKind
from proposals.errors import OtherLot
from proposals.errors.sandboxes import (
    DraftMoved,
    NameMissing,
    SandboxChanged,
    SandboxGone,
)
from proposals.models import Proposal, Sandbox, SandboxPartner
from proposals.services.activity import note_act
from proposals.services.composition import (
    PartnerEntry,
    add_partner,
    change_partner,
    remove_partner,
)
from proposals.services.drafts import Facts, change_facts, lock_draft
from proposals.services.sandboxes import empty_sandbox, sandbox_of
from proposals.snapshots.scenarios import goes_elsewhere


def apply_scenario(
    *, proposal: Proposal, state: uuid.UUID, names: Mapping[int, str], by: User
) -> int:
    """Make the changes of a sandbox to its draft and empty it; return how many.

    All in one transaction, through the services that make such changes one by one, so
    each can be undone as usual. `state` is what the page showed, `names` those typed
    for newcomers without one, by their keys. The same `state` twice, also at the same
    moment, is applied once; the second call returns 0.

    Refuses with SandboxGone, with SandboxChanged if the sandbox holds something else
    than was shown, with OtherLot, with DraftMoved where the draft is no longer what was
    seen, with NameMissing, and with what those services refuse. Then nothing is changed
    and the sandbox stays as it is.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        sandbox = sandbox_of(draft=draft, owner=by)
        if sandbox is None:
            raise SandboxGone
        if sandbox.applied_state == state:
            return 0
        partners = _partners(sandbox)
        _require_applicable(sandbox, partners, state, names)
        _apply_to_present(partners, by)
        _add_newcomers(sandbox, partners, names, by)
        _apply_facts(draft, sandbox, by)
        number = len(partners) + sandbox.has_facts
        told = {"changes": number}
        note_act(draft=draft, kind=ActivityKind.SCENARIO_APPLIED, by=by, facts=told)
        sandbox.applied_state = state
        empty_sandbox(sandbox=sandbox)
        return number


def _partners(sandbox: Sandbox) -> list[SandboxPartner]:
    rows = sandbox.partners.select_related("partnership", "country")
    return list(rows)


def _require_applicable(
    sandbox: Sandbox,
    partners: Sequence[SandboxPartner],
    state: uuid.UUID,
    names: Mapping[int, str],
) -> None:
    """Refuse before anything is written; the lock keeps it true until the end."""
    if sandbox.state != state:
        raise SandboxChanged
    if not partners and not sandbox.has_facts:
        raise SandboxGone
    if goes_elsewhere(sandbox.proposal, sandbox):
        raise OtherLot
    moved = tuple(each.pk for each in partners if each.has_moved)
    facts_moved = sandbox.has_facts and (
        sandbox.seen_facts_version != sandbox.proposal.facts_version
    )
    if moved or facts_moved:
        raise DraftMoved(moved, facts=facts_moved)
    nameless = tuple(
        each.pk
        for each in partners
        if each.partnership_id is None and not (each.name or names.get(each.pk))
    )
    if nameless:
        raise NameMissing(nameless)


def _apply_to_present(partners: Iterable[SandboxPartner], by: User) -> None:
    """Remove and change; the new applicant last, since the present one yields to it."""
    rows = Partnership.objects.select_related(
        "country", "organisation", "alliance__proposal"
    )
    for each in sorted(partners, key=lambda one: one.role == Role.APPLICANT):
        if each.partnership is None:
            continue
        # Read anew: an act before this one may have changed the row, as we meant it to.
        row = rows.get(pk=each.partnership.pk)
        if each.is_out:
            remove_partner(partnership=row, version=row.version, by=by)
        else:
            entry = _entry(row, each)
            change_partner(partnership=row, entry=entry, version=row.version, by=by)


def _entry(row: Partnership, imagined: SandboxPartner) -> PartnerEntry:
    return PartnerEntry(
        name=row.name,
        country=row.country,
        role=Role(imagined.role or row.role),
        types=tuple(imagined.type_list or row.type_list),
        pic=row.pic,
        organisation=row.organisation,
        added_value=row.added_value,
    )


def _add_newcomers(
    sandbox: Sandbox,
    partners: Iterable[SandboxPartner],
    names: Mapping[int, str],
    by: User,
) -> None:
    draft = sandbox.proposal
    for each in partners:
        if each.partnership_id is None:
            entry = PartnerEntry(
                name=each.name or names[each.pk],
                country=each.country,
                role=Role(each.role),
                types=tuple(each.type_list),
            )
            # Its own for every scenario applied: the same newcomer may be tried again.
            key = uuid.uuid5(sandbox.state, str(each.pk))
            add_partner(proposal=draft, entry=entry, request_key=key, by=by)


def _apply_facts(draft: Proposal, sandbox: Sandbox, by: User) -> None:
    if not sandbox.has_facts:
        return
    alliance = draft.alliance
    grant = sandbox.grant_requested_eur
    facts = Facts(
        acronym=alliance.acronym,
        title=alliance.title,
        project_type=sandbox.project_type or alliance.project_type,
        sector=alliance.sector,
        duration_months=sandbox.duration_months or draft.duration_months,
        grant_requested_eur=draft.grant_requested_eur if grant is None else grant,
    )
    version = sandbox.seen_facts_version
    change_facts(proposal=draft, facts=facts, facts_version=version, by=by)
