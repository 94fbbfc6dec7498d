"""What the engine is told of a scenario: a draft as stored, with a sandbox's changes.

It answers as the draft would after the changes were made by its own services; tests
hold the two together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from alliances.models import Partnership, ProjectType
from eligibility.core import (
    GONE,
    Answer,
    ConsortiumSnapshot,
    Participant,
    PartnerType,
    Role,
)
from proposals.enums import PartnerAnswer
from proposals.models import (
    ConfirmationRequest,
    Proposal,
    Sandbox,
    SandboxPartner,
)
from proposals.snapshots.elsewhere import carried_over
from proposals.snapshots.reference import ReferenceData, current_reference
from proposals.snapshots.taking import beside_others, take_alone


@dataclass(frozen=True, slots=True)
class Imagined:
    """The changes of one sandbox, read once."""

    sandbox: Sandbox
    partners: tuple[SandboxPartner, ...]

    @property
    def present(self) -> Mapping[str, SandboxPartner]:
        """Return what is imagined of the draft's partners, by their labels."""
        return {
            each.partnership.label: each
            for each in self.partners
            if each.partnership is not None
        }

    @property
    def newcomers(self) -> list[tuple[str, SandboxPartner]]:
        """Return who the draft does not have, each with a label: N1, N2."""
        new = [each for each in self.partners if each.partnership_id is None]
        return [(f"N{number}", each) for number, each in enumerate(new, start=1)]

    @property
    def has_moved(self) -> bool:
        """Whether a partner it changes is no longer the one it was imagined of."""
        return any(each.has_moved for each in self.partners)


def goes_elsewhere(proposal: Proposal, sandbox: Sandbox) -> bool:
    """Say whether a sandbox is for another Lot, where the alliance cannot follow."""
    target = sandbox.project_type
    return target is not None and target.lot_id != proposal.alliance.lot_id


@dataclass(frozen=True, slots=True)
class Scenario:
    """A draft as it is and as a sandbox has it, read at one moment."""

    rows: list[Partnership]
    """All partners of the draft by number, also who was removed."""
    now: ConsortiumSnapshot
    then: ConsortiumSnapshot


def take_scenario(proposal: Proposal, imagined: Imagined) -> Scenario:
    """Return a draft's snapshot, and the same with the changes of a sandbox made to it.

    Three queries, and twice the content of each call's edition unless it is in memory.
    """
    sandbox, own = imagined.sandbox, proposal.alliance.call_id
    target, goes = sandbox.project_type, goes_elsewhere(proposal, sandbox)
    there = target.lot.call_id if target and goes else own
    reference = current_reference({own, there})
    rows = _rows(proposal)
    (alone,) = take_alone([proposal], reference, partners=rows)
    everybody = _participants(alone, imagined, reference[own], _answered(rows))
    changed = _changed_facts(replace(alone, participants=everybody), sandbox)
    stated = [(proposal, alone)] if goes else [(proposal, alone), (proposal, changed)]
    now, *others = beside_others(stated, reference)
    if target is not None and goes:
        moved = _carried_to(target, changed, reference[there])
        return Scenario(rows, now, _asked_anew(moved))
    return Scenario(rows, now, others[0])


def _rows(proposal: Proposal) -> list[Partnership]:
    """Read the partners, each with whether an answer by link says whom it follows."""
    answers = ConfirmationRequest.objects.filter(
        partnership=OuterRef("pk"), answer=PartnerAnswer.CONFIRMED
    )
    rows = Partnership.objects.filter(alliance=proposal.alliance_id)
    return list(rows.annotate(has_answered=Exists(answers)).order_by("number"))


def _answered(rows: Iterable[Any]) -> frozenset[str]:
    """Return the labels of partners whose own answer says whom they follow."""
    return frozenset(each.label for each in rows if each.has_answered)


def _changed_facts(
    snapshot: ConsortiumSnapshot, sandbox: Sandbox
) -> ConsortiumSnapshot:
    target, grant = sandbox.project_type, sandbox.grant_requested_eur
    return replace(
        snapshot,
        project_type=target.code if target else snapshot.project_type,
        duration_months=sandbox.duration_months or snapshot.duration_months,
        grant_requested=snapshot.grant_requested if grant is None else grant,
    )


def _carried_to(
    target: ProjectType, changed: ConsortiumSnapshot, reference: ReferenceData
) -> ConsortiumSnapshot:
    return carried_over(
        changed,
        reference,
        call=target.lot.call_id,
        lot=target.lot.code,
        project_type=target.code,
    )


def _participants(
    snapshot: ConsortiumSnapshot,
    imagined: Imagined,
    reference: ReferenceData,
    answered: frozenset[str],
) -> tuple[Participant, ...]:
    present = imagined.present
    staying = [
        _changed(each, present.get(each.label))
        for each in snapshot.participants
        if each.label not in present or not present[each.label].is_out
    ]
    coming = [_newcomer(label, each, reference) for label, each in imagined.newcomers]
    everybody = _with_one_applicant([*staying, *coming], imagined)
    if _applicant(everybody) == _applicant(snapshot.participants):
        return tuple(everybody)
    return tuple(_reopened(each, answered) for each in everybody)


def _changed(each: Participant, change: SandboxPartner | None) -> Participant:
    """Return a partner as imagined; a confirmation covered what was stated before."""
    if change is None or change.is_nothing:
        return each
    role = Role(change.role) if change.role else each.role
    types = tuple(PartnerType(one) for one in change.type_list) or each.types
    return replace(each, role=role, types=types, answer=_answer(each.answer, role))


def _newcomer(
    label: str, change: SandboxPartner, reference: ReferenceData
) -> Participant:
    role = Role(change.role)
    return Participant(
        name=change.name or _("New partner %(label)s") % {"label": label},
        place=reference.place(change.country_id),
        role=role,
        types=tuple(PartnerType(each) for each in change.type_list),
        answer=_answer(Answer.INVITED, role),
        label=label,
    )


def _answer(before: Answer, role: Role) -> Answer:
    """Return where an answer stands after a change; who applies needs to give none."""
    if before in GONE:
        return before
    return Answer.CONFIRMED if role is Role.APPLICANT else Answer.INVITED


def _with_one_applicant(
    everybody: Sequence[Participant], imagined: Imagined
) -> list[Participant]:
    """Turn the draft's applicant into a full partner where another is imagined."""
    new = {
        *(k for k, each in imagined.present.items() if each.role == Role.APPLICANT),
        *(k for k, each in imagined.newcomers if each.role == Role.APPLICANT),
    } & {each.label for each in everybody}
    full = Role.FULL_PARTNER
    return [
        replace(each, role=full, answer=_answer(each.answer, full))
        if new and each.role is Role.APPLICANT and each.label not in new
        else each
        for each in everybody
    ]


def _applicant(everybody: Iterable[Participant]) -> str:
    """Return the name a confirmation of the others covers."""
    names = (
        each.name
        for each in everybody
        if each.role is Role.APPLICANT and each.answer not in GONE
    )
    return next(names, "")


def _reopened(each: Participant, answered: frozenset[str]) -> Participant:
    """Ask anew whose confirmation covered another applicant."""
    is_over = each.role is not Role.APPLICANT and each.label in answered
    if not is_over or each.answer is not Answer.CONFIRMED:
        return each
    return replace(each, answer=Answer.INVITED)


def _asked_anew(snapshot: ConsortiumSnapshot) -> ConsortiumSnapshot:
    """Return a consortium as its copy to another Lot: nobody has confirmed there."""
    return replace(
        snapshot,
        participants=tuple(
            replace(each, answer=_answer(each.answer, each.role))
            for each in snapshot.participants
        ),
    )
