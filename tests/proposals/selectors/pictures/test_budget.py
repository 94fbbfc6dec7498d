"""The budget in three pictures: each adds up to the same."""

import pytest

from proposals.selectors.pictures.budget import (
    countries_picture,
    packages_picture,
    partners_picture,
)
from tests.factories import add, make_eligible_draft
from tests.proposals.selectors.pictures.grounds import ground_of, words
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
)

pytestmark = pytest.mark.django_db

PICTURES = (partners_picture, countries_picture, packages_picture)
HOSTILE = "</text><script>alert(1)</script>"


@pytest.fixture
def draft():
    draft = make_budget_draft()
    add(draft, HOSTILE, "DE", "vet_provider")
    make_package(draft)
    make_package(draft, 2, title="Pilots", kind="imp")
    give_days(draft, 1, 1, manager=100)
    give_days(draft, 4, 2, manager=50)
    give_days(draft, 3, 2, teacher=40)
    make_line(draft, 3)
    return draft


def drawn(draft, picture):
    """Return a picture that is there, with its table."""
    found = picture(ground_of(draft))
    assert found is not None
    assert found.table is not None
    return found


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_adds_up_to_the_whole_budget(draft, picture):
    ground = ground_of(draft)

    found = picture(ground)

    assert found.table.foot[0].cells[2:] == (words(found, "strong")[-1], "100.0%")
    assert ground.contents.budget.grant.total > 0
    labels = [row.label or "–" for row in found.table.rows]
    assert words(found, "strong")[:-2] == labels


def test_partners_of_one_country_stand_together(draft):
    found = drawn(draft, countries_picture)

    assert [row.label for row in found.table.rows] == ["DE", "BY", "RO"]
    assert found.finding.startswith("The largest share is DE Germany: €")


def test_what_names_no_work_package_has_a_row(draft):
    rows = drawn(draft, packages_picture).table.rows

    assert {(row.label, row.name) for row in rows} == {
        ("WP1", "Management"),
        ("WP2", "Pilots"),
        ("", "Without work package"),
    }


def test_names_stay_what_people_typed(draft):
    names = [row.name for row in drawn(draft, partners_picture).table.rows]

    assert HOSTILE in names


@pytest.mark.parametrize("picture", PICTURES)
def test_a_budget_of_nothing_is_a_sentence_and_a_way(picture):
    found = picture(ground_of(make_budget_draft()))

    assert (found.drawing, found.finding) == (None, "Nothing adds up yet.")
    assert found.way.url.endswith("/form/work-plan/")


@pytest.mark.parametrize("picture", PICTURES)
def test_a_form_without_a_budget_has_no_picture_of_it(picture):
    assert picture(ground_of(make_eligible_draft())) is None
