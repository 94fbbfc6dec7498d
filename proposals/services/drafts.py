"""Drafts: opening an alliance and stating its facts."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from alliances.models import Alliance, ProjectType, User
from alliances.worded import Worded
from eligibility.catalogue import published_rulebook
from eligibility.core import UnknownLot, UnknownProjectType
from eligibility.models import Rulebook
from proposals.enums import ActivityKind
from proposals.errors import (
    GrantNegative,
    NotAllowed,
    OtherLot,
    StaleVersion,
    TypeDropped,
)
from proposals.models import FormVersion, Proposal
from proposals.models.seen import ALLIANCE_PARTS
from proposals.policies import Decision, can_edit
from proposals.services.activity import Fact, differences, note_act
from proposals.services.outdated import set_outdated_answers_aside
from proposals.snapshots.statements import Statements
from proposals.violations import violated_constraint

TOLD = ("duration_months", "grant_requested_eur", "project_type")
"""Facts of which the log says what they were; of the others only that they changed."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an alliance states of itself, without its partners.

    `sector` is the slug or title of the Lot's list, free text where there is none;
    empty or None is "not stated yet".
    """

    acronym: str
    title: str
    project_type: ProjectType
    sector: str
    duration_months: int | None
    grant_requested_eur: Decimal | None


def open_alliance(
    *, acronym: str, title: str, project_type: ProjectType, sector: str = "", by: User
) -> Proposal:
    """Open an empty draft under the newest published rulebook of the call.

    The draft keeps that rulebook: a later version does not move it by itself. Twice
    opens two drafts. Refuses with TypeDropped a type that rulebook does not have.
    """
    lot = project_type.lot
    with transaction.atomic():
        rulebook = Rulebook.objects.filter(call=lot.call).latest("version")
        require_type(rulebook=rulebook, project_type=project_type)
        alliance = Alliance.objects.create(
            acronym=acronym,
            title=title,
            call=lot.call,
            lot=lot,
            project_type=project_type,
            sector=sector,
            coordinator=by,
        )
        form = FormVersion.objects.filter(call=lot.call).order_by("-version").first()
        draft = Proposal.objects.create(alliance=alliance, rulebook=rulebook, form=form)
        told = {"rules": rulebook.version}
        note_act(draft=draft, kind=ActivityKind.OPENED, by=by, facts=told)
        return draft


def change_facts(
    *, proposal: Proposal, facts: Facts, facts_version: int, by: User
) -> Proposal:
    """State the facts anew and return the draft as it stands now.

    Refuses with StaleVersion, whose `current` is the Proposal with its alliance, if
    the facts are no longer those of `facts_version`; with OtherLot for a project type
    of another Lot; with GrantNegative. The same form sent twice is stale the second
    time.
    """
    try:
        with transaction.atomic():
            draft = lock_draft(proposal=proposal, by=by)
            _state(draft, facts, facts_version)
            kind = ActivityKind.FACTS_CHANGED
            note_act(draft=draft, kind=kind, by=by, facts=_new(draft, facts))
    except IntegrityError as error:
        if violated_constraint(error, Proposal) == "proposal_grant_not_negative":
            raise GrantNegative from error
        raise
    return _present(proposal)


def lock_draft(
    *,
    proposal: Proposal,
    by: User,
    may: Callable[[User, Proposal], Decision] = can_edit,
) -> Proposal:
    """Return the draft as stored, locked until the transaction ends; `may` decides.

    Whoever writes to a draft takes this lock first, so writers queue up and a reader
    who holds it sees facts and composition of one moment. PostgreSQL locks the row;
    SQLite locked the file when the transaction began. Refuses with NotAllowed.
    """
    draft = hold_draft(proposal=proposal)
    decision = may(by, draft)
    if not decision:
        raise NotAllowed(decision.reason)
    return draft


def refuse_readers(*, proposal: Proposal, by: User) -> None:
    """Refuse with NotAllowed whoever does not edit a draft; nothing is locked."""
    decision = can_edit(by, proposal)
    if not decision:
        raise NotAllowed(decision.reason)


def hold_draft(*, proposal: Proposal) -> Proposal:
    """Return the draft as stored, locked, for acts that no policy decides.

    A partner's contact has no account: the link is what allows the answer.
    """
    _held(proposal.pk)
    # A second statement: PostgreSQL, having waited, reads the locked row anew but
    # takes joined ones as they were before it waited.
    return _present(proposal)


def note_change(*, draft: Proposal, stated: Statements | None = None) -> None:
    """Count a change of a locked draft: a submission names the revision it saw.

    Confirmations that covered something else end here, whichever act changed it.
    `stated` is what partners would confirm after it, where that was read already.
    """
    set_outdated_answers_aside(draft=draft, stated=stated)
    _count_change(draft)


def note_burden(*, draft: Proposal) -> None:
    """End the confirmations that a change of work plan or budget is too much for.

    The composition of the locked draft changed only where there are any: its revision
    grows then.
    """
    if set_outdated_answers_aside(draft=draft):
        _count_change(draft)


def _count_change(draft: Proposal) -> None:
    draft.changed_at = timezone.now()
    Proposal.objects.filter(pk=draft.pk).update(
        revision=F("revision") + 1, changed_at=draft.changed_at
    )


def require_type(*, rulebook: Rulebook, project_type: ProjectType) -> None:
    """Refuse a row that outlived the law: drafts still point at it."""
    try:
        published_rulebook(rulebook).project_type(
            project_type.lot.code, project_type.code
        )
    except (UnknownLot, UnknownProjectType) as error:
        raise TypeDropped from error


def _state(draft: Proposal, facts: Facts, facts_version: int) -> None:
    if facts.project_type.lot_id != draft.alliance.lot_id:
        raise OtherLot
    same_version = Proposal.objects.filter(pk=draft.pk, facts_version=facts_version)
    changed = same_version.update(
        duration_months=facts.duration_months,
        grant_requested_eur=facts.grant_requested_eur,
        facts_version=F("facts_version") + 1,
    )
    if not changed:
        raise StaleVersion(draft)
    Alliance.objects.filter(pk=draft.alliance_id).update(
        acronym=facts.acronym,
        title=facts.title,
        project_type=facts.project_type,
        sector=facts.sector,
    )
    note_change(draft=draft)


def _new(draft: Proposal, facts: Facts) -> dict[str, Fact]:
    """Return what the log says of new facts: which differ, and the numbers."""
    alliance = draft.alliance
    before: dict[str, object] = {
        **{name: getattr(alliance, name) for name in ("acronym", "title", "sector")},
        "duration_months": draft.duration_months,
        "grant_requested_eur": draft.grant_requested_eur,
        "project_type": alliance.project_type.code,
    }
    after = {name: getattr(facts, name) for name in before}
    after["project_type"] = facts.project_type.code
    return differences(before=before, after=after, told=TOLD)


def _present(proposal: Proposal) -> Proposal:
    found = _stored.first(proposal.pk)
    if found is None:
        raise Proposal.DoesNotExist
    return found


@Worded
def _held(key: int) -> QuerySet[Proposal, Any]:
    rows = Proposal.objects.select_for_update().filter(pk=key).order_by()
    return rows.values_list("pk")


@Worded
def _stored(key: int) -> QuerySet[Proposal]:
    alliance = [f"alliance__{each}" for each in ALLIANCE_PARTS]
    rows = Proposal.objects.filter(pk=key).order_by()
    return rows.select_related("rulebook", "form", *alliance).defer(
        "rulebook__text", "form__text"
    )
