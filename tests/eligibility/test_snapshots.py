"""From a consortium file to the engine's input."""

from dataclasses import fields
from decimal import Decimal

import pytest

from alliances.files.consortium import ConsortiumFile, StatedPartner
from alliances.files.tables import CountryRow, ReferenceTables, SectorRow
from eligibility.catalogue import shipped_tables
from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Edition,
    Participant,
    PartnerType,
    Place,
    Role,
    Sector,
    Standing,
)
from eligibility.snapshots import place_of, snapshot_from_file

TABLES = ReferenceTables(
    (
        CountryRow("BE", "programme", True, "", ""),
        CountryRow("GE", "partner", False, "", "2"),
        CountryRow("GL", "programme", True, "DK", ""),
    ),
    (SectorRow("lot-2", "steel", "Steel"), SectorRow("lot-3", "tourism", "Tourism")),
    (),
)
EDITION = Edition(3, "e" * 64)


def stated(**changes):
    return ConsortiumFile(
        **{
            "call": "2020",
            "lot": "lot-2",
            "project_type": "standard",
            "acronym": "A",
            "title": "T",
            "sector": "steel",
            "duration_months": 48,
            "grant_requested_eur": Decimal("1.50"),
            "partners": (),
            **changes,
        }
    )


def test_every_fact_of_the_file_reaches_the_engine():
    partner = StatedPartner(
        1, "Forge", "BE", "applicant", ("sme", "ngo"), "123456789", "invited"
    )

    snapshot = snapshot_from_file(stated(partners=(partner,)), TABLES, EDITION)

    assert snapshot == ConsortiumSnapshot(
        call="2020",
        lot="lot-2",
        project_type="standard",
        participants=(
            Participant(
                name="Forge",
                place=Place("BE", "BE", Standing.PROGRAMME, is_eu_member=True),
                role=Role.APPLICANT,
                types=(PartnerType.NGO, PartnerType.SME),
                pic="123456789",
                answer=Answer.INVITED,
            ),
        ),
        sectors=(Sector("steel", "Steel"),),
        edition=EDITION,
        sector="steel",
        duration_months=48,
        grant_requested=Decimal("1.50"),
        applications_elsewhere=None,
    )


def test_no_field_of_a_participant_is_forgotten():
    # The label is what people in the browser call a row, the added value a text they
    # write; a file has neither.
    assert {field.name for field in fields(Participant)} == {
        "name",
        "place",
        "role",
        "types",
        "pic",
        "answer",
        "label",
        "has_added_value",
    }


def test_empty_sector_is_not_stated():
    assert snapshot_from_file(stated(sector=""), TABLES, EDITION).sector is None


def test_lot_without_a_list_has_no_sectors():
    assert snapshot_from_file(stated(lot="lot-1"), TABLES, EDITION).sectors == ()


@pytest.mark.parametrize(
    ("code", "place"),
    [
        (None, None),
        ("BE", Place("BE", "BE", Standing.PROGRAMME, is_eu_member=True)),
        ("GE", Place("GE", "GE", Standing.PARTNER)),
        ("GL", Place("GL", "DK", Standing.PROGRAMME, is_eu_member=True)),
        ("AQ", Place("AQ", "AQ", Standing.NONE)),
    ],
)
def test_country_is_what_the_call_says(code, place):
    assert place_of(code, TABLES.countries) == place


@pytest.mark.parametrize(
    ("call", "standing"),
    [
        ("2018", Standing.PARTNER),
        ("2019", Standing.PROGRAMME),
        ("2020", Standing.PROGRAMME),
    ],
)
def test_serbia_changed_its_status_with_the_call_of_2019(call, standing):
    place = place_of("RS", shipped_tables(call).countries)

    assert place == Place("RS", "RS", standing)
