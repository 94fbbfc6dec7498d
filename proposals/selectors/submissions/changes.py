"""What changed between two looks at a draft, without any history of it.

A form carries what was seen; when it comes back stale, this says the difference.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.core import signing
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliances.enums import Confirmation, PartnerType, Role
from eligibility import messages
from eligibility.core import Answer, ConsortiumSnapshot, Participant
from eligibility.core import PartnerType as CoreType
from eligibility.core import Role as CoreRole
from eligibility.words import country_name, months, together

SALT = "proposals.seen"
MOST_KEPT = 4096
"""Sets of words kept in memory: of a country, a role, types and an answer."""

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
    language = get_language()
    for each in snapshot.participants:
        row = _partner(each, language)
        seen[each.label] = [f"{each.label} {each.name}", *row]
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


def _partner(each: Participant, language: str | None) -> list[str]:
    code = each.place.code if each.place else ""
    country, role, types, answer = _said(
        code, each.role, each.types, each.answer, language
    )
    return [country, role, types, each.pic or "", answer]


@lru_cache(maxsize=MOST_KEPT)
def _said(
    country: str,
    role: CoreRole,
    types: tuple[CoreType, ...],
    answer: Answer,
    _language: str | None,
) -> tuple[str, str, str, str]:
    """Return the words of what is stated from lists: the same for many partners."""
    return (
        country_name(country) if country else _("country not stated"),
        str(Role(role).label),
        together([str(PartnerType(each).label) for each in types])
        or _("type not stated"),
        _answer(answer),
    )


def _answer(answer: Answer) -> str:
    if answer is Answer.INVITED:
        return _("has not confirmed")
    return str(Confirmation(answer).label)
