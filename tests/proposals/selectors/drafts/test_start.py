"""What one can apply for, and what it takes, before there is a consortium."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.models import ProjectType
from proposals.selectors.drafts.start import (
    choose_page,
    kind_options,
    kind_value,
    project_type_of,
    sector_options,
    target_page,
)
from proposals.services.archive import archive_alliance
from tests.factories import make_call, make_draft, make_user, publish_shipped_call

pytestmark = pytest.mark.django_db


def blueprint(call):
    return ProjectType.objects.select_related("lot__call").get(
        lot__call=call, lot__code="lot-2", code="standard"
    )


def test_open_calls_come_apart_from_those_of_the_past():
    make_call("open")
    make_call("2020", takes_submissions=False)
    page = choose_page(chosen="", now=timezone.now())

    assert [each.code for each in page.open_calls] == ["open"]
    assert [each.code for each in page.past_calls] == ["2020"]
    assert page.is_asked_again is False


def test_each_type_of_project_says_its_target():
    make_call("open")

    (call,) = choose_page(chosen="", now=timezone.now()).open_calls

    assert [(each.value, each.title) for each in call.kinds] == [
        ("open/lot-1/standard", "Lot 1: Standard"),
        ("open/lot-2/standard", "Lot 2: Standard"),
        ("open/lot-2/large", "Lot 2: Large"),
    ]
    assert call.kinds[1].target == (
        "3 Programme countries, 3 full partners, 1 labour market partner and"
        " 1 education and training partner; 48 months"
    )


def test_wrong_choice_is_asked_again():
    make_call("open")

    assert choose_page(chosen="open/lot-9/x", now=timezone.now()).is_asked_again is True


def test_lot_without_a_number_is_called_by_its_type():
    publish_shipped_call("2014")
    (call,) = choose_page(chosen="", now=timezone.now()).past_calls

    assert [each.title for each in call.kinds] == ["Sector Skills Alliance"]
    assert call.kinds[0].target.startswith("3 Programme countries")


@pytest.mark.parametrize("count", [1, 3])
def test_choice_costs_one_query_however_many_calls(count, django_assert_num_queries):
    for number in range(count):
        make_call(f"call-{number}")

    with django_assert_num_queries(1):
        choose_page(chosen="", now=timezone.now())


@pytest.mark.parametrize(
    "kind", ["", "open", "open/lot-2", "open/lot-2/none", "a/b/c/d"]
)
def test_address_without_a_type_of_project_is_none(kind):
    make_call("open")

    assert project_type_of(kind) is None


def test_address_names_a_type_of_project():
    expected = blueprint(make_call("open"))

    assert project_type_of("open/lot-2/standard") == expected
    assert kind_value(expected) == "open/lot-2/standard"


def test_type_of_project_that_the_law_dropped_is_none():
    lot = blueprint(make_call("open")).lot
    ProjectType.objects.create(lot=lot, code="dropped", title="Dropped", position=9)

    assert project_type_of("open/lot-2/dropped") is None


def test_target_shows_every_clause_with_its_number():
    page = target_page(blueprint(make_call()), make_user(), now=timezone.now())

    assert [(each.figure, each.counted) for each in page.minima] == [
        ("3", "Programme countries"),
        ("3", "full partners"),
        ("1", "labour market partner"),
        ("1", "education and training partner"),
    ]
    assert len(page.lines) == 6
    assert page.is_open is True


def test_target_of_a_closed_call_says_so():
    yesterday = timezone.now() - dt.timedelta(days=1)
    call = make_call(deadline=yesterday, opens=(yesterday - dt.timedelta(9)).date())

    page = target_page(blueprint(call), make_user(), now=timezone.now())

    assert (page.is_open, page.closes) == (False, "Closed")


def test_own_drafts_of_the_same_type_are_offered():
    call, user = make_call(), make_user()
    mine = make_draft(call, by=user, acronym="MINE")
    make_draft(call, by=user, acronym="OTHER", project_type="large")
    make_draft(call, acronym="THEIRS")
    archive_alliance(proposal=make_draft(call, by=user, acronym="AWAY"), by=user)

    page = target_page(blueprint(call), user, now=timezone.now())

    assert [(each.public_id, each.acronym) for each in page.drafts] == [
        (mine.alliance.public_id, "MINE")
    ]


def test_types_of_project_offer_what_their_reader_has_begun():
    call, user = make_call("open"), make_user()
    for acronym in ("OLDER", "NEWER"):
        make_draft(call, by=user, acronym=acronym)
    make_draft(call, acronym="THEIRS")

    (page,) = choose_page(chosen="", now=timezone.now(), user=user).open_calls

    drafts = [[each.acronym for each in kind.drafts] for kind in page.kinds]
    assert drafts == [[], ["NEWER", "OLDER"], []]


@pytest.mark.parametrize("count", [1, 3])
def test_drafts_begun_cost_one_query_more(count, django_assert_num_queries):
    call, user = make_call("open"), make_user()
    for _time in range(count):
        make_draft(call, by=user)

    with django_assert_num_queries(2):
        choose_page(chosen="", now=timezone.now(), user=user)


def test_sectors_are_those_of_the_lot():
    call = make_call()
    delivery = ProjectType.objects.select_related("lot__call").get(lot__code="lot-1")

    assert sector_options(blueprint(call)) == [
        ("cultural-heritage", "Cultural heritage"),
        ("cybersecurity", "Cybersecurity"),
    ]
    assert sector_options(delivery) == []


def test_options_name_call_lot_and_type():
    make_call("open")

    assert kind_options()[1] == ("open/lot-2/standard", "Call open, Lot 2: Standard")


def test_type_of_project_that_the_law_dropped_is_no_option():
    lot = blueprint(make_call("open")).lot
    ProjectType.objects.create(lot=lot, code="dropped", title="Dropped", position=9)

    assert [value for value, _title in kind_options()] == [
        "open/lot-1/standard",
        "open/lot-2/standard",
        "open/lot-2/large",
    ]
