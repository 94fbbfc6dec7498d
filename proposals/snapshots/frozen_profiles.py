"""The occupational profiles of a frozen application."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from alliances.worded import Worded
from proposals.models import OccupationalProfile, Proposal


@dataclass(frozen=True, slots=True)
class FrozenProfile:
    """An occupation the training is made for; code and level may be open.

    `code` is as `files.occupations` keeps it; `level` is that of the EQF.
    """

    number: int
    title: str
    code: str
    level: int | None


def dump_profiles(proposal: Proposal) -> list[dict[str, Any]]:
    """Return the profiles that were not removed, by number: one query."""
    return [
        {
            "number": each.number,
            "title": each.title,
            "code": each.code,
            "level": each.level,
        }
        for each in _profiles(proposal.pk)
    ]


@Worded
def _profiles(proposal: int) -> QuerySet[OccupationalProfile]:
    rows = OccupationalProfile.objects.current().filter(proposal=proposal)
    return rows.order_by("number")


def load_profile(data: Mapping[str, Any]) -> FrozenProfile:
    """Return the profile that `dump_profiles` wrote."""
    return FrozenProfile(**data)
