"""What changed since a page was shown, said row by row."""

from decimal import Decimal

from django.utils.translation import override

from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Edition,
    Participant,
    PartnerType,
    Place,
    Role,
    Standing,
)
from proposals.selectors.submissions.changes import changes, packed, seen_of, unpacked

SPAIN = Place("ES", "ES", Standing.PROGRAMME)
VILNIUS = Participant(
    name="Vilnius University",
    place=Place("LT", "LT", Standing.PROGRAMME),
    role=Role.APPLICANT,
    types=(PartnerType.HIGHER_EDUCATION,),
    label="P1",
)
SEVILLA = Participant(
    name="Cámara de Sevilla",
    place=SPAIN,
    role=Role.FULL_PARTNER,
    types=(PartnerType.SECTOR_BODY,),
    answer=Answer.INVITED,
    label="P2",
)


def seen(*participants, acronym="ATLAS", **facts):
    snapshot = ConsortiumSnapshot(
        call="2020",
        lot="lot-2",
        project_type="standard",
        participants=participants,
        sectors=(),
        edition=Edition(1, "0" * 64),
        **facts,
    )
    return seen_of(snapshot, acronym=acronym, title="A title")


def test_nothing_changed_says_nothing():
    assert changes(seen(VILNIUS), seen(VILNIUS)) == ()


def test_changed_fact_tells_both_values():
    before = seen(VILNIUS, grant_requested=Decimal(3000000))
    after = seen(VILNIUS, grant_requested=Decimal(3900000), duration_months=48)

    assert changes(before, after) == (
        "Duration: 48 months, before: nothing",
        "Grant: €3,900,000, before: €3,000,000",
    )


def test_added_and_removed_partners_are_named():
    assert changes(seen(VILNIUS), seen(VILNIUS, SEVILLA)) == (
        (
            "Added: P2 Cámara de Sevilla, Spain, Full partner, Sector body,"
            " has not confirmed"
        ),
    )
    assert changes(seen(VILNIUS, SEVILLA), seen(VILNIUS)) == (
        "Removed: P2 Cámara de Sevilla",
    )


def test_changed_partner_tells_only_what_differs():
    associated = Participant(
        name=SEVILLA.name,
        place=SPAIN,
        role=Role.ASSOCIATED_PARTNER,
        types=SEVILLA.types,
        answer=Answer.INVITED,
        label="P2",
    )

    assert changes(seen(SEVILLA), seen(associated)) == (
        "P2 Cámara de Sevilla: Associated partner, before: Full partner",
    )


def test_renamed_partner_is_told_whole():
    renamed = Participant(
        name="Cámara de Huelva", place=SPAIN, role=Role.FULL_PARTNER, label="P2"
    )
    stated = Participant(
        name="Cámara de Sevilla", place=SPAIN, role=Role.FULL_PARTNER, label="P2"
    )

    assert changes(seen(stated), seen(renamed)) == (
        (
            "P2 Cámara de Sevilla, Spain, Full partner, type not stated, Confirmed"
            " is now"
            " P2 Cámara de Huelva, Spain, Full partner, type not stated, Confirmed"
        ),
    )


def test_seen_survives_the_way_through_a_form():
    before = seen(VILNIUS, SEVILLA)

    assert unpacked(packed(before)) == before


def test_tampered_word_is_nothing():
    assert unpacked(packed(seen(VILNIUS)) + "x") is None
    assert unpacked("") is None


def test_words_are_those_of_each_reader():
    english = seen(SEVILLA)["P2"]
    with override("de"):
        german = seen(SEVILLA)["P2"]

    assert english[1:3] == ["Spain", "Full partner"]
    assert german[1] == "Spanien"
    assert seen(SEVILLA)["P2"] == english
