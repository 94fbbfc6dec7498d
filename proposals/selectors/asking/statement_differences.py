"""What a partner confirmed beside what holds now, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.models import Alliance
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.statement_fields import field_titles, said_of
from proposals.snapshots.covered import Covered
from proposals.snapshots.material import material_changes


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says something else by now."""

    title: str
    confirmed: str
    now: str
    is_material: bool
    """Whether it is why the confirmation no longer holds."""


def differences_since(
    given: ConfirmationRequest,
    alliance: Alliance,
    now: Covered,
    titles: Mapping[str, str],
) -> tuple[Difference, ...]:
    """Return what differs from what an answer confirmed, the material first.

    Empty where nothing does, and for answers of which only the digest was kept.
    """
    before = Covered.read(given.covered_text) if given.covered_text else None
    if before is None:
        return ()
    said, says = said_of(alliance, before, titles), said_of(alliance, now, titles)
    material, nothing = material_changes(before, now), _("Nothing")
    rows = [
        Difference(
            title, said[name] or nothing, says[name] or nothing, name in material
        )
        for name, title in field_titles().items()
        if getattr(before, name) != getattr(now, name)
    ]
    return tuple(sorted(rows, key=lambda each: not each.is_material))
