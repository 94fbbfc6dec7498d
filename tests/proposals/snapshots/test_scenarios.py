"""A scenario is what the draft would be: each is applied and compared."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.models import ProjectType
from eligibility.core import Answer
from proposals.access import get_sandbox
from proposals.models import Proposal
from proposals.snapshots import take
from proposals.snapshots.scenarios import Imagined, take_scenario
from proposals.snapshots.statements import statements_of
from tests.factories import (
    add,
    confirm_by_link,
    make_call,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)
from tests.proposals.services.imagining import (
    apply_now,
    as_role,
    as_type,
    imagine,
    imagine_these,
    newcomer,
    without,
)

pytestmark = pytest.mark.django_db


def again(proposal):
    """Return the draft as a request would load it."""
    return Proposal.objects.select_related(
        "rulebook",
        "alliance__call",
        "alliance__lot",
        "alliance__project_type",
        "alliance__coordinator",
    ).get(pk=proposal.pk)


def scenario_of(proposal):
    proposal = again(proposal)
    sandbox = get_sandbox(proposal.alliance.coordinator, proposal)
    assert sandbox
    imagined = Imagined(sandbox, tuple(sandbox.partners.all()))
    return take_scenario(proposal, imagined).then


def unlabelled(snapshot):
    """Leave out what only people read: a newcomer gets its number when applied."""
    rows = [replace(each, label="") for each in snapshot.participants]
    return replace(snapshot, participants=tuple(rows))


def confirm_all(proposal):
    """Confirm every partner by a link, for what is stated now."""
    statements = statements_of(proposal)
    for row in proposal.alliance.partnerships.exclude(role=Role.APPLICANT):
        asked = confirm_by_link(row)
        covered = statements.of(row)
        asked.covered_digest, asked.covered_text = covered.digest, covered.text
        asked.save()


SCENARIOS = {
    "nothing": [],
    "a partner leaves": [without(2)],
    "the applicant leaves": [without(1)],
    "another role": [as_role(3, Role.ASSOCIATED_PARTNER)],
    "another type": [as_type(2, "sme")],
    "an open type": [as_type(2, "sme", "ngo")],
    "the applicant is of another type": [as_type(1, "vet_provider")],
    "no applicant": [as_role(1, Role.FULL_PARTNER)],
    "another applicant": [as_role(2, Role.APPLICANT)],
    "another applicant, the old one leaves": [without(1), as_role(3, Role.APPLICANT)],
    "the old applicant becomes something else": [
        as_role(1, Role.ASSOCIATED_PARTNER),
        as_role(2, Role.APPLICANT),
    ],
    "another applicant who leaves": [as_role(2, Role.APPLICANT), without(2)],
    "a decliner in another role": [as_role(4, Role.ASSOCIATED_PARTNER)],
}


@pytest.fixture
def draft():
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    add(draft, "Guild", "FR", "sme", confirmation=Confirmation.DECLINED)
    return draft


@pytest.mark.parametrize("by_link", [True, False], ids=["by link", "as stated"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario_is_the_draft_after_it_is_applied(draft, name, by_link):
    if by_link:
        confirm_all(draft)
        draft.alliance.partnerships.filter(number=4).update(
            confirmation=Confirmation.DECLINED
        )
    else:
        draft.alliance.partnerships.filter(number=3).update(
            confirmation=Confirmation.CONFIRMED
        )
    imagine(draft, *SCENARIOS[name])
    expected = scenario_of(draft)

    if SCENARIOS[name]:
        apply_now(draft)

    assert unlabelled(take(again(draft))) == unlabelled(expected)


@pytest.mark.parametrize(
    "who",
    [
        {"name": "Forge"},
        {"name": "Forge", "country": None, "kind": ""},
        {"name": "Forge", "role": Role.APPLICANT},
    ],
)
def test_newcomer_is_what_it_becomes(draft, who):
    confirm_all(draft)
    imagine(draft, newcomers=[newcomer(**who)])
    expected = scenario_of(draft)

    apply_now(draft)

    assert unlabelled(take(again(draft))) == unlabelled(expected)


def test_newcomers_without_a_name_are_two_organisations(draft):
    imagine(draft, newcomers=[newcomer(), newcomer()])

    names = [(e.name, e.label) for e in scenario_of(draft).participants[-2:]]

    assert names == [("New partner N1", "N1"), ("New partner N2", "N2")]


def test_facts_are_what_they_become(draft):
    large = ProjectType.objects.get(lot=draft.alliance.lot, code="large")
    imagine_these(draft, kind=large, duration=36, grant=Decimal("1.00"))
    expected = scenario_of(draft)

    apply_now(draft)

    assert take(again(draft)) == expected


def test_another_applicant_lays_claim_to_another_place(draft):
    """Whoever applies elsewhere is found out before the change is made."""
    call = draft.alliance.call
    submit(make_eligible_draft(call, applicant="Chamber of Ghent"))
    draft.alliance.partnerships.filter(number=2).update(country_id="ES")
    assert take(again(draft)).applications_elsewhere == 0

    imagine(draft, as_role(2, Role.APPLICANT))

    assert scenario_of(draft).applications_elsewhere == 1


def test_nobody_has_confirmed_in_another_lot(draft):
    confirm_all(draft)
    elsewhere = ProjectType.objects.get(lot__code="lot-1")
    imagine(draft, newcomers=[newcomer("Forge")])
    imagine_these(draft, kind=elsewhere)

    found = scenario_of(draft)

    assert (found.lot, found.sectors, found.applications_elsewhere) == (
        "lot-1",
        (),
        None,
    )
    assert [(each.name, each.answer) for each in found.participants] == [
        ("University of Soria", Answer.CONFIRMED),
        ("Chamber of Ghent", Answer.INVITED),
        ("School of Plovdiv", Answer.INVITED),
        ("Guild", Answer.INVITED),
        ("Forge", Answer.INVITED),
    ]


def test_a_scenario_never_counts_against_anybody(draft):
    """A live claim could be imagined; only submitting makes it one."""
    call = draft.alliance.call
    other = make_eligible_draft(call, applicant="Chamber of Ghent")
    other.alliance.partnerships.filter(number=2).update(name="Guild of Ghent")
    imagine(draft, as_role(2, Role.APPLICANT), without(1))

    assert take(again(other)).applications_elsewhere == 0
    assert submit(other).number


def test_a_draft_without_applicant_and_sector_claims_nothing():
    draft = make_draft(make_call(), sector="")
    imagine(draft, newcomers=[newcomer("Forge", role=Role.APPLICANT)])

    assert scenario_of(draft).applications_elsewhere == 0


def test_only_its_owner_finds_a_sandbox(draft):
    imagine(draft, without(2))
    owner = draft.alliance.coordinator

    found = get_sandbox(owner, draft)

    assert found
    assert (found.owner, found.expires_at > timezone.now()) == (owner, True)
    assert get_sandbox(make_user(), draft) is None
