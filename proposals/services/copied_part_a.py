"""Part A of the organisations of a draft in its copy, as first versions."""

from collections.abc import Mapping

from alliances.models import Partnership
from proposals.models import PartA
from proposals.models.part_a import FIELDS


def copy_part_a(*, partners: Mapping[int, Partnership]) -> None:
    """Copy Part A to the new `partners` by the keys of the old ones: two queries.

    Whoever copies reads it in the original too.
    """
    given = PartA.objects.filter(partnership__in=partners.keys())
    PartA.objects.bulk_create(
        PartA(
            partnership=partners[each.partnership_id],
            **{name: getattr(each, name) for name in FIELDS},
        )
        for each in given.order_by("pk")
    )
