"""What changed between two looks at a draft, without any history of it.

A form carries what was seen; when it comes back stale, this says the difference.
"""

from collections.abc import Iterable

from django.core import signing
from django.utils.translation import gettext as _

from alliances.enums import Confirmation, PartnerType, Role
from eligibility import messages
from eligibility.core import Answer, ConsortiumSnapshot, Participant
from eligibility.words import country_name, months, together

SALT = "proposals.seen"

Seen = dict[str, list[str]]
"""Per row, its name and then its values, in words."""


def seen_of(snapshot: ConsortiumSnapshot, *, acronym: str, title: str) -> Seen:
    """Return a draft as a person sees it, row by row."""
    duration, grant = snapshot.duration_months, snapshot.grant_requested
    seen = {
        "acronym": [_("Acronym"), acronym],
        "title": [_("Title"), title],
        "project_type": [_("Type of project"), snapshot.project_type],
        "sector": [_("Sector"), snapshot.sector or ""],
        "duration": [_("Duration"), months([duration]) if duration else ""],
        "grant": [_("Grant"), "" if grant is None else messages.money(grant)],
    }
    for each in snapshot.participants:
        seen[each.label] = [f"{each.label} {each.name}", *_partner(each)]
    return seen


def packed(seen: Seen) -> str:
    """Return what was seen as one signed word for a hidden field."""
    return signing.dumps(seen, salt=SALT, compress=True)


def unpacked(word: str) -> Seen | None:
    """Return what was seen, nothing where the word is not ours."""
    try:
        seen: Seen = signing.loads(word, salt=SALT)
    except signing.BadSignature:
        return None
    return seen


def changes(before: Seen, after: Seen) -> tuple[str, ...]:
    """Say every difference: added and changed rows in order, then removed ones."""
    lines = [
        _changed(before[key], row) if key in before else _("Added: %s") % _words(row)
        for key, row in after.items()
        if before.get(key) != row
    ]
    removed = [row for key, row in before.items() if key not in after]
    return (*lines, *(_("Removed: %s") % row[0] for row in removed))


def _changed(before: list[str], after: list[str]) -> str:
    """Name the row and only those of its values that differ."""
    if before[0] != after[0]:
        return _("%(before)s is now %(after)s") % {
            "before": _words(before),
            "after": _words(after),
        }
    was, now = _differing(before, after), _differing(after, before)
    nothing = _("nothing")
    return _("%(name)s: %(after)s, before: %(before)s") % {
        "name": after[0],
        "after": ", ".join(filter(None, now)) or nothing,
        "before": ", ".join(filter(None, was)) or nothing,
    }


def _differing(row: list[str], other: list[str]) -> Iterable[str]:
    return [a for a, b in zip(row[1:], other[1:], strict=True) if a != b]


def _words(row: list[str]) -> str:
    return ", ".join(filter(None, row))


def _partner(participant: Participant) -> list[str]:
    place = participant.place
    types = [str(PartnerType(each).label) for each in participant.types]
    return [
        country_name(place.code) if place else _("country not stated"),
        str(Role(participant.role).label),
        together(types) or _("type not stated"),
        participant.pic or "",
        _answer(participant.answer),
    ]


def _answer(answer: Answer) -> str:
    if answer is Answer.INVITED:
        return _("has not confirmed")
    return str(Confirmation(answer).label)
