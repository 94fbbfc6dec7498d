"""Who is told of a submission: by which address, as what, in which language."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alliances.enums import Role
from alliances.models import Alliance, Partnership, User
from alliances.models.alliances import GONE
from alliances.worded import Worded
from alliances.words import within
from proposals.enums import (
    ColleagueRole,
    LetterState,
    NoticeStanding,
    PartnerAnswer,
    SubmissionEvent,
)
from proposals.models import (
    Colleague,
    ConfirmationRequest,
    Proposal,
    Submission,
    SubmissionNotice,
)
from proposals.snapshots import FrozenApplication

TEAM = (NoticeStanding.COORDINATOR, NoticeStanding.EDITOR)
STANDINGS = {
    ColleagueRole.EDITOR: NoticeStanding.EDITOR,
    ColleagueRole.CONTACT: NoticeStanding.CONTACT,
}
UNDELIVERED = {
    LetterState.BOUNCED: _lazy("the mail came back"),
    LetterState.FAILED: _lazy("the mail could not be sent"),
}
"""What became of a mail that told nobody."""
NOT_THEIRS = (PartnerAnswer.NOT_OURS, PartnerAnswer.DECLINED)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address that is told."""

    email: str
    standing: NoticeStanding
    partnership: int | None = None
    """Key of the partner the address stands for."""
    language: str = ""
    """The one it was asked in; the account's own is found when the mail is sent."""


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a receipt says we mailed."""

    names: tuple[str, ...]
    """People and partners; no address, which readers do not know either."""
    untold: tuple[str, ...]
    """The partners of whose contact no address is known."""


def recipients_of(
    proposal: Proposal, *, representative: str, left_out: Iterable[Recipient] = ()
) -> tuple[Recipient, ...]:
    """Return who is told of a submission, each address once; two queries.

    The coordinator and the editors, the contacts of the partners that take part, who
    legally represents the applicant, where the coordinator gave that address, and
    `left_out` (see `left_out_of`), unless an address stands for more.
    """
    known: dict[str, Recipient] = {}
    for each in (*_all(proposal, representative), *left_out):
        if each.email:
            known.setdefault(each.email.casefold(), each)
    return tuple(known.values())


@dataclass(frozen=True, slots=True)
class Reachable:
    """The partners of a draft, and whose contact a submission would tell."""

    rows: list[Partnership]
    """All of them by number, also who was removed."""
    told: int
    """Of how many partners that take part the contact is told."""
    came_back: tuple[str, ...]
    """The partners whose contact a mail will hardly reach, with their numbers."""
    untold: tuple[str, ...]
    """The partners of whose contact no address is known, with their numbers."""


def reachable_partners(proposal: Proposal) -> Reachable:
    """Return the partners of a draft with whom of them submitting tells: one query."""
    found: list[Any] = _reachable(proposal.pk, proposal.alliance_id)
    asked = [each for each in found if each.takes_part and each.is_asked]
    others = [each for each in asked if not each.is_reached]
    return Reachable(
        rows=found,
        told=len(asked) - len(others),
        came_back=tuple([_labelled(each) for each in others if each.is_lost]),
        untold=tuple([_labelled(each) for each in others if not each.is_lost]),
    )


def _labelled(row: Partnership) -> str:
    return f"{row.label} {row.name}"


@Worded
def _reachable(key: int, alliance: int) -> QuerySet[Partnership, Any]:
    # Three lists, each made once: asked for of each partner, PostgreSQL planned it anew
    # at every page, which took five times as long as all of it.
    proposal = Proposal(pk=key, alliance=Alliance(pk=alliance))
    joined = joined_of(proposal).filter(
        partnership__isnull=False, role=ColleagueRole.CONTACT
    )
    asked = _asked(proposal).exclude(email="")
    lost = asked.filter(letter_state=LetterState.BOUNCED)
    arrived = asked.exclude(letter_state=LetterState.BOUNCED)
    rows = Partnership.objects.filter(alliance=alliance).order_by("number")
    return rows.annotate(
        is_reached=_is_among(joined) | _is_among(arrived), is_lost=_is_among(lost)
    )


def _is_among(rows: QuerySet[Any]) -> Q:
    """Say whether a partner is one of those these rows are of."""
    return Q(pk__in=rows.order_by().values("partnership"))


def joined_of(proposal: Proposal) -> QuerySet[Colleague]:
    """Return who joined and can still sign in."""
    joined = Colleague.objects.current()
    return joined.filter(proposal=proposal, person__is_active=True)


def mailed_to(partners: QuerySet[Partnership]) -> QuerySet[ConfirmationRequest]:
    """Return what was mailed to ask these, unless it was not theirs."""
    asked = ConfirmationRequest.objects.standing().filter(
        partnership__in=partners, mailed_at__isnull=False
    )
    return asked.exclude(answer__in=NOT_THEIRS)


def last_representative(proposal: Proposal) -> str:
    """Return the address given last for the applicant's legal representative."""
    rows = representatives().filter(submission__proposal=proposal)
    return rows.values_list("email", flat=True).first() or ""


def representatives() -> QuerySet[SubmissionNotice]:
    """Return the mails to legal representatives, the newest first, none erased."""
    rows = SubmissionNotice.objects.filter(standing=NoticeStanding.REPRESENTATIVE)
    # First by submission: by the key alone, PostgreSQL walks through all mails of all
    # proposals until it meets one of the proposal it looks for.
    return rows.exclude(email="").order_by("-submission_id", "-pk")


def told_of(submission: Submission, frozen: FrozenApplication) -> Told:
    """Return whom the mails about a submission went to: two queries."""
    rows = sorted(_told_rows(submission.pk), key=_by_number)
    people = {each.email: str(each) for each in _team_of(submission.pk)}
    reached = {row.partnership.number for row in rows if row.partnership}
    inside = {each.number for each in frozen.partners}
    return Told(
        names=tuple([_name(row, people, inside) for row in rows]),
        untold=tuple(
            f"P{each.number} {each.name}"
            for each in frozen.partners
            if rows
            and each.role != Role.APPLICANT
            and each.confirmation not in GONE
            and each.number not in reached
        ),
    )


def _all(proposal: Proposal, representative: str) -> Iterator[Recipient]:
    coordinator = proposal.alliance.coordinator
    yield Recipient(coordinator.email, NoticeStanding.COORDINATOR)
    yield from _colleagues(proposal)
    yield from _contacts(proposal)
    yield Recipient(representative, NoticeStanding.REPRESENTATIVE)


def _colleagues(proposal: Proposal) -> Iterator[Recipient]:
    """Return the editors, and who joined as the contact of a partner that is there."""
    for email, role, partnership in _team(proposal.pk):
        yield Recipient(email, STANDINGS[ColleagueRole(role)], partnership)


@Worded
def _team(proposal: int) -> QuerySet[Colleague, Any]:
    rows = joined_of(Proposal(pk=proposal)).filter(
        Q(partnership=None) | Q(partnership__in=Partnership.objects.taking_part()),
        role__in=STANDINGS,
    )
    return rows.order_by("pk").values_list("person__email", "role", "partnership")


def _contacts(proposal: Proposal) -> Iterator[Recipient]:
    for email, partnership, language in _mailed(proposal.alliance_id):
        yield Recipient(email, NoticeStanding.CONTACT, partnership, language)


@Worded
def _mailed(alliance: int) -> QuerySet[ConfirmationRequest, Any]:
    proposal = Proposal(alliance=Alliance(pk=alliance))
    rows = _asked(proposal).order_by("partnership__number")
    return rows.values_list("email", "partnership", "language")


def _asked(proposal: Proposal) -> QuerySet[ConfirmationRequest]:
    return mailed_to(proposal.alliance.partnerships.taking_part())


def _told(submission: int) -> QuerySet[SubmissionNotice]:
    notices = SubmissionNotice.objects.filter(submission=submission)
    return notices.exclude(event=SubmissionEvent.WITHDRAWN).order_by("pk")


@Worded
def _told_rows(submission: int) -> QuerySet[SubmissionNotice]:
    return _told(submission).select_related("partnership")


@Worded
def _team_of(submission: int) -> QuerySet[User]:
    """Return the accounts behind addresses that stand for no partner."""
    team = _told(submission).filter(standing__in=TEAM).order_by()
    return User.objects.filter(email__in=team.values("email"))


def _by_number(row: SubmissionNotice) -> tuple[int, int]:
    """Put the team first, the partners by their numbers, who represents them last."""
    if row.partnership is not None:
        return 1, row.partnership.number
    return (2 if row.standing == NoticeStanding.REPRESENTATIVE else 0), 0


def _name(
    row: SubmissionNotice, people: Mapping[str, str], inside: Collection[int]
) -> str:
    name = _standing(row, people, inside)
    if row.letter_state in UNDELIVERED:
        return f"{name} ({UNDELIVERED[LetterState(row.letter_state)]})"
    return name


def _standing(
    row: SubmissionNotice, people: Mapping[str, str], inside: Collection[int]
) -> str:
    if row.partnership is not None:
        about = {"label": row.partnership.label, "name": row.partnership.name}
        if row.partnership.number not in inside:
            return _("%(label)s %(name)s, no longer part of it: contact") % about
        return _("%(label)s %(name)s: contact") % about
    if row.standing == NoticeStanding.REPRESENTATIVE:
        return _("Legal representative of the applicant")
    return _("%(name)s: %(standing)s") % {
        "name": people.get(row.email, _("Somebody whose name was erased")),
        "standing": within(row.get_standing_display()),
    }
