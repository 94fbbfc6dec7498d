"""What a partner confirms, line by line, short enough for a phone."""

from dataclasses import dataclass

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from alliances.enums import PartnerType, Role
from alliances.models import Alliance
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.words import locale, within
from eligibility.words import deadline_words
from proposals.budget import share_of
from proposals.selectors.asking.statement_fields import role_title, said_of
from proposals.snapshots.burdens import Burdens
from proposals.snapshots.covered import Covered, amount_in

FEWEST = 3
"""Organisations with a grant from which on a share tells nobody another's amount."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what is confirmed."""

    title: str
    text: str
    note: str = ""
    """What it means, or belongs to it."""
    before: str = ""
    """What it said when the page was opened, if that was something else."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lines say besides the statement itself; none of it is confirmed."""

    alliance: Alliance
    burdens: Burdens
    group: str
    """Where the partner counts, in a sentence."""


def compared_rows(
    ground: Ground, covered: Covered, seen: Covered | None
) -> tuple[Row, ...]:
    """Return the lines, each with what it said before where that was different."""
    rows = statement_rows(ground, covered)
    if seen is None or seen == covered:
        return rows
    earlier = {each.title: each.text for each in statement_rows(ground, seen)}
    return tuple(
        _compared(each, earlier.get(each.title, _("Nothing"))) for each in rows
    )


def statement_rows(ground: Ground, covered: Covered) -> tuple[Row, ...]:
    """Return the lines of a statement; where there is no work or money, none of it."""
    alliance = ground.alliance
    said = said_of(alliance, covered, ground.burdens.titles)
    pic = f"PIC {covered.pic}" if covered.pic else _("PIC not stated")
    stated = (said["country"], said["types"], pic)
    led = _("%(acronym)s, applicant: %(applicant)s") % said
    rows = (
        Row(_("Organisation"), said["name"]),
        Row(_("Stated as"), " · ".join(stated), _meaning(ground, covered)),
        Row(_("Role"), said["role"], _consequence(covered.role)),
        Row(_("Tasks"), _tasks(said), ""),
        Row(_("Budget"), _budget(said), _share(ground, covered)),
        Row(_("Project"), led, _title(alliance)),
        Row(
            _("Call"),
            ", ".join(filter(None, [said["call"], said["lot"], said["sector"]])),
            _("Deadline: %(deadline)s")
            % {"deadline": deadline_words(alliance.call.deadline)},
        ),
    )
    return tuple(each for each in rows if each.text)


def in_sentence(role: str) -> str:
    """Say a role in the middle of a sentence: "full partner"."""
    return within(role_title(role))


def _compared(row: Row, before: str) -> Row:
    changed = "" if before == row.text else before
    return Row(row.title, row.text, row.note, changed)


def _meaning(ground: Ground, covered: Covered) -> str:
    """Say where it counts, and in full the word its type is short for."""
    is_vet = PartnerType.VET_PROVIDER in covered.types.split(TYPE_SEPARATOR)
    in_full = _("VET is vocational education and training.") if is_vet else ""
    return " ".join(filter(None, [ground.group, in_full]))


def _tasks(said: dict[str, str]) -> str:
    """Say what is led and worked in; titles may change, labels not."""
    lines = (
        _("Leads %(leads)s") % said if said["leads"] else "",
        _("Works in %(works_in)s") % said if said["works_in"] else "",
    )
    return ". ".join(filter(None, lines))


def _budget(said: dict[str, str]) -> str:
    return ", ".join(filter(None, [said["grant"], said["days"]]))


def _share(ground: Ground, covered: Covered) -> str:
    """Say the grant as a share, where that tells nobody another's amount."""
    grant, whole = amount_in(covered.grant), ground.burdens.whole
    if not (grant and whole) or ground.burdens.paid < FEWEST:
        return ""
    share = format_decimal(share_of(grant, whole), "0.0", locale=locale())
    return _("%(share)s%% of the whole grant") % {"share": share}


def _title(alliance: Alliance) -> str:
    """Say the title as what it is: polished until the last day, so not confirmed."""
    if not alliance.title:
        return ""
    return _("%(title)s (may still change)") % {"title": alliance.title}


def _consequence(role: str) -> str:
    """Say what a role means for who takes it on."""
    return {
        Role.FULL_PARTNER.value: _(
            "With tasks and a share of the grant, and counted for the numbers the call"
            " asks for."
        ),
        Role.AFFILIATED_ENTITY.value: _(
            "You take part through the partner you are linked to, and count towards"
            " none of the numbers the call asks for."
        ),
        Role.ASSOCIATED_PARTNER.value: _(
            "You contribute without money from the grant, and count towards none of"
            " the numbers the call asks for."
        ),
    }.get(role, "")
