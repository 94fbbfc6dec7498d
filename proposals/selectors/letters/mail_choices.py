"""When people want which mails: what is usual, what they chose, what nobody mutes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alliances.models import User
from proposals.enums import MailKind, Rhythm
from proposals.models import MailChoice

AT_ONCE = frozenset(
    {
        MailKind.MENTION,
        MailKind.ASSIGNED,
        MailKind.FIGURES_DECIDED,
        MailKind.CHANGE_DECIDED,
        MailKind.PARTNER_NO,
        MailKind.BOUNCED,
        MailKind.VERDICT,
        MailKind.DEADLINE,
        MailKind.NEW_DEADLINE,
    }
)
"""What only this person can do, told at once; the rest is told once a day."""
LIMITED = {
    MailKind.DEADLINE: (Rhythm.AT_ONCE, Rhythm.NEVER),
    MailKind.NEW_DEADLINE: (Rhythm.AT_ONCE, Rhythm.NEVER),
    MailKind.DIGEST: (Rhythm.DAILY, Rhythm.NEVER),
}
"""A reminder at its hour would be late in the daily mail, which is daily itself."""
ALWAYS: tuple[tuple[Promise, Promise], ...] = (
    (
        _("A question to your organisation, and the code for its link"),
        _("Without it nobody could answer. To stop it, answer or decline."),
    ),
    (
        _("An invitation to write a proposal"),
        _("It comes once; declining it ends it."),
    ),
    (
        _("Your account: codes, a new password, a changed address"),
        _("You would not notice if somebody else did it."),
    ),
)
"""What nobody can mute, and why."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of mails as its person chose."""

    kind: MailKind
    rhythm: Rhythm
    options: tuple[Rhythm, ...]
    """What can be chosen."""


def usual(kind: MailKind) -> Rhythm:
    """Return when mails of a kind come to who chose nothing."""
    return Rhythm.AT_ONCE if kind in AT_ONCE else Rhythm.DAILY


def options(kind: MailKind) -> tuple[Rhythm, ...]:
    """Return what can be chosen for a kind."""
    return LIMITED.get(kind, tuple(Rhythm))


def choices_of(user: User) -> tuple[Choice, ...]:
    """Return what a person chose of every kind: one query."""
    chosen = rhythms_of([user.pk], MailKind)
    return tuple(
        Choice(each, chosen[user.pk, each], options(each)) for each in MailKind
    )


def rhythms_of(
    people: Iterable[int], kinds: Iterable[MailKind]
) -> Mapping[tuple[int, MailKind], Rhythm]:
    """Return when each person, by key, wants each kind: one query."""
    keys, wanted = list(people), list(kinds)
    found = {(key, kind): usual(kind) for key in keys for kind in wanted}
    rows = MailChoice.objects.filter(person__in=keys, kind__in=wanted)
    for person, kind, rhythm in rows.values_list("person", "kind", "rhythm"):
        found[person, MailKind(kind)] = Rhythm(rhythm)
    return found


def rhythm_of(person: int, kind: MailKind) -> Rhythm:
    """Return when one person wants mails of one kind: one query."""
    return rhythms_of([person], [kind])[person, kind]
