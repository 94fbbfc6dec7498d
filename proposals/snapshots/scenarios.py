"""What the engine is told of a scenario: a draft as stored, with a sandbox's changes.

It answers as the draft would after the changes were made by its own services; tests
hold the two together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from alliances.models import ProjectType
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
from proposals.snapshots.exclusivity import applications_elsewhere
from proposals.snapshots.organisations import keys_of, standing_elsewhere
from proposals.snapshots.reference import (
    ReferenceData,
    current_reference,
    reference_of,
)
from proposals.snapshots.taking import claim_under


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


def take_scenario(
    proposal: Proposal, snapshot: ConsortiumSnapshot, imagined: Imagined
) -> ConsortiumSnapshot:
    """Return a draft's snapshot with the changes of a sandbox made to it.

    Three queries at most besides the reference data of its calls.
    """
    sandbox, target = imagined.sandbox, imagined.sandbox.project_type
    own = reference_of(proposal.alliance.call_id, snapshot.edition)
    grant = sandbox.grant_requested_eur
    changed = replace(
        snapshot,
        participants=_participants(proposal, snapshot, imagined, own),
        duration_months=sandbox.duration_months or snapshot.duration_months,
        grant_requested=snapshot.grant_requested if grant is None else grant,
    )
    if target is not None and goes_elsewhere(proposal, sandbox):
        return _asked_anew(_carried_to(target, changed))
    return replace(
        changed,
        project_type=target.code if target else snapshot.project_type,
        applications_elsewhere=_applications_elsewhere(
            proposal, snapshot, changed, own
        ),
        standing_elsewhere=_standing_elsewhere(proposal, changed),
    )


def _applications_elsewhere(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    changed: ConsortiumSnapshot,
    reference: ReferenceData,
) -> int | None:
    """Count anew for another applicant; the draft's own were counted already."""
    before, after = (
        claim_under(proposal, each.participants, {snapshot.call: reference})
        for each in (snapshot, changed)
    )
    if after == before:
        return snapshot.applications_elsewhere
    return applications_elsewhere({proposal.pk: after} if after else {})[proposal.pk]


def _standing_elsewhere(
    proposal: Proposal, changed: ConsortiumSnapshot
) -> tuple[str, ...] | None:
    """Ask anew for who is imagined; None where no rule asks."""
    if changed.standing_elsewhere is None:
        return None
    keys = keys_of(changed.participants)
    return standing_elsewhere({proposal.pk: (changed.call, keys)})[proposal.pk]


def _carried_to(target: ProjectType, changed: ConsortiumSnapshot) -> ConsortiumSnapshot:
    call = target.lot.call_id
    return carried_over(
        changed,
        current_reference({call})[call],
        call=call,
        lot=target.lot.code,
        project_type=target.code,
    )


def _participants(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    imagined: Imagined,
    reference: ReferenceData,
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
    answered = _answered(proposal)
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


def _answered(proposal: Proposal) -> frozenset[str]:
    """Return the labels of partners whose own answer says whom they follow."""
    numbers = ConfirmationRequest.objects.filter(
        partnership__alliance=proposal.alliance_id, answer=PartnerAnswer.CONFIRMED
    ).values_list("partnership__number", flat=True)
    return frozenset(f"P{each}" for each in numbers)


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
