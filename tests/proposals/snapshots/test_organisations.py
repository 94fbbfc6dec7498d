"""Which organisations of a draft stand in another live submission, never whose."""

import pytest

from alliances.enums import Confirmation, Role
from eligibility.catalogue import shipped_rulebook
from proposals.access import get_proposal
from proposals.models import OrganisationPlace, Sandbox, SandboxPartner
from proposals.snapshots import (
    keys_of,
    open_drafts,
    reference,
    take,
    take_all,
    take_each,
    taken_names,
)
from proposals.snapshots.organisations import excludes_organisations
from proposals.snapshots.reference import current_reference
from proposals.snapshots.scenarios import Imagined, take_scenario
from tests.eligibility.core.consortia import partner
from tests.factories import add, make_call, make_draft, make_eligible_draft, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return make_call(per_organisation=True)


def free_draft(call, **facts):
    """Make a draft none of whose organisations is that of an eligible draft."""
    draft = make_draft(call, **facts)
    add(draft, "University of Lugo", "ES", "higher_education", role=Role.APPLICANT)
    add(draft, "Chamber of Liège", "BE", "sector_body")
    add(draft, "School of Varna", "BG", "vet_provider")
    return draft


def loaded(proposal):
    alliance = proposal.alliance
    return get_proposal(alliance.coordinator, alliance.public_id)


@pytest.mark.parametrize(
    ("code", "asks"), [("2014", True), ("2015", True), ("2019", False), ("2020", False)]
)
def test_law_of_the_first_calls_asks(code, asks):
    assert excludes_organisations(shipped_rulebook(code)) is asks


def test_a_call_without_the_rule_does_not_ask():
    call = make_call()
    submit(make_eligible_draft(call))

    assert take(make_eligible_draft(call)).standing_elsewhere is None
    assert not OrganisationPlace.objects.exists()


def test_own_organisations_in_another_live_submission_are_found(call):
    submit(make_eligible_draft(call))
    other = free_draft(call, sector="cybersecurity")
    add(other, " chamber  of GHENT", "BE", role=Role.ASSOCIATED_PARTNER)
    add(other, "School of Plovdiv", "GR", "vet_provider")

    snapshot = take(other)

    assert snapshot.standing_elsewhere == ("name:chamber of ghent|BE",)
    assert taken_names(snapshot) == (" chamber  of GHENT",)


def test_own_submission_is_no_other(call):
    draft = make_eligible_draft(call)
    submit(draft)

    assert take(draft).standing_elsewhere == ()
    assert taken_names(take(draft)) == ()


def test_a_draft_alone_takes_no_place(call):
    make_eligible_draft(call)

    assert take(make_eligible_draft(call)).standing_elsewhere == ()


def test_who_declined_takes_no_place(call):
    draft = make_eligible_draft(call)
    add(draft, "Gone", "DE", confirmation=Confirmation.DECLINED)
    submit(draft)
    other = free_draft(call)
    add(other, "Gone", "DE")

    assert take(other).standing_elsewhere == ()


def test_two_calls_do_not_exclude_each_other(call):
    submit(make_eligible_draft(call))
    other = make_eligible_draft(make_call("other", per_organisation=True))

    assert take(other).standing_elsewhere == ()


def test_many_drafts_cost_no_query_more(call, django_assert_num_queries):
    submit(make_eligible_draft(call))
    drafts = [loaded(make_eligible_draft(call)) for _draft in range(3)]
    reference._kept.clear()

    with django_assert_num_queries(5):
        snapshots = take_all(drafts)

    found = {len(each.standing_elsewhere or ()) for each in snapshots}
    assert found == {3}


def test_very_long_names_are_compared_too(call):
    # One letter that normalising turns into eighteen.
    long = "\ufdfa" * 100
    draft = make_eligible_draft(call)
    add(draft, long, "DE")
    submit(draft)
    other = free_draft(call)
    add(other, long, "DE")

    ((stored, known),) = keys_of([partner(long, "DE")]).items()

    assert stored.startswith("sha256:")
    assert take(other).standing_elsewhere == (known,)


def test_whole_call_is_asked_as_each_draft_alone(call, django_assert_num_queries):
    submit(make_eligible_draft(call))
    draft = make_eligible_draft(call)
    present = current_reference([call.code])[call.code]
    rules = frozenset({draft.rulebook_id})

    with django_assert_num_queries(4):
        taken = list(take_each(open_drafts(call), call, [present], excluding=rules))

    ((_draft, (snapshot,), likeness),) = taken
    assert (snapshot, likeness) == (take(draft), None)
    assert snapshot.standing_elsewhere == (
        "name:chamber of ghent|BE",
        "name:school of plovdiv|BG",
        "name:university of soria|ES",
    )


def test_a_sandbox_is_asked_for_who_is_imagined(call):
    submit(make_eligible_draft(call))
    draft = free_draft(call)
    sandbox = Sandbox(proposal=draft)
    newcomer = SandboxPartner(
        name="Chamber of Ghent", country_id="BE", role=Role.FULL_PARTNER
    )
    imagined = Imagined(sandbox, (newcomer,))

    found = take_scenario(draft, imagined).then

    assert take(draft).standing_elsewhere == ()
    assert found.standing_elsewhere == ("name:chamber of ghent|BE",)
