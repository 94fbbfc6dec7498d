"""What a change of reference data or rules would do to open drafts."""

import dataclasses
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.files.tables import RateRow, SectorRow
from alliances.models import Call
from alliances.selectors.reference import published_tables
from eligibility.core import Outcome
from proposals.models import Proposal
from proposals.selectors.law.impact import impact_of
from proposals.selectors.law.shifts import Shift
from tests.factories import (
    TABLES,
    add,
    make_call,
    make_draft,
    make_eligible_draft,
    make_user,
    publish_shipped_call,
    submit,
)
from tests.proposals.borders import tables_with, three_countries

pytestmark = pytest.mark.django_db

MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
SAME = Shift(MET, MET)


def impact(call, **change):
    return impact_of(call=call, now=timezone.now(), **change)


def test_exactly_the_drafts_at_the_border_flip():
    call = make_call()
    at_border = three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    above = three_countries(call, "ES", "BE", "RS", acronym="ABOVE")
    add(above, "More", "FR", "vet_provider")
    three_countries(call, "ES", "BE", "FR", acronym="ELSEWHERE")

    found = impact(call, tables=tables_with(RS="partner"))

    (flip,) = found.flips
    assert flip.public_id == at_border.alliance.public_id
    assert (flip.acronym, flip.planned, flip.confirmed) == (
        "BORDER",
        Shift(MET, NOT_MET),
        Shift(MET, NOT_MET),
    )
    assert [each.id for each in flip.clauses] == [
        "min-programme-countries",
        "min-full-partners",
    ]
    assert (found.drafts, found.unchanged, found.edition) == (3, 2, 1)


def test_serbia_moved_in_a_copy_of_2020_flips_who_stood_on_it():
    """The case of the issue, on the rules and tables of a shipped call.

    A standard alliance of 2020 takes eight Programme countries and twelve partners.
    """
    call = publish_shipped_call("rehearsal")
    seven = ["ES", "BE", "BG", "FR", "IT", "PL", "CZ"]
    blueprint(call, "WITH", [*seven, "RS", "ES", "BE", "BG", "FR", "IT"])
    blueprint(call, "WITHOUT", [*seven, "AT", "ES", "BE", "BG", "FR", "IT"])
    blueprint(call, "NINE", [*seven, "AT", "RS", "ES", "BE", "BG", "FR"])
    blueprint(call, "TWELVE", [*seven, "AT", "RS", "ES", "BE", "BG"])
    blueprint(call, "SHORT", [*seven, "RS", "ES", "BE", "BG"])
    present = published_tables(call.editions.get())

    before = impact(call)
    found = impact(call, tables=tables_with(present, RS="partner"))

    assert before.touched == ()
    assert [
        (
            each.acronym,
            each.planned,
            [clause.id for clause in each.clauses if clause.decides],
        )
        for each in found.flips
    ] == [
        ("TWELVE", Shift(MET, NOT_MET), ["min-full-partners"]),
        ("WITH", Shift(MET, NOT_MET), ["min-programme-countries"]),
    ]
    assert (found.drafts, found.becoming(NOT_MET), found.unchanged) == (5, 2, 3)


def blueprint(call, acronym, countries):
    """Make a draft of 2020 whose partners take turns in both groups."""
    draft = make_draft(call, acronym=acronym, sector="cybersecurity")
    for number, country in enumerate(countries):
        kind = "sme" if number % 2 else "vet_provider"
        role = "full_partner" if number else "applicant"
        add(draft, f"{acronym} {number}", country, kind, role=role)


def test_a_country_that_comes_back_makes_drafts_met():
    call = make_call()
    three_countries(call, "ES", "BE", "GE", acronym="GEORGIA")

    found = impact(call, tables=tables_with(GE="programme"))

    assert [each.planned for each in found.flips] == [Shift(NOT_MET, MET)]
    assert (found.becoming(MET), found.becoming(NOT_MET), found.becoming(UNKNOWN)) == (
        1,
        0,
        0,
    )


def test_a_verdict_may_flip_as_confirmed_alone():
    call = make_call()
    draft = three_countries(
        call, "ES", "BE", "RS", acronym="WAITING", confirmation=Confirmation.INVITED
    )
    add(draft, "Applicant's own", "FR", "vet_provider")
    add(draft, "Another", "IT", "sme")

    found = impact(call, tables=tables_with(FR="partner"))

    (flip,) = found.flips
    assert (flip.planned, flip.confirmed) == (SAME, Shift(MET, UNKNOWN))
    assert (found.confirmed_only, found.becoming(UNKNOWN)) == (1, 0)


def test_a_clause_alone_is_told_and_is_no_flip():
    call = make_call()
    draft = three_countries(call, "ES", "BE", "RS", acronym="SHORT")
    draft.duration_months = 24
    draft.save()

    found = impact(call, tables=tables_with(RS="partner"))

    (touched,) = found.touched
    assert touched.planned == Shift(NOT_MET, NOT_MET)
    assert "min-programme-countries" in {each.id for each in touched.clauses}
    assert (found.flips, found.unchanged) == ((), 1)


def test_archived_drafts_are_left_out_and_submitted_ones_counted_apart():
    call = make_call()
    archived = three_countries(call, "ES", "BE", "RS", acronym="ARCHIVED")
    archived.alliance.archived_at = timezone.now()
    archived.alliance.save()
    submit(three_countries(call, "ES", "BE", "RS", acronym="SENT"))
    three_countries(call, "ES", "BE", "RS", acronym="DRAFT")

    found = impact(call, tables=tables_with(RS="partner"))

    assert [(each.acronym, each.is_submitted) for each in found.flips] == [
        ("DRAFT", False),
        ("SENT", True),
    ]
    assert (found.drafts, found.submitted, found.unchanged) == (1, 1, 0)
    assert (found.becoming(NOT_MET), found.submitted_flips) == (1, 1)


def test_submitted_ones_are_left_out_once_they_cannot_be_submitted_again():
    call = make_call()
    submit(three_countries(call, "ES", "BE", "RS", acronym="SENT"))
    Call.objects.update(takes_submissions=False)
    call.refresh_from_db()

    found = impact(call, tables=tables_with(RS="partner"))

    assert (found.drafts, found.submitted, found.touched) == (0, 1, ())


def test_a_shorter_sector_list_flips_who_is_in_that_sector():
    call = make_call()
    make_eligible_draft(call, acronym="GONE", sector="cybersecurity")
    make_eligible_draft(call, acronym="STAYS", applicant="Another")
    sectors = (SectorRow("lot-2", "cultural-heritage", "Cultural heritage"),)

    found = impact(call, tables=dataclasses.replace(TABLES, sectors=sectors))

    (flip,) = found.flips
    assert (flip.acronym, [each.id for each in flip.clauses]) == (
        "GONE",
        ["sector-in-list"],
    )


def test_sectors_that_become_one_sector_count_as_applied_for_twice():
    """The claim of a draft is by the slug of the list, so a new list may join two."""
    call = make_call()
    submit(make_eligible_draft(call, sector="cybersecurity"))
    draft = make_eligible_draft(call, sector="Cyber security", lot="lot-1")
    renamed = tuple(
        dataclasses.replace(each, title="Cyber security")
        if each.slug == "cybersecurity"
        else each
        for each in TABLES.sectors
    )

    found = impact(call, tables=dataclasses.replace(TABLES, sectors=renamed))

    (flip,) = found.flips
    assert (flip.proposal, [each.id for each in flip.clauses]) == (
        draft.pk,
        ["one-application-per-applicant-and-sector"],
    )


def test_rates_and_regions_touch_nobody():
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="SERBIA")
    rates = (RateRow("RS", 4, *([Decimal(1)] * 4)),)
    rows = tuple(dataclasses.replace(row, region="3") for row in TABLES.countries)

    found = impact(
        call, tables=dataclasses.replace(TABLES, countries=rows, rates=rates)
    )

    assert (found.drafts, found.touched) == (1, ())


def test_a_call_without_an_edition_has_no_status_to_lose():
    call = make_call()
    call.editions.all().delete()
    three_countries(call, "ES", "BE", "RS", acronym="FIRST")

    found = impact(call, tables=TABLES)

    assert found.edition == 0
    assert [each.planned for each in found.flips] == [Shift(NOT_MET, MET)]


def test_digest_says_which_verdicts_flip_and_nothing_else():
    call = make_call()
    tables = tables_with(RS="partner")
    three_countries(call, "ES", "BE", "RS", acronym="FIRST")
    first = impact(call, tables=tables)
    make_eligible_draft(call)
    same = impact(call, tables=tables)
    three_countries(call, "ES", "FR", "RS", acronym="SECOND")
    other = impact(call, tables=tables)

    assert (first.drafts, same.drafts, first.digest) == (1, 2, same.digest)
    assert other.digest != first.digest


def test_a_person_is_named_with_the_address():
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="NAMED")
    alliance = Proposal.objects.get().alliance
    alliance.coordinator = make_user("maria@example.org", full_name="Maria")
    alliance.save()

    (flip,) = impact(call, tables=tables_with(RS="partner")).flips

    assert flip.coordinator_name == "Maria, maria@example.org"


@pytest.mark.parametrize("drafts", [1, 3])
def test_many_drafts_cost_as_many_queries_as_one(drafts, django_assert_num_queries):
    call = make_call()
    for number in range(drafts):
        three_countries(call, "ES", "BE", "RS", acronym=f"DRAFT{number}")
    impact(call)

    with django_assert_num_queries(6):
        found = impact(call, tables=tables_with(RS="partner"))

    assert len(found.flips) == drafts


def test_a_look_writes_nothing(no_writes):
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="LOOK")

    with no_writes():
        found = impact(call, tables=tables_with(RS="partner"))

    assert len(found.flips) == 1
