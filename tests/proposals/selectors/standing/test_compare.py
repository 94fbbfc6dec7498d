"""One consortium against several types of project and calls, side by side."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Role
from eligibility import messages
from eligibility.core import Reading
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.standing.compare import MOST_TARGETS, compare_page
from tests.factories import add, make_draft, make_user, publish_shipped_call

pytestmark = pytest.mark.django_db

STANDARD, TWELVE = "2020/lot-2/standard", "2020/lot-2/twelve-countries"
BEFORE = "2018/lot-3/standard"


@pytest.fixture
def draft():
    for code in ("2016", "2018"):
        publish_shipped_call(code)
    draft = make_draft(publish_shipped_call("2020"), sector="construction")
    add(draft, "University of Soria", "ES", "higher_education", role=Role.APPLICANT)
    add(draft, "School of Belgrade", "RS", "vet_provider")
    return draft


def page(draft, *asked):
    return compare_page(draft, asked=asked, now=timezone.now())


def cells(found, title):
    (line,) = [each for each in found.lines if each.title == title]
    return [each and (each.words, each.figure) for each in line.cells]


def test_countries_have_the_status_they_have_there(draft):
    found = page(draft, STANDARD, BEFORE)

    assert cells(found, "Programme countries") == [
        ("Not met", "2 of 8"),
        ("Not met", "1 of 8"),
    ]


def test_a_yearly_call_is_named_as_a_call_and_not_by_a_bare_year(draft):
    found = page(draft, STANDARD, BEFORE)

    assert [each.call for each in found.targets] == ["Call 2020", "Call 2018"]


def test_rest_without_partner_countries_is_judged_by_each_list(draft):
    found = page(draft, STANDARD, BEFORE)

    assert found.has_rest
    assert [each.rest and each.rest.mark for each in found.targets] == [None, "not-met"]


def test_nobody_in_a_partner_country_has_no_line(draft):
    found = page(draft, STANDARD, TWELVE)

    assert not found.has_rest
    assert {each.rest for each in found.targets} == {None}


def test_page_says_the_verdict_without_partner_countries(client, draft):
    client.force_login(draft.alliance.coordinator)
    address = reverse("compare", args=[draft.alliance.public_id])

    with_some = client.get(address, {"with": [STANDARD, BEFORE]}).content.decode()
    without = client.get(address, {"with": [STANDARD, TWELVE]}).content.decode()

    assert "Without the organisations in Partner countries" in with_some
    assert "none there" in with_some
    assert "Without the organisations in Partner countries" not in without


def test_only_what_differs_has_a_line(draft):
    found = page(draft, STANDARD, TWELVE)

    assert [each.title for each in found.lines] == [
        "Programme countries",
        "One application per applicant and sector",
        "Twelve countries",
    ]
    assert cells(found, "Twelve countries") == [("Not met", "2 of 12"), None]
    assert "One applicant" in found.same
    assert [each.is_own for each in found.targets] == [True, False]


def test_a_sector_is_carried_by_its_title(draft):
    found = page(draft, STANDARD, BEFORE)

    assert cells(found, "Sector of this Lot") == [
        ("Not met", "not listed"),
        ("Met", "listed"),
    ]


def test_unasked_its_own_call_comes_first_and_the_one_before(draft):
    found = page(draft)

    assert [each.key for each in found.targets] == [
        STANDARD,
        "2020/lot-1/standard",
        TWELVE,
        "2018/lot-1/standard",
        "2018/lot-2/standard",
        BEFORE,
    ]
    assert found.missing == ("Erasmus+ Sector Skills Alliances 2016",)
    chosen = {each.kind.key for each in found.choices if each.is_chosen}
    assert chosen == {each.key for each in found.targets}


def test_what_there_is_not_is_left_out_and_said(draft):
    found = page(draft, STANDARD, "2016/lot-1/standard")

    assert [each.key for each in found.targets] == [STANDARD]
    assert found.left_out.startswith("Some of what was asked for does not exist")


def test_more_than_fit_are_left_out_and_said(draft, monkeypatch):
    monkeypatch.setattr("proposals.selectors.standing.compare.MOST_TARGETS", 1)
    found = page(draft, STANDARD, TWELVE)

    assert len(found.targets) == 1 < MOST_TARGETS
    assert found.left_out == "Only 1 fit beside each other; the rest is left out."


def test_unverified_values_are_counted(draft):
    (own,) = page(draft, STANDARD).targets

    assert own.unverified == 6


def test_its_own_column_is_the_panel_and_elsewhere_nobody_tells_who_applies(draft):
    found = page(draft, STANDARD, BEFORE)
    _snapshot, report = standing_of(draft, now=timezone.now())

    assert found.targets[0].tally == messages.tally(report, Reading.PLANNED)
    assert cells(found, "One application per applicant and sector") == [
        ("Met", "1 of 1"),
        None,
    ]


@pytest.mark.parametrize("asked", [[STANDARD], [STANDARD, TWELVE, BEFORE]])
def test_it_costs_the_same_for_every_number_of_targets(
    draft, asked, django_assert_max_num_queries
):
    page(draft, *asked)
    draft = type(draft).objects.select_related("alliance__call", "rulebook").get()

    with django_assert_max_num_queries(9):
        page(draft, *asked)


def test_the_page_shows_it_to_those_who_may(client, draft):
    address = f"/alliances/{draft.alliance.public_id}/compare/"
    client.force_login(draft.alliance.coordinator)
    shown = client.get(address, {"with": [STANDARD, TWELVE]})
    client.force_login(make_user())

    assert "this alliance" in shown.content.decode()
    assert client.get(address).status_code == 404
