"""Which steps of the tour were done, read from what people left behind."""

import pytest

from alliances.models import ReferenceEdition
from proposals.demo import CONSORTIUM, COORDINATOR, WHOLE_DRAFT
from proposals.enums import ActivityKind
from proposals.selectors.drafts.demo_tour import tour_steps
from proposals.services.activity import note_act
from proposals.services.packs import request_pack
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make_user(COORDINATOR.email)


@pytest.fixture
def drafts(maria):
    both = (CONSORTIUM, WHOLE_DRAFT)
    return {each: make_draft(by=maria, acronym=each) for each in both}


def marks():
    return {str(each.title): each.is_done for each in tour_steps()}


@pytest.mark.usefixtures("drafts")
def test_nothing_is_done_before_anybody_did_it():
    assert marks() == {
        "See the verdict": None,
        "Open a clause": None,
        "Remove a partner": False,
        "Ask one or two partners": False,
        "Confirm as a partner": False,
        "Submit an application": False,
        "See the pack": False,
        "Publish data": False,
    }


@pytest.mark.parametrize(
    ("acronym", "kind", "step"),
    [
        (CONSORTIUM, ActivityKind.PARTNER_REMOVED, "Remove a partner"),
        (CONSORTIUM, ActivityKind.ASKED, "Ask one or two partners"),
        (CONSORTIUM, ActivityKind.CONFIRMED, "Confirm as a partner"),
        (WHOLE_DRAFT, ActivityKind.SUBMITTED, "Submit an application"),
    ],
)
def test_act_on_its_draft_marks_its_step_alone(drafts, maria, acronym, kind, step):
    note_act(draft=drafts[acronym], kind=kind, by=maria)

    assert [title for title, is_done in marks().items() if is_done] == [step]


def test_act_on_another_draft_marks_nothing(drafts, maria):
    removed = ActivityKind.PARTNER_REMOVED
    note_act(draft=drafts[WHOLE_DRAFT], kind=removed, by=maria)

    assert marks()["Remove a partner"] is False


def test_pack_is_led_to_once_there_is_one(drafts, maria):
    pack = request_pack(proposal=drafts[WHOLE_DRAFT], by=maria)

    step = tour_steps()[6]

    assert (step.is_done, str(step.act)) == (True, "Open the pack")
    assert str(pack.public_id) in step.path


@pytest.mark.usefixtures("drafts")
def test_edition_that_a_person_published_marks_the_step(maria):
    ReferenceEdition.objects.update(published_by=maria)

    assert ReferenceEdition.objects.exists()
    assert marks()["Publish data"] is True


def test_step_of_a_draft_that_is_gone_leads_to_the_list():
    assert {each.path for each in tour_steps()[:4]} == {"/"}


@pytest.mark.usefixtures("drafts")
def test_tour_costs_five_queries(django_assert_num_queries):
    with django_assert_num_queries(5):
        tour_steps()
