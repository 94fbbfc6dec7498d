"""A work plan as pages read it."""

import pytest
from django.utils import translation

from alliances.enums import Confirmation, Role
from proposals.completeness import span_words
from proposals.selectors.plan.work_plan_rows import (
    due_words,
    lead_choices,
    package_rows,
    result_words,
)
from proposals.services.work_package_parts import (
    MilestoneEntry,
    ResultEntry,
    TaskEntry,
    remove_part,
)
from proposals.services.work_packages import remove_work_package
from tests.proposals.services.work_plans import (
    REPORT,
    add_package,
    add_to,
    make_draft_with_plan,
)


@pytest.fixture
def draft():
    return make_draft_with_plan()


def lead_in(row):
    """Return number and trouble of who leads."""
    return (row.lead.label, row.lead.trouble)


def state_partner(draft, number, **values):
    draft.alliance.partnerships.filter(number=number).update(**values)


@pytest.mark.django_db
def test_a_work_package_is_read_with_all_that_is_in_it(draft):
    package = add_package(draft, "qa", "Reviews", start_month=1, end_month=9, lead=2)
    add_to(package, TaskEntry("Interviews", 1, 6, 1))
    add_to(package, ResultEntry("Report", REPORT))
    add_to(package, MilestoneEntry("Half way", 5))

    (row,) = package_rows(draft)

    assert (row.label, row.short, row.kind_title) == ("WP1", "QA", "Quality assurance")
    assert (row.months, *lead_in(row)) == ("M1–M9", "P2", "")
    assert [(each.label, each.months, each.detail) for each in row.parts] == [
        ("T1.1", "M1–M6", ""),
        ("R1.1", "month open", "Report or study, public"),
        ("MS1.1", "M5", ""),
    ]
    assert lead_in(row.tasks[0]) == ("P1", "")


@pytest.mark.django_db
def test_what_was_removed_is_not_read(draft):
    maria = draft.alliance.coordinator
    package = add_package(draft)
    part = add_to(package, MilestoneEntry("Half way"))
    remove_part(part=part, version=1, by=maria)
    remove_work_package(work_package=add_package(draft), version=1, by=maria)

    assert [(each.label, each.parts) for each in package_rows(draft)] == [("WP1", ())]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stated", "trouble"),
    [
        ({"confirmation": Confirmation.DECLINED}, "left"),
        ({"role": Role.ASSOCIATED_PARTNER}, "now an associated partner"),
    ],
)
def test_a_lead_that_cannot_lead_any_more_is_shown_with_the_reason(
    draft, stated, trouble
):
    add_package(draft, lead=2)
    state_partner(draft, 2, **stated)

    (row,) = package_rows(draft)

    assert lead_in(row) == ("P2", trouble)


@pytest.mark.django_db
def test_who_works_may_lead_and_who_leads_may_stay(draft):
    state_partner(draft, 2, confirmation=Confirmation.WITHDRAWN)
    lead = draft.alliance.partnerships.get(number=2)

    assert lead_choices(draft) == (
        ("1", "P1 University of Soria"),
        ("3", "P3 School of Plovdiv"),
    )
    assert lead_choices(draft, keeps=lead)[1] == (
        "2",
        "P2 Chamber of Ghent (left)",
    )


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (1, 6, "M1–M6"),
        (6, 6, "M6"),
        (3, None, "from M3"),
        (None, 6, "until M6"),
        (None, None, "months open"),
    ],
)
def test_months_are_said(start, end, words):
    assert span_words(start, end) == words


@pytest.mark.parametrize(("month", "words"), [(6, "M6"), (None, "month open")])
def test_a_due_month_is_said(month, words):
    assert due_words(month) == words


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Report or study, restricted"),
        ("de", "Bericht oder Studie, eingeschränkt"),
    ],
)
def test_level_of_a_result_is_an_adjective_behind_its_type(language, written):
    with translation.override(language):
        assert result_words("report", "restricted") == written
