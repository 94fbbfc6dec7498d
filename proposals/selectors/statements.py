"""What a partner confirms, line by line, as pages say it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.models import Alliance
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.selectors.nace import nace_words
from eligibility.words import country_name, deadline_words
from proposals.selectors.masthead import lot_line
from proposals.selectors.stated_types import type_words
from proposals.snapshots.covered import Covered
from proposals.snapshots.reference import current_reference


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what is confirmed."""

    title: str
    text: str
    note: str = ""
    """What it means, or belongs to it."""
    before: str = ""
    """What it said when the page was opened, if that was something else."""


def compared_rows(
    alliance: Alliance, covered: Covered, seen: Covered | None
) -> tuple[Row, ...]:
    """Return the lines, each with what it said before where that was different."""
    rows = statement_rows(alliance, covered)
    if seen is None or seen == covered:
        return rows
    return tuple(
        Row(row.title, row.text, row.note, "" if old.text == row.text else old.text)
        for row, old in zip(rows, statement_rows(alliance, seen), strict=True)
    )


def statement_rows(alliance: Alliance, covered: Covered) -> tuple[Row, ...]:
    """Return the lines of a statement."""
    types = covered.types.split(TYPE_SEPARATOR) if covered.types else []
    country = country_name(covered.country) if covered.country else _("Not stated")
    return (
        Row(_("Organisation"), covered.name),
        Row(_("Country"), country),
        Row(_("Type"), type_words(types)),
        Row("PIC", covered.pic or _("Not stated")),
        Row(_("Role"), _role_title(covered.role), _consequence(covered.role)),
        Row(_("Project"), covered.acronym, _title(alliance)),
        Row(_("Applicant"), covered.applicant or _("Not stated")),
        Row(_("Call"), alliance.call.title, _call_note(alliance)),
        Row(_("Sector"), _sector_title(alliance, covered.sector) or _("Not stated")),
    )


def _title(alliance: Alliance) -> str:
    """Say the title as what it is: polished until the last day, so not confirmed."""
    if not alliance.title:
        return ""
    return _("%(title)s (the title may still change)") % {"title": alliance.title}


def _call_note(alliance: Alliance) -> str:
    closes = _("closes %(deadline)s") % {
        "deadline": deadline_words(alliance.call.deadline)
    }
    return " · ".join([lot_line(alliance), closes])


def _role_title(role: str) -> str:
    return str(Role(role).label) if role in Role.values else role


def in_sentence(role: str) -> str:
    """Say a role in the middle of a sentence: "full partner"."""
    return _role_title(role).lower()


def _consequence(role: str) -> str:
    """Say what a role means for who takes it on."""
    return {
        Role.FULL_PARTNER.value: _(
            "You take part with tasks of your own and a share of the grant, and count"
            " towards the numbers the call asks for."
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


def _sector_title(alliance: Alliance, stated: str) -> str:
    reference = current_reference({alliance.call_id})[alliance.call_id]
    for each in reference.sectors_of(alliance.lot.code):
        if each.is_named(stated):
            return each.title
    return nace_words(stated)
