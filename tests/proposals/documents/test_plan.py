"""The work plan in a pack."""

from dataclasses import replace

from proposals.documents.plan import plan_part as plan_part_of
from proposals.snapshots import FrozenLead
from tests.proposals.documents.applications import charter
from tests.proposals.documents.filled import budget_of, filled, package


def plan_part(content):
    return plan_part_of(content)


def part_with(*packages, **changes):
    content = replace(filled(share=0), plan=packages, **changes)
    return plan_part(replace(content, budget=budget_of(content, packages)))


def test_form_without_a_work_plan_has_no_part():
    content = filled(share=0)
    others = tuple(each for each in content.form.sections if each.code != "work-plan")

    assert plan_part(charter()) is None
    assert plan_part(replace(content, form=replace(content.form, sections=others))) is (
        None
    )


def test_empty_plan_says_so():
    part = plan_part(filled(share=0, packages=0))

    assert part.lead == "No work package has been added yet."
    assert (part.gantt, part.bars, part.packages, part.effort) == (None, (), (), ())


def test_lead_says_how_many_and_whether_each_type_is_there():
    whole = plan_part(filled(share=0))
    one = part_with(package(1))
    undated = part_with(package(1), duration_months=None)

    assert whole.lead == "10 work packages over 48 months, each type at least once."
    assert one.lead == "1 work package over 48 months."
    assert undated.lead == "1 work package."
    assert one.notes[0].startswith("No work packages for management (MGNT)")


def test_package_has_type_months_days_and_lead_beside_it():
    (first,) = part_with(package(1)).packages

    assert (first.label, first.title) == (
        "WP1",
        "Preparation of the common skills strategy",
    )
    assert first.notes == (
        "Preparation",
        "M1–M15",
        "1,368 days",
        "Lead P1 Partner number 1",
    )


def test_what_is_open_in_a_package_is_said():
    bare = package(
        1, lead=None, start_month=None, end_month=None, description="", tasks=()
    )
    left = FrozenLead(2, "Kaunas", "full_partner", takes_part=False)
    content = replace(
        filled(share=0),
        plan=(bare, package(2, lead=left, results=(), milestones=(), tasks=())),
        budget=None,
    )

    first, second = plan_part(content).packages

    assert first.notes == (
        "Preparation",
        "months open",
        "No days yet",
        "No lead yet",
    )
    assert first.paragraphs == ()
    assert [title for title, _those in first.items] == ["Results", "Milestones"]
    assert second.notes[3] == "Lead P2 Kaunas (left)"
    assert second.items == ()


def test_parts_have_months_and_what_belongs_to_their_sort():
    (first,) = part_with(package(1)).packages

    assert [
        (each.label, each.months, each.detail)
        for _title, those in first.items
        for each in those
    ] == [
        ("T1.1", "M1–M4", "P1"),
        ("T1.2", "M1–M4", "P1"),
        ("T1.3", "M1–M4", "P1"),
        ("R1.1", "M5", "Report or study, public"),
        ("R1.2", "M5", "Report or study, public"),
        ("MS1.1", "M7", ""),
    ]


def test_only_what_is_short_is_kept_on_one_page():
    short = package(1, description="Short.", tasks=(), results=(), milestones=())
    text = package(2, description="Long. " * 200)
    (task, *_rest) = text.tasks
    many = package(3, tasks=tuple(replace(task, number=each) for each in range(12)))

    first, second, third = part_with(short, text, many).packages

    assert [each.is_long for each in (first, second, third)] == [False, True, True]
    assert [each.is_listed_whole for each in (first, second, third)] == [
        True,
        True,
        False,
    ]


def test_bars_of_implementation_are_told_from_the_others():
    bars = plan_part(filled(share=0)).bars

    assert [each.is_core for each in bars] == [
        each.row.label in {"WP3", "WP9"} for each in bars
    ]
    assert bars[0].title == "Preparation of the common skills…"


def test_days_are_added_up_by_partner_and_work_package():
    (matrix,) = plan_part(filled(share=0)).effort

    assert [each.heading for each in matrix.columns] == [
        *(f"WP{number}" for number in range(1, 11)),
        "Days",
    ]
    assert len(matrix.rows) == 21
    assert [each.words for each in matrix.foot.cells] == ["1,368"] * 10 + ["13,680"]


def test_more_work_packages_than_fit_go_on_in_another_table():
    tables = plan_part(filled(share=0, packages=25)).effort

    assert [len(each.columns) for each in tables] == [13, 13, 2]
