"""What stands in the way, for who may know it and for everybody else."""

import pytest
from django.urls import reverse

from alliances.enums import Role
from proposals.selectors.submissions.other_applications import (
    OtherApplication,
    other_applications,
)
from proposals.snapshots import take
from tests.factories import (
    add,
    make_call,
    make_colleague,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)

pytestmark = pytest.mark.django_db

SECRET = "SECRETACRONYM"


def shown_to(user, draft):
    return other_applications(draft, take(draft), user)


@pytest.fixture
def same_sector():
    """Return a submission, and a draft of its applicant in its sector."""
    call = make_call()
    submission = submit(make_eligible_draft(call, acronym=SECRET, title=SECRET))
    return submission, make_eligible_draft(call)


@pytest.fixture
def same_organisations():
    """Return a submission, and a draft with two of its organisations."""
    call = make_call(per_organisation=True)
    submission = submit(make_eligible_draft(call, acronym=SECRET, title=SECRET))
    draft = make_draft(call, sector="cybersecurity")
    add(draft, "University of Lugo", "ES", "higher_education", role=Role.APPLICANT)
    add(draft, "School of PLOVDIV", "BG", "vet_provider")
    add(draft, "Chamber of Ghent", "BE", "sector_body")
    return submission, draft


def test_others_learn_only_that_there_is_one(same_sector):
    _submission, draft = same_sector

    assert shown_to(draft.alliance.coordinator, draft) == (
        OtherApplication(
            "Your organisation is already applicant in this sector. Contact its legal"
            " representative.",
            "",
        ),
    )


def test_its_own_people_get_number_and_link(same_sector):
    submission, draft = same_sector
    colleague = make_colleague(submission.proposal)
    line = OtherApplication(
        f"Another proposal of your organisation (reference {submission.number}).",
        submission.number,
    )

    for each in (submission.proposal.alliance.coordinator, colleague):
        assert shown_to(each, draft) == (line,)


def test_others_learn_only_which_of_their_own_organisations(same_organisations):
    _submission, draft = same_organisations

    assert shown_to(draft.alliance.coordinator, draft) == tuple(
        OtherApplication(
            f"{name} already takes part in an application of this call. Contact its"
            " legal representative.",
            "",
        )
        for name in ("Chamber of Ghent", "School of PLOVDIV")
    )


def test_its_own_people_get_the_number_for_each_organisation(same_organisations):
    submission, draft = same_organisations
    number = submission.number

    assert shown_to(make_colleague(submission.proposal), draft) == tuple(
        OtherApplication(
            f"{name}: another proposal of this organisation (reference {number}).",
            number,
        )
        for name in ("Chamber of Ghent", "School of PLOVDIV")
    )


def test_an_applicant_is_named_once_where_every_organisation_is_asked_for():
    call = make_call(per_organisation=True)
    submit(make_eligible_draft(call))
    draft = make_eligible_draft(call)

    shown = [each.words for each in shown_to(draft.alliance.coordinator, draft)]

    assert [each.split(" already")[0] for each in shown] == [
        "Chamber of Ghent",
        "School of Plovdiv",
        "University of Soria",
    ]


def test_nothing_in_the_way_costs_nothing(django_assert_num_queries):
    draft = make_eligible_draft()
    snapshot, user = take(draft), make_user()

    with django_assert_num_queries(0):
        assert other_applications(draft, snapshot, user) == ()


def test_own_submission_is_never_in_the_way(same_organisations):
    submission, _draft = same_organisations

    assert shown_to(make_user(), submission.proposal) == ()


@pytest.mark.parametrize("kind", ["same_sector", "same_organisations"])
def test_number_of_queries_is_fixed(kind, request, django_assert_num_queries):
    _submission, draft = request.getfixturevalue(kind)
    snapshot, user = take(draft), make_user()

    with django_assert_num_queries(2):
        other_applications(draft, snapshot, user)


@pytest.mark.parametrize(
    ("kind", "clause"),
    [
        ("same_sector", "one-application-per-applicant-and-sector"),
        ("same_organisations", "one-application-per-organisation"),
    ],
)
def test_pages_disclose_the_other_one_to_its_own_people_only(
    kind, clause, request, client
):
    submission, draft = request.getfixturevalue(kind)
    coordinator, both = draft.alliance.coordinator, make_colleague(submission.proposal)
    make_colleague(draft, both)
    public_id = draft.alliance.public_id
    addresses = [
        reverse("explain", args=[public_id, clause]),
        reverse("submit", args=[public_id]),
        reverse("eligibility", args=[public_id]),
    ]
    link = reverse("receipt", args=[submission.number])

    client.force_login(coordinator)
    for address in addresses:
        page = client.get(address).content.decode()
        assert submission.number not in page
        assert SECRET not in page
    assert "legal representative" in client.get(addresses[0]).content.decode()

    client.force_login(both)
    for address in addresses[:2]:
        page = client.get(address).content.decode()
        assert f'href="{link}"' in page
