"""Who takes part in a proposal, and whom an act on it concerns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proposals.enums import ActivityKind, ColleagueRole, MailKind
from proposals.models import Activity, Colleague, Proposal


@dataclass(frozen=True, slots=True)
class Team:
    """The keys of the people of one proposal."""

    coordinator: int
    editors: frozenset[int]
    contacts: Mapping[int, frozenset[int]]
    """Number of a partner → who stands for it."""
    everybody: frozenset[int]

    @property
    def readers(self) -> frozenset[int]:
        """Who only reads: neither writes nor stands for a partner."""
        return self.everybody.difference(self.writers, *self.contacts.values())

    @property
    def writers(self) -> frozenset[int]:
        """Who writes what is not a partner's own."""
        return self.editors | {self.coordinator}


WRITERS = {
    ActivityKind.CONFIRMED: MailKind.PARTNER_ANSWERS,
    ActivityKind.SET_ASIDE: MailKind.PARTNER_ANSWERS,
    ActivityKind.SECTION_COMPLETED: MailKind.SECTIONS,
    ActivityKind.FIGURES_PROPOSED: MailKind.FIGURES_PROPOSED,
}
NO = (ActivityKind.DECLINED, ActivityKind.CHANGE_ASKED, ActivityKind.NOT_OURS)
DECIDED = (ActivityKind.CHANGE_ACCEPTED, ActivityKind.CHANGE_REFUSED)
COMINGS = (
    ActivityKind.JOINED,
    ActivityKind.LEFT,
    ActivityKind.INVITATION_DECLINED,
)
SUBMISSION = (ActivityKind.SUBMITTED, ActivityKind.WITHDRAWN)
TOLD = (*WRITERS, *NO, *DECIDED, *COMINGS, *SUBMISSION, ActivityKind.SECTION_ASSIGNED)
"""The acts that concern somebody besides who acts; flips have a letter of their own."""


def team_of(proposal: int) -> Team:
    """Return who takes part in a proposal, by its key: two queries."""
    coordinator = Proposal.objects.values_list("alliance__coordinator", flat=True).get(
        pk=proposal
    )
    joined = Colleague.objects.current().filter(
        proposal=proposal, person__is_active=True
    )
    rows = list(joined.values_list("person", "role", "partnership__number"))
    contacts: dict[int, frozenset[int]] = {}
    for person, _role, number in rows:
        if number is not None:
            contacts[number] = contacts.get(number, frozenset()) | {person}
    return Team(
        coordinator=coordinator,
        editors=frozenset(p for p, role, _n in rows if role == ColleagueRole.EDITOR),
        contacts=contacts,
        everybody=frozenset({coordinator, *(person for person, _r, _n in rows)}),
    )


def concerned(
    row: Activity, team: Team, accounts: Mapping[str, int | None]
) -> Iterator[tuple[int, MailKind]]:
    """Return whom a row of the log concerns and as what, but not who acted.

    `accounts` is the key of the account behind each commitment. What an imported file
    said of a partner concerns nobody: no answer was given.
    """
    if row.fact("stated"):
        return
    acted = accounts.get(row.who)
    for person, kind in _concerned(row, team, accounts):
        if person != acted:
            yield person, kind


def _concerned(
    row: Activity, team: Team, accounts: Mapping[str, int | None]
) -> Iterator[tuple[int, MailKind]]:
    kind = ActivityKind(row.kind)
    if kind in WRITERS:
        yield from ((each, WRITERS[kind]) for each in sorted(team.writers))
    elif kind in NO:
        # Only the coordinator is asked to act; the editors hear of it.
        yield team.coordinator, MailKind.PARTNER_NO
        others = sorted(team.editors - {team.coordinator})
        yield from ((each, MailKind.PARTNER_ANSWERS) for each in others)
    elif kind in DECIDED:
        contacts = team.contacts.get(row.partner or 0, frozenset())
        yield from ((each, MailKind.CHANGE_DECIDED) for each in sorted(contacts))
    elif kind in COMINGS:
        yield team.coordinator, MailKind.COLLEAGUES
    elif kind in SUBMISSION:
        # The others have a letter of their own, stored with the act.
        yield from ((each, MailKind.SUBMISSION) for each in sorted(team.readers))
    elif (person := accounts.get(row.whom)) in team.everybody and person:
        yield person, MailKind.ASSIGNED
