"""A list of partners as it would be imported, with all that is in the way."""

import uuid
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Role, StatedAnswer
from alliances.files.consortium import StatedPartner
from alliances.files.consortium_rows import letters
from alliances.files.lists import read_list
from alliances.files.mapped import Mapped, MappedRow, read_mapped
from alliances.files.mapping import MOST_SEARCHED, Mapping, heading_row
from alliances.files.partners import MOST_PARTNERS
from alliances.files.problems import MOST_LISTED, Problem
from alliances.files.sheets import Sheet
from eligibility.words import country_name, eu_code
from proposals.models import PartnerSheet
from proposals.selectors.consortium.twins import row_twins, told_apart
from proposals.selectors.files.destinations import Destination
from proposals.selectors.files.present import PresentPartners, nobody, present_partners
from proposals.selectors.files.sheet_words import (
    NOT_KNOWN_YET,
    UnreadWord,
    WordRead,
    label_of,
    types_words,
    unread_words,
    words_read,
)

SAMPLES = 3
LONGEST_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list, as somebody decides what it is."""

    letter: str
    heading: str
    samples: str
    """The first values in it, so that a heading is not all there is to go by."""


@dataclass(frozen=True, slots=True)
class RowPreview:
    """One row as it would be imported."""

    number: int
    """As the spreadsheet shows it."""
    name: str
    code: str
    country: str
    role: str
    types: str
    pic: str
    email: str
    status: str
    fate: str
    """What becomes of it, in words."""
    mark: str
    """The icon beside: tick, none or not-met."""
    twin: str
    """Whether it is an earlier row or a partner, as a question; mostly empty."""
    is_left_out: bool
    """Whether somebody chose not to import it."""


@dataclass(frozen=True, slots=True)
class ListPreview:
    """Everything the page says about a list; nothing of it is stored."""

    public_id: uuid.UUID
    file_name: str
    heading: int
    """The number of the row with the headings, 0 where the list is empty."""
    hidden: int
    """Rows the spreadsheet hides; they are read like the others."""
    rows: tuple[RowPreview, ...]
    words: tuple[WordRead, ...]
    unread: tuple[UnreadWord, ...]
    """Words nobody could read, each with what it was said to mean since."""
    problems: tuple[Problem, ...]
    unlisted: int
    """How many more problems there are than the page lists."""
    total: int
    present: int
    """Rows of organisations that take part already."""
    left_out: int
    """Rows somebody chose not to import."""
    twins: int
    """Rows that ask whether they are an organisation that is there."""
    faulty: int
    """Rows with problems."""
    is_blocked: bool
    """Whether something is wrong with the list as a whole."""
    partners: tuple[StatedPartner, ...]
    """The partners of all sound rows that are new."""
    has_roles: bool
    """Whether every row states a role, or one was chosen for those that do not."""
    has_spare_applicants: bool
    """Whether the list brings an applicant more than there can be."""

    @property
    def is_sound(self) -> bool:
        """Say whether all there is to import can be imported."""
        return bool(self.partners) and not self.faulty and not self.is_blocked

    @property
    def may_import_rest(self) -> bool:
        """Say whether the sound rows can be imported without the others."""
        return bool(self.partners) and bool(self.faulty) and not self.is_blocked


def sheet_of(kept: PartnerSheet) -> Sheet:
    """Return the rows of a list that was kept; FileRefused as when it was uploaded."""
    return read_list(bytes(kept.content), kept.file_name)


def columns_of(sheet: Sheet, heading: int) -> tuple[Column, ...]:
    """Return the columns under a heading with their first values."""
    row = heading_row(sheet, heading)
    below = [cells for number, cells in sheet.rows if row and number > row[0]]
    return tuple(
        Column(letters(index), cell.strip(), _samples(below, index))
        for index, cell in enumerate(row[1] if row else [])
    )


def heading_choices(sheet: Sheet) -> list[tuple[str, str]]:
    """Return the rows that may be the heading, with how each begins."""
    return [
        (
            str(number),
            _("Row %(number)d: %(cells)s")
            % {"number": number, "cells": _cut(", ".join(filter(None, cells)))},
        )
        for number, cells in sheet.rows[:MOST_SEARCHED]
    ]


def list_preview(
    kept: PartnerSheet, sheet: Sheet, mapping: Mapping, to: Destination
) -> ListPreview:
    """Return what importing a list by this mapping would do."""
    target = kept.target
    present = present_partners(target.alliance) if target else nobody()
    applicant = present.applicant
    mapped = read_mapped(
        sheet,
        mapping,
        applicant=applicant.name if applicant else "",
        is_present=lambda partner: present.find(partner) is not None,
    )
    apart = told_apart(target) if target else ()
    twins = row_twins(mapped.rows, present.rows, apart)
    new = tuple(row.partner for row in mapped.rows if row.is_new)
    general = (*_no_kind(to), *mapped.problems, *_too_many(present, new))
    problems = [*general, *(each for row in mapped.rows for each in row.problems)]
    return ListPreview(
        public_id=kept.public_id,
        file_name=kept.file_name,
        heading=mapping.heading,
        hidden=sheet.hidden,
        rows=tuple(_row(each, present, twins) for each in mapped.rows),
        words=words_read(mapped.readings),
        unread=unread_words(mapped.unread, mapping),
        problems=tuple(problems[:MOST_LISTED]),
        unlisted=max(0, len(problems) - MOST_LISTED),
        total=len(mapped.rows),
        present=sum(row.is_present for row in mapped.rows),
        left_out=sum(row.is_left_out for row in mapped.rows),
        twins=sum(number not in mapping.left_out for number in twins),
        faulty=sum(bool(row.problems) for row in mapped.rows),
        is_blocked=bool(general),
        partners=new,
        has_roles=_has_roles(mapped),
        has_spare_applicants=any(row.is_spare_applicant for row in mapped.rows),
    )


def _has_roles(mapped: Mapped) -> bool:
    return all("role" in row.cells or row.is_skipped for row in mapped.rows)


def _no_kind(to: Destination) -> tuple[Problem, ...]:
    if to.kind or not to.is_new:
        return ()
    expected = _("a choice of what the alliance applies for")
    what = _("no call, Lot and type of project")
    return (Problem(_("the alliance"), what, expected),)


def _too_many(
    present: PresentPartners, new: tuple[StatedPartner, ...]
) -> tuple[Problem, ...]:
    total = len(present) + len(new)
    if total <= MOST_PARTNERS:
        return ()
    what = _("%(total)d partners with those of the alliance") % {"total": total}
    return (Problem(_("the file"), what, _("at most %d") % MOST_PARTNERS),)


def _row(
    row: MappedRow, present: PresentPartners, twins: MappingOf[int, str]
) -> RowPreview:
    partner, country = row.partner, row.partner.country
    fate, mark = _fate(row, present)
    return RowPreview(
        number=row.number,
        name=partner.name,
        code=eu_code(country) if country else "–",
        country=country_name(partner.country)
        if partner.country
        else str(NOT_KNOWN_YET),
        role=label_of(Role, partner.role) if row.has_role and partner.role else "–",
        types=types_words(partner.types),
        pic=partner.pic or "–",
        email=partner.email,
        status=label_of(StatedAnswer, partner.status) if partner.status else "–",
        fate=fate,
        mark=mark,
        twin=twins.get(row.number, ""),
        is_left_out=row.is_left_out,
    )


def _fate(row: MappedRow, present: PresentPartners) -> tuple[str, str]:
    there = present.find(row.partner) if row.is_present else None
    if there is not None:
        return _("Left out: takes part as %s") % there.label, "none"
    if row.is_left_out:
        return _("Left out by you"), "none"
    if row.problems:
        number = len(row.problems)
        words = ngettext("%(number)d problem", "%(number)d problems", number)
        return words % {"number": number}, "not-met"
    return _("New"), "tick"


def _samples(below: list[list[str]], index: int) -> str:
    found = [
        cells[index].strip()
        for cells in below
        if index < len(cells) and cells[index].strip()
    ]
    return ", ".join(_cut(each) for each in list(dict.fromkeys(found))[:SAMPLES])


def _cut(text: str) -> str:
    return f"{text[: LONGEST_SAMPLE - 1]}…" if len(text) > LONGEST_SAMPLE else text
