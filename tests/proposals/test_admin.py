"""Administrators look and find; they change nothing."""

import pytest
from django.contrib import admin
from django.urls import reverse

from proposals.enums import ErasureGround
from proposals.models import (
    ApplicationPack,
    Erasure,
    Proposal,
    RuleMove,
    Submission,
    SubmissionAttempt,
)
from proposals.services.submissions import withdraw_submission
from tests.factories import make_call, make_eligible_draft, make_user, submit

pytestmark = pytest.mark.django_db

MODELS = [Proposal, Submission, SubmissionAttempt, ApplicationPack, RuleMove]


def listing(model):
    return reverse(f"admin:proposals_{model._meta.model_name}_changelist")


def page_of(row):
    return reverse(f"admin:proposals_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def administrator(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def rows():
    proposal = make_eligible_draft()
    submission = submit(proposal)
    pack = ApplicationPack.objects.get()  # submitting asks for it
    move = RuleMove.objects.create(
        proposal=proposal,
        before=proposal.rulebook,
        after=proposal.rulebook,
        moved_by=proposal.alliance.coordinator,
    )
    return [proposal, submission, SubmissionAttempt.objects.get(), pack, move]


def test_lists_and_pages_are_shown(administrator, rows):
    for row in rows:
        shown = administrator.get(listing(type(row)), {"q": "SKILLS"})

        assert list(shown.context["cl"].result_list) == [row]
        assert administrator.get(page_of(row)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nothing_can_be_changed(administrator, rows, model):
    (row,) = [each for each in rows if type(each) is model]
    add = reverse(f"admin:proposals_{model._meta.model_name}_add")
    delete = reverse(f"admin:proposals_{model._meta.model_name}_delete", args=[row.pk])

    assert administrator.post(page_of(row), {}).status_code == 403
    assert administrator.post(add, {}).status_code == 403
    assert administrator.post(delete, {"post": "yes"}).status_code == 403
    assert model.objects.count() == 1


def test_numbers_are_no_page_of_their_own():
    registered = {model for model in admin.site._registry if model in MODELS}

    assert registered == set(MODELS)


@pytest.mark.parametrize("sought", ["Skills for all", "soria", "person-"])
def test_submissions_are_found(administrator, rows, sought):
    def count(model):
        page = administrator.get(listing(model), {"q": sought})
        return page.context["cl"].result_count

    found = {model: count(model) for model in (Proposal, Submission)}

    assert found == {
        Proposal: int(sought != "soria"),
        Submission: int(sought != "Skills for all"),
    }
    assert len(rows) == 5


def test_submissions_are_filtered_by_state(administrator):
    call = make_call()
    proposal = make_eligible_draft(call)
    replaced = submit(proposal)
    withdrawn = withdraw_submission(
        submission=submit(proposal), by=proposal.alliance.coordinator
    )
    live = submit(make_eligible_draft(call, sector="cybersecurity"))

    def shown(**chosen):
        page = administrator.get(listing(Submission), chosen)
        return set(page.context["cl"].result_list)

    assert shown() == {replaced, withdrawn, live}
    assert shown(state="live") == {live}
    assert shown(state="withdrawn") == {withdrawn}
    assert shown(state="replaced") == {replaced}


@pytest.mark.parametrize("model", MODELS)
def test_lists_cost_the_same_with_one_and_three_rows(
    administrator, rows, model, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as one:
        administrator.get(listing(model))
    call = Proposal.objects.get().alliance.call
    for sector in ("cybersecurity", "Tourism"):
        lot = "lot-1" if sector == "Tourism" else "lot-2"
        proposal = make_eligible_draft(call, sector=sector, lot=lot)
        submit(proposal)
        RuleMove.objects.create(
            proposal=proposal,
            before=proposal.rulebook,
            after=proposal.rulebook,
            moved_by=make_user(),
        )

    with django_assert_max_num_queries(20) as three:
        administrator.get(listing(model))

    assert model.objects.count() == 3
    assert len(three) == len(one)
    assert len(rows) == 5


def test_erasures_are_read_and_not_changed(administrator):
    counts = {"log": 3, "link-code": 0, "letter-by-pigeon": 1}
    row = Erasure.objects.create(ground=ErasureGround.PERSON, counts=counts)

    page = administrator.get(listing(Erasure))

    assert "Somebody asked for it" in page.content.decode()
    assert ">names in logs 3, letter-by-pigeon 1</td>" in page.content.decode()
    assert administrator.get(page_of(row)).status_code == 200
    assert administrator.post(page_of(row), {}).status_code == 403
