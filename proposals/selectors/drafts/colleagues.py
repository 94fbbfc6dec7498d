"""Who may edit a draft, who is invited, and who was removed a moment ago."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliances.access import proven_addresses
from alliances.models import Partnership, User
from alliances.worded import Worded
from alliances.words import day_words
from eligibility.words import BRUSSELS
from proposals.enums import ColleagueRole, LetterState
from proposals.models import Colleague, Proposal
from proposals.policies import Decision, can_coordinate
from proposals.selectors.consortium.removed import UNDO_WINDOW
from proposals.selectors.drafts.masthead import (
    Masthead,
    call_words,
    lot_line,
    masthead_of,
    weekday_words,
)

TROUBLES = {
    LetterState.FAILED.value: gettext_lazy(
        "The mail could not be sent. Invite the address again to try anew."
    ),
    LetterState.BOUNCED.value: gettext_lazy(
        "The mail came back. Invite the right address, or this one again."
    ),
}
"""What is said of an invitation that did not arrive."""


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """Somebody with access, or invited to have it."""

    key: int
    name: str
    """The name of who joined; the address of who has not."""
    email: str
    """Empty where the name is the address."""
    mark: str
    """Name of the icon: tick, sent or act."""
    state: str
    trouble: str
    """What went wrong with the mail, and what helps."""
    is_me: bool
    duty: str
    """What they do: editor, viewer or contact."""
    partner: int | None
    """The number of the partner whose contact this is."""
    duty_words: str
    """The same in words: "Contact of P5 Forge"."""


@dataclass(frozen=True, slots=True)
class RemovedColleague:
    """The latest removal, while it can be undone from here."""

    key: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ColleaguesPage:
    """Who has access to a draft."""

    masthead: Masthead
    coordinator: str
    coordinator_email: str
    is_coordinator: bool
    """Whether the reader is; the others can leave."""
    may_invite: Decision
    rows: tuple[ColleagueRow, ...]
    partners: dict[int, str]
    """Whose contact somebody can be: number and name, "P5 Forge"."""
    removed: RemovedColleague | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that waits for the reader's answer."""

    key: int
    sentence: str
    """Who invites to what: "Maria invites you to CHARTER"."""
    about: str
    """Call, Lot and deadline in one line."""


def colleagues_page(
    proposal: Proposal, user: User, *, now: dt.datetime
) -> ColleaguesPage:
    """Return the people of a draft as of `now`: two queries."""
    rows = list(proposal.colleagues.select_related("person", "partnership"))
    may_invite = can_coordinate(user, proposal)
    coordinator = proposal.alliance.coordinator
    return ColleaguesPage(
        masthead=masthead_of(proposal, now=now),
        coordinator=str(coordinator),
        coordinator_email=coordinator.email,
        is_coordinator=coordinator == user,
        may_invite=may_invite,
        rows=tuple(_row(each, user) for each in rows if each.ended_at is None),
        partners=partner_names(proposal),
        removed=_removed(rows, user, now) if may_invite else None,
    )


def partner_names(proposal: Proposal) -> dict[int, str]:
    """Return whose contact somebody can be, by number: one query."""
    rows = Partnership.objects.taking_part().filter(alliance=proposal.alliance_id)
    return {
        each.number: f"{each.label} {each.name}" for each in rows.order_by("number")
    }


def consequence(role: ColleagueRole, name: str) -> str:
    """Say what it means from now on that somebody has this role."""
    words = {
        ColleagueRole.EDITOR: _(
            "%(name)s edits from now on: answers, facts and partners; submitting stays"
            " with you."
        ),
        ColleagueRole.VIEWER: _(
            "%(name)s reads everything from now on and changes nothing. What they wrote"
            " stays; their sections are nobody's."
        ),
        ColleagueRole.CONTACT: _(
            "%(name)s writes the part of that partner from now on and reads the"
            " summary, nothing else. What they wrote stays; their sections are"
            " nobody's."
        ),
    }
    return words[role] % {"name": name}


def rows_of(user: User) -> tuple[Colleague, ...]:
    """Return what waits at a proven address of `user` or is their part: one query."""
    return tuple(_rows_of(user.pk))


@Worded
def _rows_of(user: int) -> QuerySet[Colleague]:
    waiting = Q(email__in=proven_addresses(User(pk=user)), person=None)
    part = Q(person=user, role=ColleagueRole.CONTACT)
    rows = Colleague.objects.current().filter(waiting | part)
    return rows.select_related(
        "invited_by",
        "partnership",
        "proposal__alliance__call",
        "proposal__alliance__lot",
        "proposal__alliance__project_type",
    )


def invitations_among(rows: Iterable[Colleague]) -> tuple[Invitation, ...]:
    """Return those that wait for an answer."""
    return tuple(_invitation(each) for each in rows if each.person_id is None)


def _invitation(row: Colleague) -> Invitation:
    alliance = row.proposal.alliance
    return Invitation(
        key=row.pk,
        sentence=_("%(name)s invites you to %(acronym)s")
        % {"name": row.invited_by, "acronym": alliance.acronym},
        about=" · ".join(
            [
                call_words(alliance.call),
                lot_line(alliance),
                weekday_words(alliance.call.deadline),
            ]
        ),
    )


def _row(row: Colleague, user: User) -> ColleagueRow:
    trouble = "" if row.joined_at else TROUBLES.get(row.letter_state, "")
    return ColleagueRow(
        key=row.pk,
        name=str(row.person or row.email),
        email=row.email if row.person else "",
        mark="tick" if row.joined_at else "act" if trouble else "sent",
        state=_state(row),
        trouble=str(trouble),
        is_me=row.person == user,
        duty=row.role,
        partner=row.partnership.number if row.partnership else None,
        duty_words=_duty(row),
    )


def _duty(row: Colleague) -> str:
    if row.partnership is None:
        return str(ColleagueRole(row.role).label)
    name = f"{row.partnership.label} {row.partnership.name}"
    return _("Contact of %(name)s") % {"name": name}


def _state(row: Colleague) -> str:
    if row.joined_at:
        return _("Joined on %(day)s") % {"day": _day(row.joined_at)}
    return _("Invited on %(day)s, has not joined") % {"day": _day(row.invited_at)}


def _day(moment: dt.datetime) -> str:
    return day_words(moment.astimezone(BRUSSELS).date())


def _removed(
    rows: Sequence[Colleague], user: User, now: dt.datetime
) -> RemovedColleague | None:
    """Return the latest removal by `user`, unless its address is invited anew."""
    newest = {each.email: each.pk for each in sorted(rows, key=lambda row: row.pk)}
    removed = [
        (each.ended_at, each)
        for each in rows
        if each.ended_at
        and each.ended_by_id == user.pk
        and each.pk == newest[each.email]
        and now - each.ended_at < UNDO_WINDOW
    ]
    if not removed:
        return None
    _when, latest = max(removed, key=lambda pair: pair[0])
    name = latest.person or latest.email
    return RemovedColleague(
        latest.pk, _("%(name)s no longer has access.") % {"name": name}
    )
