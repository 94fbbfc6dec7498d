"""Late texts stand as on their page: PostgreSQL keeps no order of the names sent."""

import pytest

from tests.factories import make_eligible_draft
from tests.proposals.late import keep_late, late_words
from tests.proposals.services.budgets import make_budget_draft
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


def test_fields_of_a_form_stand_in_its_order_and_those_of_none_behind():
    draft = make_eligible_draft()
    keep_late(draft, "facts", title="Skills", odd="?", acronym="SKILLS")

    assert list(late_words(draft)[1]) == ["Acronym", "Title", "Odd"]


def test_answers_stand_as_the_section_asks_them():
    draft = make_draft_with_form()
    keep_late(
        draft, "form-section", "summary", **{"why-text": "B", "what-text": "A long one"}
    )

    assert list(late_words(draft)[1]) == ["What will it do?", "Why?"]


def test_days_stand_by_work_package_and_then_by_column():
    draft = make_budget_draft()
    boxes = ["10-manager", "9-nobody", "9-technician", "9-teacher"]
    keep_late(draft, "effort", 2, **{f"days-{each}": "4" for each in boxes})

    assert list(late_words(draft)[1]) == [
        "WP9, Teacher, trainer, researcher",
        "WP9, Technician",
        "WP9, nobody",
        "WP10, Manager",
    ]


def test_mobility_lines_stand_by_number_and_a_new_one_last():
    draft = make_budget_draft()
    rows = ["new", "m10", "m9"]
    keep_late(draft, "mobility-lines", **{f"{row}-participants": "4" for row in rows})

    assert list(late_words(draft)[1]) == ["Line M9", "Line M10", "New line"]
