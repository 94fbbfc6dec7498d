"""Two partners side by side: the question, what can be done, what was answered."""

import datetime as dt

import pytest

from alliances.models import Partnership
from proposals.selectors.consortium.twin_page import Side, twin_page
from proposals.services.twins import tell_apart
from tests.factories import add, make_draft, make_user

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
PIC = "999000011"

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    draft = make_draft(by=make_user("maria@example.org"))
    add(draft, "Politecnico di Milano", "IT", "higher_education", pic=PIC)
    add(draft, "Politecnico di Milano, Campus Lecco", "IT")
    return draft


def page(draft):
    return twin_page(draft, now=NOW)


def answer(draft):
    (pair,) = page(draft).pairs
    tell_apart(
        proposal=draft,
        numbers=(1, 2),
        stated=pair.stated,
        by=draft.alliance.coordinator,
    )


def test_pair_stands_side_by_side_with_the_pic_one_could_get(draft):
    (pair,) = page(draft).pairs

    assert pair.reason == (
        "One may be a campus, faculty or department of the other: then they are one"
        " organisation, with one PIC."
    )
    assert pair.is_certain is False
    assert pair.sides == (
        Side(
            1,
            "P1",
            "Politecnico di Milano",
            "Italy",
            "Full partner",
            "Higher education",
            PIC,
            1,
            "",
        ),
        Side(
            2,
            "P2",
            "Politecnico di Milano, Campus Lecco",
            "Italy",
            "Full partner",
            "Type not stated",
            "",
            1,
            PIC,
        ),
    )


@pytest.mark.parametrize(
    ("stated", "reason", "is_certain"),
    [
        ({"pic": PIC}, "Both have the same PIC.", True),
        ({"name": "politecnico di milano"}, "Both have the same name.", True),
        (
            {"name": "Politecnico di Milano", "country": None},
            "Both have the same name.",
            False,
        ),
        ({"name": "Polytechnic of Milan"}, "Their names are similar.", False),
    ],
)
def test_reason_is_named_and_what_the_rules_do_by_themselves(
    draft, stated, reason, is_certain
):
    Partnership.objects.filter(number=2).update(**stated)

    (pair,) = page(draft).pairs

    assert (pair.reason, pair.is_certain) == (reason, is_certain)


def test_unknown_country_is_said(draft):
    Partnership.objects.update(country=None)

    (pair,) = page(draft).pairs

    assert [each.country for each in pair.sides] == ["Country not stated"] * 2


def test_answer_is_kept_with_name_and_time(draft):
    answer(draft)

    shown = page(draft)

    assert shown.pairs == ()
    (told,) = shown.answered
    assert told.names == (
        "P1 Politecnico di Milano and P2 Politecnico di Milano, Campus Lecco"
    )
    assert told.answered.startswith("maria@example.org, ")
    assert told.answered.endswith(" Brussels time")


@pytest.mark.parametrize("change", [{"name": "Politecnico"}, {"removed_at": NOW}])
def test_answer_about_what_is_stated_no_more_is_not_shown(draft, change):
    answer(draft)
    Partnership.objects.filter(number=2).update(**change)

    assert page(draft).answered == ()


@pytest.mark.parametrize("pairs", [1, 3])
def test_page_costs_the_same_whatever_it_asks(draft, pairs, django_assert_num_queries):
    for number in range(1, pairs):
        add(draft, f"Organisation {number}", "BE")
        add(draft, f"organisation {number}", "BE")
    page(draft)

    with django_assert_num_queries(5):
        assert len(page(draft).pairs) == pairs
