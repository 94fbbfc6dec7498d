"""What somebody changed in a sandbox, in words, and what the draft says meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from alliances.enums import Confirmation, Role
from alliances.models import Partnership
from alliances.words import within
from eligibility.words import country_name, money, months, together
from proposals.models import Proposal, Sandbox, SandboxPartner
from proposals.selectors.consortium.stated_types import type_words
from proposals.selectors.standing.what_if_law import Laws, key_of, own_key
from proposals.snapshots.scenarios import Imagined

FACTS_KEY = 0
"""What the services call the facts; no imagined partner has this key."""


@dataclass(frozen=True, slots=True)
class ImaginedChange:
    """One change of a scenario."""

    key: int
    """What taking it back names."""
    words: str
    note: str
    """What follows from it besides the verdict; empty where nothing does."""
    moved: str
    """What the draft says meanwhile; empty while it is as it was."""
    can_stay: bool
    """Whether the change still makes sense although the draft moved."""


@dataclass(frozen=True, slots=True)
class NameWanted:
    """A newcomer that needs a name before it can be applied."""

    key: int
    words: str


def changes_of(
    proposal: Proposal, imagined: Imagined, laws: Laws
) -> tuple[ImaginedChange, ...]:
    """Say every change: partners in the order they were imagined, then the facts."""
    labels = {each.pk: label for label, each in imagined.newcomers}
    found = [
        _partner(each, imagined)
        if each.partnership is not None
        else _newcomer(each, labels[each.pk])
        for each in imagined.partners
    ]
    if imagined.sandbox.has_facts:
        found.append(_facts(proposal, imagined.sandbox, laws))
    return tuple(found)


def names_wanted(imagined: Imagined) -> tuple[NameWanted, ...]:
    """Return the newcomers without a name."""
    return tuple(
        NameWanted(each.pk, _("Name of %(who)s") % {"who": _described(each, label)})
        for label, each in imagined.newcomers
        if not each.name
    )


def _partner(each: SandboxPartner, imagined: Imagined) -> ImaginedChange:
    row: Partnership = each.partnership  # type: ignore[assignment]  # the caller looked
    who = {"label": row.label, "name": row.name}
    if each.is_out:
        words = _("%(label)s %(name)s leaves.") % who
    else:
        changes = together(list(_stated_changes(each, row)))
        words = _("%(label)s %(name)s: %(changes)s.") % {**who, "changes": changes}
    return ImaginedChange(
        key=each.pk,
        words=words,
        note=_note(each, row, imagined),
        moved=_moved(row) if each.has_moved else "",
        can_stay=row.removed_at is None,
    )


def _stated_changes(each: SandboxPartner, row: Partnership) -> Iterator[str]:
    if each.role:
        yield _instead(_role(each.role), _role(row.role))
    if each.types:
        yield _instead(_types(each.type_list), _types(row.type_list))


def _note(each: SandboxPartner, row: Partnership, imagined: Imagined) -> str:
    """Say what the change asks of people, once it is applied."""
    if each.is_out:
        return ""
    if each.role == Role.APPLICANT:
        return _("The applicant of now becomes a full partner.")
    if row.confirmation == Confirmation.CONFIRMED and not imagined.sandbox.project_type:
        return _("%(label)s must then confirm again.") % {"label": row.label}
    return ""


def _moved(row: Partnership) -> str:
    if row.removed_at is not None:
        return _("It was removed from the draft meanwhile.")
    return _("It changed in the draft meanwhile, and is now: %(role)s, %(type)s.") % {
        "role": _role(row.role),
        "type": _types(row.type_list),
    }


def _newcomer(each: SandboxPartner, label: str) -> ImaginedChange:
    words = _("%(who)s joins.") % {"who": _described(each, label)}
    return ImaginedChange(each.pk, words, note="", moved="", can_stay=True)


def _described(each: SandboxPartner, label: str) -> str:
    """Describe a newcomer by all that is imagined of it."""
    where = country_name(each.country_id) if each.country_id else _("country not known")
    about = ", ".join([_role(each.role), _types(each.type_list), where])
    name = each.name or _("new partner")
    return f"{label} {name} ({about})"


def _facts(proposal: Proposal, sandbox: Sandbox, laws: Laws) -> ImaginedChange:
    changes = list(_fact_changes(proposal, sandbox, laws))
    has_moved = sandbox.seen_facts_version != proposal.facts_version
    now = [_duration(proposal.duration_months), _amount(proposal.grant_requested_eur)]
    return ImaginedChange(
        key=FACTS_KEY,
        words="; ".join(changes) + ".",
        note="",
        moved=_("The facts changed in the draft meanwhile: now %(facts)s.")
        % {"facts": together(now)}
        if has_moved
        else "",
        can_stay=True,
    )


def _fact_changes(proposal: Proposal, sandbox: Sandbox, laws: Laws) -> Iterator[str]:
    target = sandbox.project_type
    if target is not None:
        before = laws.words(own_key(proposal))
        after = laws.words(key_of(target)) if laws.knows(target) else str(target)
        change = {"change": _instead(after, before)}
        yield _("Checked by the rules of %(change)s") % change
        if not laws.knows(target):
            yield _("the rules do not have that any more, so it is left out")
    if sandbox.duration_months is not None:
        before = _duration(proposal.duration_months)
        after = _duration(sandbox.duration_months)
        yield _("Duration %(change)s") % {"change": _instead(after, before)}
    if sandbox.grant_requested_eur is not None:
        before = _amount(proposal.grant_requested_eur)
        after = _amount(sandbox.grant_requested_eur)
        yield _("Grant %(change)s") % {"change": _instead(after, before)}


def _instead(after: str, before: str) -> str:
    return _("%(after)s instead of %(before)s") % {
        "after": after,
        "before": before,
    }


def _role(code: str) -> str:
    return within(str(Role(code).label))


def _types(types: list[str]) -> str:
    return type_words(types) if types else _("type not stated")


def _duration(number: int | None) -> str:
    return months([number]) if number else _("no duration")


def _amount(amount: Decimal | None) -> str:
    return _("no grant") if amount is None else money(amount)
