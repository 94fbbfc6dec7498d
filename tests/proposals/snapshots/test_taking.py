"""Taking a snapshot: everything the engine may use, with few queries."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from alliances.enums import Confirmation, Role
from alliances.models import ReferenceEdition
from alliances.services.reference import publish_edition
from eligibility import core
from eligibility.core import Answer, Participant, PartnerType, Place, Standing
from proposals.access import get_proposal
from proposals.snapshots import evaluation_day, reference, take, take_all
from tests.factories import (
    SECTORS,
    add,
    make_call,
    make_draft,
    make_eligible_draft,
    submit,
    tables_where,
)

pytestmark = pytest.mark.django_db


def loaded(proposal):
    """Return the proposal as a view obtains it."""
    alliance = proposal.alliance
    return get_proposal(alliance.coordinator, alliance.public_id)


@pytest.mark.parametrize("partners", [1, 3, 100])
def test_size_does_not_change_the_number_of_queries(
    partners, django_assert_num_queries
):
    proposal = make_draft()
    add(proposal, "Applicant", "ES", role=Role.APPLICANT)
    for number in range(partners - 1):
        add(proposal, f"School {number}", "BE")
    proposal = loaded(proposal)
    reference._kept.clear()

    with django_assert_num_queries(5):
        first = take(proposal)
    with django_assert_num_queries(3):
        second = take(proposal)

    assert len(first.participants) == partners
    assert first == second


def test_many_drafts_cost_as_much_as_one(django_assert_num_queries):
    proposals = [
        make_eligible_draft(make_call(code), acronym=code)
        for code in ("one", "two", "three")
    ]
    proposals = [loaded(each) for each in (*proposals, make_draft(make_call("four")))]
    reference._kept.clear()

    with django_assert_num_queries(5):
        snapshots = take_all(proposals)

    assert [each.call for each in snapshots] == ["one", "two", "three", "four"]
    assert [len(each.participants) for each in snapshots] == [3, 3, 3, 0]
    assert snapshots == [take(each) for each in proposals]


def test_no_drafts_have_no_snapshots():
    assert take_all([]) == []


def test_facts_arrive():
    snapshot = take(make_draft(project_type="large"))

    assert (snapshot.call, snapshot.lot, snapshot.project_type) == (
        "open",
        "lot-2",
        "large",
    )
    assert snapshot.sector == "cultural-heritage"
    assert [each.slug for each in snapshot.sectors] == [each.slug for each in SECTORS]
    assert snapshot.duration_months == 48
    assert snapshot.grant_requested == Decimal("3900000.00")
    assert snapshot.applications_elsewhere == 0
    edition = ReferenceEdition.objects.get()
    assert snapshot.edition == core.Edition(1, edition.sha256)


def test_unknown_facts_stay_unknown():
    snapshot = take(
        make_draft(
            lot="lot-1", sector="", duration_months=None, grant_requested_eur=None
        )
    )

    assert (snapshot.sector, snapshot.sectors) == (None, ())
    assert (snapshot.duration_months, snapshot.grant_requested) == (None, None)


def test_partner_arrives_with_every_field():
    proposal = make_draft()
    add(
        proposal,
        "Athens",
        "GR",
        "higher_education",
        "vet_provider",
        pic="912345678",
        confirmation=Confirmation.DECLINED,
        added_value="Islands.",
    )

    (participant,) = take(proposal).participants

    assert participant == Participant(
        name="Athens",
        place=Place("GR", "GR", Standing.PROGRAMME, is_eu_member=True),
        role=core.Role.FULL_PARTNER,
        types=(PartnerType.HIGHER_EDUCATION, PartnerType.VET_PROVIDER),
        pic="912345678",
        answer=Answer.DECLINED,
        label="P1",
        has_added_value=True,
    )
    # A new field must be filled here before it can be forgotten in take().
    assert {each.name for each in dataclasses.fields(Participant)} == {
        "name",
        "place",
        "role",
        "types",
        "pic",
        "answer",
        "label",
        "has_added_value",
    }


@pytest.mark.parametrize(
    ("country", "place"),
    [
        (None, None),
        ("GE", Place("GE", "GE", Standing.PARTNER)),
        ("AQ", Place("AQ", "AQ", Standing.NONE)),
        ("RS", Place("RS", "RS", Standing.PROGRAMME)),
    ],
)
def test_country_is_resolved_by_the_call(country, place):
    proposal = make_draft()
    add(proposal, "Somebody", country)

    assert take(proposal).participants[0].place == place


@pytest.mark.parametrize(
    ("role", "confirmation", "answer"),
    [
        (Role.APPLICANT, Confirmation.NOT_INVITED, Answer.CONFIRMED),
        (Role.APPLICANT, Confirmation.DECLINED, Answer.DECLINED),
        (Role.FULL_PARTNER, Confirmation.NOT_INVITED, Answer.INVITED),
        (Role.FULL_PARTNER, Confirmation.INVITED, Answer.INVITED),
        (Role.FULL_PARTNER, Confirmation.CONFIRMED, Answer.CONFIRMED),
        (Role.FULL_PARTNER, Confirmation.DECLINED, Answer.DECLINED),
        (Role.FULL_PARTNER, Confirmation.WITHDRAWN, Answer.WITHDRAWN),
    ],
)
def test_confirmation_becomes_the_answer_of_the_file_contract(
    role, confirmation, answer
):
    proposal = make_draft()
    add(proposal, "Somebody", role=role, confirmation=confirmation)

    assert take(proposal).participants[0].answer is answer


def test_removed_partner_is_left_out():
    proposal = make_draft()
    add(proposal, "Gone", removed_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    add(proposal, "Here")

    assert [each.label for each in take(proposal).participants] == ["P2"]


def test_corrected_reference_data_counts_at_once():
    proposal = make_draft()
    add(proposal, "Tbilisi", "GE")
    before = take(proposal)
    publish_edition(
        call=proposal.alliance.call,
        tables=tables_where("GE", "programme"),
        reason="A correction.",
    )

    after = take(proposal)

    assert before.participants[0].place == Place("GE", "GE", Standing.PARTNER)
    assert after.participants[0].place == Place("GE", "GE", Standing.PROGRAMME)
    assert (before.edition.version, after.edition.version) == (1, 2)
    assert after.sectors == before.sectors


def test_memory_of_editions_is_bounded(monkeypatch):
    monkeypatch.setattr(reference, "MOST_KEPT", 1)
    reference._kept.clear()
    proposals = [make_draft(make_call(code)) for code in ("one", "two", "three")]

    for each in proposals:
        take(each)

    assert len(reference._kept) <= 2


def test_call_without_country_tables_is_a_mistake_of_the_set_up():
    proposal = make_draft()
    ReferenceEdition.objects.all().delete()

    with pytest.raises(ReferenceEdition.DoesNotExist, match="load_reference"):
        take(proposal)


def test_applications_of_others_are_counted_not_ones_own():
    call = make_call()
    own = make_eligible_draft(call)
    same = make_eligible_draft(call)
    other_sector = make_eligible_draft(call, sector="cybersecurity")
    other_applicant = make_eligible_draft(call, applicant="University of Lugo")
    submit(own)

    counts = [
        each.applications_elsewhere
        for each in take_all([own, same, other_sector, other_applicant])
    ]

    assert counts == [0, 1, 0, 0]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2027-01-09T23:59:59+01:00", dt.date(2027, 1, 10)),
        ("2027-01-14T22:59:59+00:00", dt.date(2027, 1, 14)),
        ("2027-01-14T23:00:00+00:00", dt.date(2027, 1, 15)),
        ("2027-01-15T17:00:01+01:00", dt.date(2027, 1, 15)),
        ("2030-06-01T12:00:00+02:00", dt.date(2027, 1, 15)),
    ],
)
def test_draft_is_evaluated_today_in_brussels_at_most_on_the_deadline_day(now, day):
    call = make_call(
        opens=dt.date(2027, 1, 10),
        deadline=dt.datetime(2027, 1, 15, 16, tzinfo=dt.UTC),
    )

    assert evaluation_day(call, dt.datetime.fromisoformat(now)) == day
