"""The list of partners by parts: nobody reads three hundred of them on one page."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.partner import Each, Partner

PART = 50
"""Partners of a part: more than any consortium of a call has had so far."""
ROLES = (
    Role.APPLICANT,
    Role.FULL_PARTNER,
    Role.AFFILIATED_ENTITY,
    Role.ASSOCIATED_PARTNER,
)
"""The order in which partners are listed, by number in each."""
PLACES = {role.value: place for place, role in enumerate(ROLES)}
Number = int | str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part somebody asks for."""

    page: str = ""
    """Its number as it was typed; it goes before."""
    partner: int | None = None
    """The number of a partner it holds, or held before its removal."""
    is_changed: bool = False
    """Whether it was added, changed or restored just now: the focus goes to its row."""

    @property
    def focus(self) -> int | None:
        """The number of the row that was changed just now."""
        return self.partner if self.is_changed else None


FIRST = Wanted()


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows of a draft's partners stand, for links beside the list."""

    workspace: str
    is_in_parts: bool

    def at(self, number: Number) -> str:
        """Return the way to a row; no further than the page where it holds all."""
        return row_url(self.workspace, number) if self.is_in_parts else f"#p{number}"


def rows_of(public_id: uuid.UUID, partners: int) -> Rows:
    """Return where rows stand among so many partners."""
    return Rows(reverse("workspace", args=[public_id]), partners > PART)


def partner_url(public_id: uuid.UUID, number: Number) -> str:
    """Return the address of a partner's row: of the part that holds it, and in it."""
    return row_url(reverse("workspace", args=[public_id]), number)


def row_url(workspace: str, number: Number) -> str:
    """Return the same for the address of a workspace."""
    return f"{workspace}?partner={number}#p{number}"


def part_of(rows: Sequence[Each], wanted: Wanted) -> Page[Each]:
    """Return the part of the current ones among `rows` that is asked for.

    Without a wish, or with one that makes no sense, the first.
    """
    listed = sorted((each for each in rows if each.removed_at is None), key=_place)
    return Paginator(listed, PART).get_page(wanted.page or _page_with(rows, wanted))


def part_words(part: Page[Any]) -> str:
    """Say which of the partners are shown; empty where all are."""
    if not part.has_other_pages():
        return ""
    return _("Partners %(first)d to %(last)d of %(all)d") % {
        "first": part.start_index(),
        "last": part.end_index(),
        "all": part.paginator.count,
    }


def _page_with(rows: Sequence[Partner], wanted: Wanted) -> int:
    """Return the part a partner stands in; where it stood, once it is removed."""
    found = [each for each in rows if each.number == wanted.partner]
    before = sum(
        each.removed_at is None and _place(each) < _place(one)
        for one in found
        for each in rows
    )
    current = sum(each.removed_at is None for each in rows)
    return min(before, max(current - 1, 0)) // PART + 1


def _place(row: Partner) -> tuple[int, int]:
    return PLACES[row.role], row.number
