"""Asking for repairs, as the tests of what they are and of what they promise do."""

from eligibility.core import PartnerType, find_repairs
from tests.eligibility.core.consortia import (
    PROGRAMME,
    SME,
    UNIVERSITY,
    VET,
    place,
    rulebook_2020,
)

PLACES = [
    each for each in map(place, [*sorted(PROGRAMME), "GL", "GE"]) if each is not None
]
UNIVERSE = tuple(sorted(PROGRAMME))
LABOUR = (
    *(SME, PartnerType.LARGE_ENTERPRISE, PartnerType.SOCIAL_ENTERPRISE),
    *(PartnerType.SOCIAL_PARTNER, PartnerType.SECTOR_BODY, PartnerType.EU_NETWORK),
)
EDUCATION = (UNIVERSITY, VET, PartnerType.ADULT_EDUCATION)


def repairs(consortium, book=None, **options):
    book = book or rulebook_2020()
    day = book.deadline.date()
    return find_repairs(consortium, book, on=day, places=PLACES, **options)


def moves(consortium, book=None, **options):
    return [each.moves for each in repairs(consortium, book, **options).options]
