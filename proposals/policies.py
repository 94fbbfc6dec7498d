"""Who may do what, and why not: the reason is shown beside the disabled button."""

import datetime as dt
from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alliances.models import Call, User
from alliances.policies import can_administer
from proposals.enums import MANDATING, ColleagueRole, PartnerAnswer
from proposals.errors import (
    CallNotOpenYet,
    CallTakesNoSubmissions,
    DeadlinePassed,
    NothingToWithdraw,
)
from proposals.models import Colleague, ConfirmationRequest, Proposal, Submission

Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed, and if not, the sentence that says why."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(allowed=True)
NOT_YOURS = Decision(
    allowed=False, reason=_("Only the coordinator of this alliance may do this.")
)


NOT_OURS = Decision(
    allowed=False,
    reason=_("Only the coordinator of this alliance and colleagues may do this."),
)
READS_ONLY = Decision(
    allowed=False,
    reason=_("You read this proposal. The coordinator can make you an editor."),
)
CLOSED = Decision(
    allowed=False,
    reason=_("The call has closed, so this draft is read-only. It stays as it is."),
)
SUMMARY = "summary"
"""The section every contact of a partner reads, so as to know what the part is of."""


@dataclass(frozen=True, slots=True)
class Seat:
    """How a person takes part in one draft: the ground of every decision on it."""

    role: ColleagueRole | None
    """None for the coordinator, and for who takes no part."""
    is_coordinator: bool = False
    partner: int | None = None
    """The number of the partner whose contact this is."""
    name: str = ""
    """That partner as people call it: "P5 Forge"."""
    is_closed: bool = False
    """Whether the call took submissions and is over: nobody writes any more."""

    @property
    def is_contact(self) -> bool:
        """Whether only one partner's part is theirs."""
        return self.role == ColleagueRole.CONTACT

    @property
    def writes(self) -> Decision:
        """Whether this person writes what is not one partner's own, while one may."""
        if self.is_coordinator or self.role == ColleagueRole.EDITOR:
            return YES
        return NOT_OURS if self.role is None else self._readers_no()

    @property
    def edit(self) -> Decision:
        """Whether this person changes what is not one partner's own, and why not."""
        return CLOSED if self.is_closed and self.writes else self.writes

    def answer(self, partner: int | None) -> Decision:
        """Say whether this person answers what is asked of `partner`, None: of all."""
        if self.is_contact and partner is not None and partner == self.partner:
            return CLOSED if self.is_closed else YES
        return self.edit

    def reads(self, section: str, partner: int | None) -> bool:
        """Say whether this person sees the answers of a section, of a partner or all.

        Contacts of a partner see its answers and the summary, nothing of the others.
        """
        if not self.is_contact:
            return self.is_coordinator or self.role is not None
        if partner is None:
            return section == SUMMARY
        return partner == self.partner

    @property
    def propose(self) -> Decision:
        """Whether this person proposes figures of a partner, and why not."""
        if self.is_contact and self.partner is not None:
            return CLOSED if self.is_closed else YES
        reason = _("Only the contact of a partner proposes its figures.")
        return Decision(allowed=False, reason=reason)

    def finishes(self, partner: int) -> Decision:
        """Say whether this person says that the part of `partner` is done.

        Nobody but its contact: the others complete whole sections.
        """
        if self.is_contact and self.partner == partner:
            return CLOSED if self.is_closed else YES
        reason = _("Only the contact of a partner says that its part is done.")
        return Decision(allowed=False, reason=reason)

    def settles(self, partner: int | None) -> Decision:
        """Say whether this person calls a thread on an answer settled, or open again.

        Whoever answers does. Who only reads says things, and a reply opens a thread,
        but whether the answer is good is not theirs to close.
        """
        return self.answer(partner)

    def hears(self, partner: int | None) -> bool:
        """Say whether this person sees every comment on what is asked of `partner`.

        On the summary the contact of a partner sees only the threads that are
        addressed to it: the others are the talk of those who write the proposal.
        """
        return not self.is_contact or partner is not None

    def knows(self, other: "Seat") -> bool:
        """Say whether this person is told who sits in `other`.

        The contact of a partner knows who writes the proposal and who stands for its
        own organisation; who stands for the other partners is their business.
        """
        if not self.is_contact or other.writes:
            return True
        return self.partner is not None and self.partner == other.partner

    def _readers_no(self) -> Decision:
        if not self.is_contact:
            return READS_ONLY
        words = _("The partner you wrote for no longer takes part.")
        if self.name:
            words = _("You write the part of %(name)s only.")
        return Decision(allowed=False, reason=words % {"name": self.name})


NOBODY = Seat(None)
COORDINATOR = Seat(None, is_coordinator=True)


def seat_of(user: Person, proposal: Proposal) -> Seat:
    """Return how `user` takes part in a draft: one query, none for the coordinator.

    Whoever is the contact of a partner that was removed has no partner any more.
    """
    if can_coordinate(user, proposal):
        return replace(COORDINATOR, is_closed=is_closed(proposal))
    joined = proposal.colleagues.current().filter(person=user.pk)
    row = joined.select_related("partnership").first()
    return seat_at(user, proposal, row) or NOBODY


def seat_at(user: Person, proposal: Proposal, row: Colleague | None) -> Seat | None:
    """Return the seat of `user`, whose `row` was read; None for who has none."""
    is_over = is_closed(proposal)
    if can_coordinate(user, proposal):
        return replace(COORDINATOR, is_closed=is_over)
    return None if row is None else seat_in(row, is_closed=is_over)


def seat_in(row: Colleague, *, is_closed: bool = False) -> Seat:
    """Return the seat of a colleague, loaded with the partner if there is one."""
    partner, role = row.partnership, ColleagueRole(row.role)
    if partner is None or not partner.takes_part:
        return Seat(role, is_closed=is_closed)
    name = f"{partner.label} {partner.name}"
    return Seat(role, partner=partner.number, name=name, is_closed=is_closed)


def is_closed(proposal: Proposal) -> bool:
    """Say whether nobody writes a draft any more, its alliance loaded with the call.

    A call of the past that never took submissions is there to practise in.
    """
    call = proposal.alliance.call
    return call.takes_submissions and call.has_closed_at(timezone.now())


def can_edit(user: Person, proposal: Proposal) -> Decision:
    """Say whether `user` may change facts and composition, and have the pack drawn.

    The coordinator may, and colleagues who edit; neither who reads nor the contact of a
    partner. A live submission is no obstacle: it is frozen, and the draft goes on. Once
    a call that took submissions is over, nobody does; one that never took any is there
    to practise in.
    """
    return seat_of(user, proposal).edit


def can_draw(user: Person, proposal: Proposal) -> Decision:
    """Say whether `user` has packs and documents drawn and files signed copies.

    Whoever edits may, also after the call has closed: mandates follow selection.
    """
    return seat_of(user, proposal).writes


def is_offered_edits(user: Person, proposal: Proposal) -> Decision:
    """Say what `can_edit` says, from what the page read: for offers, never for an act.

    No query for a proposal that `access.get_proposal` returned to this very person.
    """
    role = getattr(proposal, "reads_as", None)
    if role is None or can_coordinate(user, proposal):
        return can_edit(user, proposal)
    return Seat(ColleagueRole(role), is_closed=is_closed(proposal)).edit


def can_propose(user: Person, proposal: Proposal) -> Decision:
    """Say whether `user` proposes figures of the partner whose contact this is.

    Neither the coordinator nor editors do: they change the budget itself, and decide.
    """
    return seat_of(user, proposal).propose


def can_coordinate(user: Person, proposal: Proposal) -> Decision:
    """Say whether `user` answers for the proposal: submits, invites colleagues."""
    return YES if proposal.alliance.coordinator_id == user.pk else NOT_YOURS


def can_sign(asked: ConfirmationRequest) -> bool:
    """Say whether the link of a question leads to the mandate of its partner.

    Only once its contact confirmed, while nobody asked anew, and for who signs one.
    """
    row = asked.partnership
    is_answered = asked.answer == PartnerAnswer.CONFIRMED and not asked.revoked_at
    return is_answered and row.takes_part and row.role in MANDATING


def can_submit(
    user: Person, proposal: Proposal, *, now: dt.datetime | None = None
) -> Decision:
    """Say whether `user` may submit at `now`; eligibility is not looked at."""
    if not can_coordinate(user, proposal):
        return NOT_YOURS
    refusal = call_refusal(proposal.alliance.call, now or timezone.now())
    return YES if refusal is None else Decision(allowed=False, reason=refusal.message)


def can_override(user: Person) -> Decision:
    """Say whether `user` allows submissions in spite of what is not met."""
    reason = _("Only an administrator may allow this.")
    return YES if can_administer(user) else Decision(allowed=False, reason=reason)


def can_support(user: Person) -> Decision:
    """Say whether `user` looks at the state of drafts of others."""
    reason = _("Only an administrator may look at the state of a draft.")
    return YES if can_administer(user) else Decision(allowed=False, reason=reason)


def can_withdraw(user: Person, submission: Submission) -> Decision:
    """Say whether `user` may withdraw a submission; only a live one, also later."""
    if not can_coordinate(user, submission.proposal):
        return NOT_YOURS
    if submission.withdrawn_at or submission.replaced_at:
        return Decision(allowed=False, reason=NothingToWithdraw.message)
    return YES


def call_refusal(
    call: Call, moment: dt.datetime
) -> CallTakesNoSubmissions | CallNotOpenYet | DeadlinePassed | None:
    """Return why a call takes nothing that arrives at `moment`, None if it does.

    Before the deadline counts: what arrives in its very second is late.
    """
    if not call.takes_submissions:
        return CallTakesNoSubmissions()
    if not call.has_opened_at(moment):
        return CallNotOpenYet()
    return DeadlinePassed() if call.has_closed_at(moment) else None
