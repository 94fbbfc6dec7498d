"""All answers before submitting: as they stand, and what a submission said else."""

import json
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Alliance, Partnership
from proposals.models import Effort, MobilityLine, Submission, WorkPackage
from proposals.selectors.submissions.check_answers import check_page
from tests.factories import add, make_draft, make_eligible_draft, submit
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_package,
)
from tests.proposals.services.copying import make_whole_draft, partner
from tests.proposals.services.profiles import make_draft_with_profiles, name
from tests.proposals.services.work_plans import add_package

pytestmark = pytest.mark.django_db


def checked(draft):
    draft.refresh_from_db()
    coordinator = draft.alliance.coordinator
    return check_page(draft, reader=coordinator, now=timezone.now())


def rows_of(page, slug):
    (section,) = [each for each in page.sections if each.slug == slug]
    return {row.key: row for row, _url in section.rows}


def urls_of(page):
    return {row.key: url for each in page.sections for row, url in each.rows}


def test_facts_and_partners_come_first():
    page = checked(make_eligible_draft(title="", duration_months=None))

    assert [each.slug for each in page.sections] == ["facts", "partners", "part-a"]
    facts = rows_of(page, "facts")
    assert [(each.details, each.missing) for each in facts.values()] == [
        (("SKILLS",), ""),
        ((), "Not stated."),
        (("Standard",), ""),
        (("Cultural heritage",), ""),
        ((), "Not stated."),
        (("€3,900,000",), ""),
    ]
    assert rows_of(page, "partners")["partner-1"].details == (
        "Applicant",
        "Spain",
        "Higher education",
        "No PIC",
    )


def test_what_is_not_known_of_a_partner_is_said():
    draft = make_draft(grant_requested_eur=None)
    add(draft, "Nowhere", None, pic="912345678")

    page = checked(draft)

    assert rows_of(page, "partners")["partner-1"].details == (
        "Full partner",
        "Country not known",
        "Type not known",
        "PIC 912345678",
    )
    assert rows_of(page, "facts")["fact-grant_requested_eur"].missing == "Not stated."


def test_every_question_has_a_row_for_each_who_is_asked():
    draft = make_whole_draft()

    page = checked(draft)

    summary = rows_of(page, "section-summary")
    assert (summary["what"].text, summary["what"].missing) == ("Skills.", "")
    assert summary["what"].said.startswith("Saved ")
    assert (summary["why"].missing, summary["why"].said) == ("Not answered.", "")
    partners = rows_of(page, "section-partners")
    assert partners["role-3"].who == "P3 School of Plovdiv"
    assert "role-2" not in partners
    travel = rows_of(page, "section-mobility")["travel"]
    assert travel.missing == "Not answered. The question is optional."
    assert rows_of(page, "section-instruments")["eqf"].details == ("Used",)
    assert rows_of(page, "section-activities")["strategy"].details == ("WP1",)


def test_tables_are_rows_too():
    draft = make_whole_draft()

    page = checked(draft)

    plan = rows_of(page, "section-work-plan")
    assert plan["package-1"].details == (
        "Preparation",
        "from M1",
        "Lead P1",
        "1 task",
        "1 result",
        "1 milestone",
    )
    assert (plan["package-1"].text, plan["package-1"].missing) == ("Agree.", "")
    assert plan["package-3"].missing == "No description."
    lines = rows_of(page, "section-mobility")
    assert lines["line-1"].title == "M1 P3 School of Plovdiv"
    assert lines["line-1"].details[:3] == ("5 × Learners", "700 km one way", "2.5 days")


def test_open_line_and_package_say_no_more_than_is_stated():
    draft = make_whole_draft()
    MobilityLine.objects.filter(proposal=draft).update(distance_km=None, days=None)
    add_package(draft, "diss", "Spread")

    page = checked(draft)

    assert rows_of(page, "section-mobility")["line-1"].details == (
        "5 × Learners",
        "€0",
    )
    assert rows_of(page, "section-work-plan")["package-4"].details == (
        "Dissemination and exploitation",
        "months open",
        "No lead yet",
    )


def test_days_and_grant_of_each_partner_are_a_row():
    draft = make_budget_draft()
    make_package(draft)
    give_days(draft, 1, 1, manager=10)

    days = rows_of(checked(draft), "section-budget")

    assert days["days-1"].details == ("10 days", "€3,360")
    assert (days["days-2"].details, days["days-2"].missing) == ((), "No days yet.")


def test_added_value_of_a_partner_country_is_a_row():
    draft = make_budget_draft()
    add(draft, "Tbilisi", "GE", added_value="Ports.")

    rows = rows_of(checked(draft), "section-partner-countries")

    assert (rows["added-value-4"].text, rows["added-value-4"].missing) == ("Ports.", "")
    assert rows["added-value-3"].missing == "Not answered."
    assert list(rows) == ["added-value-3", "added-value-4"]


def test_profiles_are_rows():
    draft = make_draft_with_profiles()
    name(draft)

    row = rows_of(checked(draft), "section-occupations")["profile-1"]

    assert (row.title, row.details) == ("Welder", ("ISCO-08 7212", "Level 4"))


def test_each_row_leads_to_its_field_and_knows_the_way_back():
    draft = make_whole_draft()
    place = f"/alliances/{draft.alliance.public_id}"

    urls = urls_of(checked(draft))

    assert urls["what"] == f"{place}/form/summary/?back=what#id_what"
    assert urls["role-3"] == f"{place}/form/partners/partners/3/?back=role-3#id_role--3"
    assert urls["fact-title"] == f"{place}/facts/?back=fact-title#id_title"
    assert "?back=package-1#id_title" in urls["package-1"]
    assert "?back=line-1#m1-partner" in urls["line-1"]


def make_submittable_draft():
    draft = make_whole_draft()
    Partnership.objects.filter(alliance=draft.alliance, number=2).update(
        confirmation=Confirmation.CONFIRMED
    )
    return draft


def changed_in(page):
    return {
        row.key for each in page.sections for row, _url in each.rows if row.is_changed
    }


def test_nothing_is_marked_before_anything_was_submitted():
    page = checked(make_whole_draft())

    assert (page.submitted, page.changed) == ("", 0)


def test_draft_that_says_the_same_has_no_marks():
    draft = make_submittable_draft()
    submission = submit(draft)

    page = checked(draft)

    assert (page.submitted, changed_in(page)) == (submission.number, set())


def test_what_differs_from_the_submission_is_marked():
    draft = make_submittable_draft()
    submit(draft)
    Alliance.objects.update(title="Another title")
    Partnership.objects.filter(number=3).update(pic="912345678")
    draft.answers.filter(question="what").update(text="Other skills.")
    WorkPackage.objects.filter(number=1).update(description="Agree on all.")
    Effort.objects.filter(partnership=partner(draft, 1)).update(days=Decimal(9))
    MobilityLine.objects.filter(number=3).update(participants=6)

    page = checked(draft)

    assert changed_in(page) == {
        *("fact-title", "partner-3", "what", "package-1", "line-3")
    }
    assert page.changed == 5


def test_submission_of_the_first_format_is_compared_as_far_as_it_goes():
    draft = make_submittable_draft()
    submission = submit(draft)
    content = json.loads(submission.snapshot)
    for key in ("form", "plan", "profiles", "budget"):
        del content[key]
    Submission.objects.update(
        snapshot=json.dumps(content | {"format": "ssa-application/1"})
    )
    Alliance.objects.update(title="Another title")
    draft.answers.filter(question="what").update(text="Other skills.")

    assert changed_in(checked(draft)) == {"fact-title"}


@pytest.mark.parametrize("more", [1, 20])
def test_the_page_costs_the_same_whatever_the_size(django_assert_num_queries, more):
    draft = make_whole_draft()
    for number in range(more):
        add(draft, f"School {number}", "BE")
        add_package(draft)
    checked(draft)

    with django_assert_num_queries(8):
        check_page(draft, reader=draft.alliance.coordinator, now=timezone.now())
