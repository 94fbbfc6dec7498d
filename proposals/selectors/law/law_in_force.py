"""What the drafts of a call are decided by: its reference data and its rulebooks."""

from collections.abc import Mapping

from alliances.models import Call, ReferenceEdition
from eligibility import models
from eligibility.catalogue import published_rulebook
from eligibility.core import Edition, Rulebook
from proposals.snapshots.reference import ReferenceData, current_reference


def reference_in_force(call: Call) -> ReferenceData:
    """Return the edition in force; an empty one before the first."""
    try:
        return current_reference([call.code])[call.code]
    except ReferenceEdition.DoesNotExist:
        return ReferenceData(Edition(0, ""), {}, {})


def rulebooks_of(call: Call) -> Mapping[int, Rulebook]:
    """Return every published rulebook of a call by its key; one query."""
    rows = models.Rulebook.objects.filter(call=call)
    return {each.pk: published_rulebook(each) for each in rows}


def version_in_force(call: Call) -> int:
    """Return the number of the version published last; 0 before the first."""
    rows = models.Rulebook.objects.newest().filter(call=call)
    return rows.values_list("version", flat=True).first() or 0
