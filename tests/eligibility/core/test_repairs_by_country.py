"""Repairs where every country of the consortium needs its functions."""

from dataclasses import replace

import pytest

from eligibility.core import AddPartners, PartnerType, Role
from tests.eligibility.core.consortia import (
    PROGRAMME,
    SME,
    VET,
    partner,
    shipped,
    snapshot,
)
from tests.eligibility.core.repair_tools import moves, repairs

pytestmark = pytest.mark.core


def trio(country, *missing):
    kinds = {"School": VET, "Firm": SME, "Ministry": PartnerType.PUBLIC_BODY}
    return [
        partner(f"{name} {country}", country, kind)
        for name, kind in kinds.items()
        if name not in missing
    ]


def test_a_country_without_a_function_gets_it_or_loses_its_partners():
    rows = [*trio("FR"), *trio("DE"), *trio("IT"), *trio("ES"), partner("B", "BE", SME)]
    rows[0] = replace(rows[0], role=Role.APPLICANT)
    consortium = snapshot(*rows, lot="single", months=24, sector=None, grant="1.00")

    found = moves(consortium, shipped("2014"))

    assert {(each[0].kind, len(each)) for each in found} == {
        ("change_role", 1),
        ("remove_partner", 1),
    }
    assert found[0][0].organisation.name == "B"


def test_a_missing_function_is_added_in_its_own_country():
    rows = [*trio("FR"), *trio("DE"), *trio("IT", "School"), partner("N", "FR", VET)]
    rows[0] = replace(rows[0], role=Role.APPLICANT)
    consortium = snapshot(*rows, lot="single", months=24, sector=None, grant="1.00")

    (option, *_others) = repairs(consortium, shipped("2014")).options

    assert option.moves == (
        AddPartners(1, (VET,), Role.FULL_PARTNER, ("IT",), option.moves[0].others),
    )
    assert set(option.moves[0].others) == PROGRAMME - {"IT"}
