"""The occupational profiles in the section of the form that asks for them."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from proposals.documents.application_page import (
    AnswersSection,
    PrintedCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
)
from proposals.selectors.form.profiles import OPEN, code_words, level_words
from proposals.snapshots import FrozenProfile

MOST_KEPT = 14
"""Profiles whose table is kept on one page."""


def with_profiles(
    section: AnswersSection, profiles: Sequence[FrozenProfile]
) -> AnswersSection:
    """Return a section with the table of profiles, or with that there is none."""
    if not profiles:
        return replace(section, elsewhere=_("No occupational profile has been named."))
    return replace(section, overview=_table(profiles))


def _table(profiles: Sequence[FrozenProfile]) -> PrintedTable:
    return PrintedTable(
        slug="overview",
        title=_("Occupational profiles"),
        head=_("Occupation"),
        has_labels=False,
        is_short=len(profiles) <= MOST_KEPT,
        columns=(
            PrintedColumn(_("ESCO or ISCO code"), is_number=False, slug="text"),
            PrintedColumn(_("EQF level"), is_number=False, slug="text"),
        ),
        rows=tuple(
            [
                PrintedRow(
                    "",
                    each.title,
                    (_cell(code_words(each.code)), _cell(level_words(each.level))),
                )
                for each in profiles
            ]
        ),
        foot=None,
    )


def _cell(words: str) -> PrintedCell:
    return PrintedCell(words, is_number=False, is_quiet=words == OPEN)
