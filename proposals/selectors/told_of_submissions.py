"""Who is told of a submission: by which address, as what, in which language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import CharField, QuerySet, Value
from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.models import Partnership, User
from alliances.models.alliances import GONE
from proposals.enums import (
    ColleagueRole,
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
NO_WORDS = Value("", CharField())
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
    name: str = field(default="", compare=False)
    """Of the account; empty where the address belongs to a partner's contact."""


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a receipt says we mailed."""

    names: tuple[str, ...]
    """People and partners; no address, which readers do not know either."""
    untold: tuple[str, ...]
    """The partners of whose contact no address is known."""


def recipients_of(proposal: Proposal, *, representative: str) -> tuple[Recipient, ...]:
    """Return who is told of a submission, each address once; one query.

    The coordinator and the editors, the contacts of the partners that take part, and
    who legally represents the applicant, where the coordinator gave that address.
    """
    known: dict[str, Recipient] = {}
    for each in _all(proposal, representative):
        if each.email:
            known.setdefault(each.email.casefold(), each)
    return tuple(known.values())


@dataclass(frozen=True, slots=True)
class WillBeTold:
    """Whom a submission would tell, besides who represents the applicant."""

    people: tuple[str, ...]
    """The coordinator and the editors, by name."""
    partners: int
    """Of how many partners the contact is told."""
    untold: tuple[str, ...]
    """The partners of whose contact no address is known, with their numbers."""


def will_be_told(proposal: Proposal, partners: Sequence[Partnership]) -> WillBeTold:
    """Return whom submitting tells, of all `partners` of a draft: one query."""
    recipients = recipients_of(proposal, representative="")
    reached = {each.partnership for each in recipients if each.partnership}
    asked = [each for each in partners if each.takes_part and each.is_asked]
    return WillBeTold(
        people=tuple([each.name for each in recipients if each.standing in TEAM]),
        partners=sum(each.pk in reached for each in asked),
        untold=tuple(
            [f"{each.label} {each.name}" for each in asked if each.pk not in reached]
        ),
    )


def last_representative(proposal: Proposal) -> str:
    """Return the address given last for the applicant's legal representative."""
    rows = representatives().filter(submission__proposal=proposal)
    return rows.values_list("email", flat=True).first() or ""


def representatives() -> QuerySet[SubmissionNotice]:
    """Return the mails to legal representatives, the newest first, none erased."""
    rows = SubmissionNotice.objects.filter(standing=NoticeStanding.REPRESENTATIVE)
    return rows.exclude(email="").order_by("-pk")


def told_of(submission: Submission, frozen: FrozenApplication) -> Told:
    """Return whom the mails about a submission went to: two queries."""
    notices = SubmissionNotice.objects.filter(submission=submission)
    told = notices.exclude(event=SubmissionEvent.WITHDRAWN).order_by("pk")
    rows = list(told.select_related("partnership"))
    people = _people_by_address(rows)
    reached = {row.partnership.number for row in rows if row.partnership}
    return Told(
        names=tuple([_name(row, people) for row in rows]),
        untold=tuple(
            f"P{each.number} {each.name}"
            for each in frozen.partners
            if rows
            and each.role != Role.APPLICANT
            and each.confirmation not in GONE
            and each.number not in reached
        ),
    )


class _Address(NamedTuple):
    """One address of the union; the columns stand in its order."""

    role: str
    """Of a colleague; empty for who was asked to confirm."""
    place: int
    email: str
    partnership: int | None
    language: str
    name: str


def _all(proposal: Proposal, representative: str) -> Iterator[Recipient]:
    coordinator = proposal.alliance.coordinator
    yield Recipient(
        coordinator.email, NoticeStanding.COORDINATOR, name=str(coordinator)
    )
    rows = [_Address(*each) for each in _colleagues(proposal).union(_asked(proposal))]
    for each in sorted(rows, key=lambda each: (not each.role, each.place)):
        is_editor = each.role == ColleagueRole.EDITOR
        yield Recipient(
            each.email,
            NoticeStanding.EDITOR if is_editor else NoticeStanding.CONTACT,
            each.partnership,
            each.language,
            each.name or each.email,
        )
    yield Recipient(representative, NoticeStanding.REPRESENTATIVE)


def _colleagues(proposal: Proposal) -> QuerySet[Any, Any]:
    """Return the editors, and who joined as the contact of a partner."""
    joined = Colleague.objects.current().filter(
        proposal=proposal, person__is_active=True
    )
    rows = joined.filter(role__in=(ColleagueRole.EDITOR, ColleagueRole.CONTACT))
    return rows.order_by().values_list(
        *("role", "pk", "person__email", "partnership"),
        *(NO_WORDS, "person__full_name"),
    )


def _asked(proposal: Proposal) -> QuerySet[Any, Any]:
    """Return the addresses that were asked to confirm, unless they were not theirs."""
    asked = ConfirmationRequest.objects.standing().filter(
        partnership__in=proposal.alliance.partnerships.taking_part(),
        mailed_at__isnull=False,
    )
    rows = asked.exclude(answer__in=NOT_THEIRS).order_by()
    return rows.values_list(
        *(NO_WORDS, "partnership__number", "email", "partnership"),
        *("language", NO_WORDS),
    )


def _people_by_address(rows: list[SubmissionNotice]) -> Mapping[str, str]:
    """Return the names of the accounts behind addresses that stand for no partner."""
    team = [row.email for row in rows if row.standing in TEAM]
    found = User.objects.filter(email__in=team)
    return {each.email: str(each) for each in found} if team else {}


def _name(row: SubmissionNotice, people: Mapping[str, str]) -> str:
    if row.partnership is not None:
        return _("%(label)s %(name)s: contact") % {
            "label": row.partnership.label,
            "name": row.partnership.name,
        }
    if row.standing == NoticeStanding.REPRESENTATIVE:
        return _("Legal representative of the applicant")
    return _("%(name)s: %(standing)s") % {
        "name": people.get(row.email, _("Somebody whose name was erased")),
        "standing": row.get_standing_display().lower(),
    }
