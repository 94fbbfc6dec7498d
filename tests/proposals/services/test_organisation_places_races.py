"""Two submissions with one organisation at once, without the guard and with."""

from functools import partial

import pytest

from alliances.enums import Role
from proposals.errors import OrganisationTaken
from proposals.models import OrganisationPlace, Submission
from proposals.services import submissions
from proposals.snapshots import take
from tests.factories import add, make_call, make_draft, submit
from tests.proposals.services.racing import at_once, meeting, without_constraint

pytestmark = pytest.mark.django_db(transaction=True)

GHENT = "name:chamber of ghent|BE"


def drafts_with_ghent(call, number=2):
    """Make drafts of different applicants that share one partner."""
    drafts = []
    for each in range(number):
        draft = make_draft(call, acronym=f"A{each}")
        head = f"University {each}"
        add(draft, head, "ES", "higher_education", role=Role.APPLICANT)
        add(draft, "Chamber of Ghent", "BE", "sector_body")
        add(draft, f"School {each}", "BG", "vet_provider")
        drafts.append(draft)
    return drafts


def take_unless_taken(proposal, wait):
    """Look, then write: what a programmer in a hurry would do."""
    place = {"call": proposal.alliance.call, "organisation_key": GHENT}
    if OrganisationPlace.objects.filter(**place).exists():
        raise OrganisationTaken(())
    wait()
    return OrganisationPlace.objects.create(proposal=proposal, **place)


def test_looking_first_is_not_enough():
    drafts = drafts_with_ghent(make_call(per_organisation=True))
    wait = meeting()

    with without_constraint(OrganisationPlace, submissions.ORGANISATION_PLACE):
        at_once(*(partial(take_unless_taken, each, wait) for each in drafts))

        keys = OrganisationPlace.objects.values_list("organisation_key", flat=True)
        assert list(keys) == [GHENT] * 2


def test_one_of_two_submissions_with_an_organisation_wins(monkeypatch):
    drafts = drafts_with_ghent(make_call(per_organisation=True))
    # Both have looked before either writes, so only the constraint stands between.
    # SQLite lets one in at a time: there the second one sees the first.
    wait = meeting(patience=1)

    def take_and_wait(proposal):
        snapshot = take(proposal)
        wait()
        return snapshot

    monkeypatch.setattr(submissions, "take", take_and_wait)

    outcomes = at_once(*(partial(submit, each) for each in drafts))

    (won,) = [each for each in outcomes if isinstance(each, Submission)]
    (refused,) = [each for each in outcomes if each is not won]
    assert isinstance(refused, OrganisationTaken)
    assert refused.names == ("Chamber of Ghent",)
    assert list(Submission.objects.live()) == [won]
    holders = OrganisationPlace.objects.values_list("proposal", flat=True)
    assert list(holders) == [won.proposal_id] * 3


def test_one_of_many_wins_and_nobody_waits_for_ever():
    drafts = drafts_with_ghent(make_call(per_organisation=True), 6)

    outcomes = at_once(*(partial(submit, each) for each in drafts))

    kinds = sorted(type(each).__name__ for each in outcomes)
    assert kinds == ["OrganisationTaken"] * 5 + ["Submission"]


def test_swapping_organisations_at_once_ends():
    """Each gives up what the other wants: one may lose, neither hangs."""
    call = make_call(per_organisation=True)
    one, two = drafts_with_ghent(call)
    two.alliance.partnerships.filter(number=2).update(name="Guild of Aalst")
    submit(one)
    submit(two)
    one.alliance.partnerships.filter(number=2).update(name="Guild of Aalst")
    two.alliance.partnerships.filter(number=2).update(name="Chamber of Ghent")

    outcomes = at_once(partial(submit, one), partial(submit, two))

    assert {type(each) for each in outcomes} <= {Submission, OrganisationTaken}
    assert OrganisationPlace.objects.count() == 6
