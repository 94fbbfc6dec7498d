"""Late texts of every sort of form, in the words of the page they were typed on."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.forms.answers import seal
from proposals.forms.late_texts import late_forms
from proposals.models import LateText
from proposals.services.answers import Reply
from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.proposals.late import closing, keep_late, late_words
from tests.proposals.services.budgets import make_budget_draft, make_line, make_package
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


def test_answer_of_a_script_is_said_under_its_question():
    draft = make_draft_with_form()
    keep_late(draft, "answer-save", "eqf", text="Level 5.", use="used", version="0")

    assert late_words(draft) == (
        "Instruments",
        {"EQF": "Level 5.", "EQF: used or not": "Used"},
    )


def test_answer_of_a_partner_names_the_partner():
    draft = make_draft_with_form()
    name = draft.alliance.partnerships.get(number=2).name
    keep_late(draft, "answer-save-partner", "role", 2, text="We train.", version="0")

    assert late_words(draft) == (f"Partners, P2 {name}", {"Role": "We train."})


def test_page_of_a_section_says_only_what_was_changed():
    draft = make_draft_with_form()
    same = seal(Reply("One\nTwo", ""))
    keep_late(
        draft,
        "form-section",
        "summary",
        **{
            "what-text": "One\r\nTwo",
            "what-seen": same,
            "what-version": "1",
            "why-text": "Because.",
            "why-seen": same,
            "why-version": "0",
            "completed": "yes",
        },
    )

    assert late_words(draft) == ("Summary", {"Why?": "Because."})


def test_page_of_a_partner_names_section_and_partner():
    draft = make_draft_with_form()
    name = draft.alliance.partnerships.get(number=2).name
    keep_late(draft, "form-partner", "partners", 2, **{"role--2-text": "We train."})

    assert late_words(draft) == (f"Partners, P2 {name}", {"Role": "We train."})


@pytest.mark.parametrize("name", ["form-section", "activity-coverage"])
def test_work_packages_of_an_activity_are_said_by_name(name):
    draft = make_budget_draft()
    number = str(make_package(draft, title="Design").number)
    typed = {
        "form-section": {"carried-eqf": [number], "carried-eqf-seen": "7"},
        "activity-coverage": {"work_package": [number], "seen": "7"},
    }
    keep_late(draft, name, "eqf", **typed[name])

    assert late_words(draft)[1] == {
        "eqf: work packages that carry it out": f"WP{number} Design"
    }


def test_work_packages_taken_away_are_none_and_untouched_ones_nothing():
    draft = make_draft_with_form()
    keep_late(draft, "activity-coverage", "eqf", seen="1")

    assert late_words(draft) == (
        "Instruments",
        {"EQF: work packages that carry it out": "none"},
    )
    LateText.objects.update(typed={"work_package": ["1"], "seen": ["1"]})
    assert late_forms(draft, draft.alliance.coordinator) == ()


@pytest.mark.parametrize(
    ("name", "keys"),
    [("answer-comments", ("what",)), ("answer-comments-partner", ("role", 2))],
)
def test_comment_is_said_with_its_question(name, keys):
    draft = make_draft_with_form()
    partner = draft.alliance.partnerships.get(number=2).name
    keep_late(draft, name, *keys, text="Too short.", request_key="x", thread="1")

    wheres = {
        "answer-comments": "Comment on “What will it do?”",
        "answer-comments-partner": f"Comment on “Role”, P2 {partner}",
    }
    assert late_words(draft) == (wheres[name], {"Comment": "Too short."})


def test_question_and_section_of_another_form_keep_their_names():
    draft = make_draft_with_form()
    keep_late(draft, "answer-save", "gone", text="A")
    keep_late(draft, "answer-comments", "gone", text="B")
    keep_late(draft, "form-section", "gone", **{"gone-text": "C"})

    forms = late_forms(draft, draft.alliance.coordinator)
    assert [(each.where, each.fields[0].label) for each in forms] == [
        ("Form", "gone"),
        ("Comment on “gone”", "Comment"),
        ("gone", "gone"),
    ]


def test_texts_that_a_browser_had_kept_are_said_one_by_one():
    draft = make_draft_with_form()
    name = draft.alliance.partnerships.get(number=2).name
    texts = [
        {"key": "what", "text": "Skills.", "use": "", "version": 0},
        {"key": "role--2", "text": "We train.", "use": "", "version": 0},
    ]
    keep_late(draft, "unsaved-restore", texts=json.dumps(texts))

    assert late_words(draft) == (
        "Texts this computer kept",
        {"What will it do?": "Skills.", f"Role, P2 {name}": "We train."},
    )


def test_kept_texts_that_nobody_reads_are_left_out():
    draft = make_draft_with_form()
    keep_late(draft, "unsaved-restore", texts="[")

    assert late_forms(draft, draft.alliance.coordinator) == ()


def test_grid_of_days_says_only_what_was_changed():
    draft = make_budget_draft()
    number = make_package(draft, title="Design").number
    name = draft.alliance.partnerships.get(number=2).name
    keep_late(
        draft,
        "effort",
        2,
        **{
            f"days-{number}-manager": "12.5",
            f"seen-days-{number}-manager": "1:12.50",
            f"days-{number}-teacher": "3",
            f"seen-days-{number}-teacher": "1:2",
            "days-99-technician": "many",
            "seen-days-99-technician": "1:2",
            "days-99-nobody": "4",
        },
    )

    assert late_words(draft) == (
        f"Days of P2 {name}",
        {
            f"WP{number} Design, Teacher, trainer, researcher": "3",
            "WP99, Technician": "many",
            "WP99, nobody": "4",
        },
    )


def test_proposed_days_come_with_their_note():
    draft = make_budget_draft()
    contact = make_colleague(draft, role="contact", partner=2)
    typed = {"days-99-manager": "4", "seen-days-99-manager": "1:0:2", "note": "More."}
    keep_late(draft, "own-figures", by=contact, **typed)

    assert late_words(draft, contact) == (
        "Proposed days",
        {"WP99, Manager": "4", "Note to the coordinator": "More."},
    )


def test_mobility_lines_say_only_rows_that_were_changed():
    draft = make_budget_draft()
    line = make_line(draft, 2, participants=12)
    other = make_line(draft, 2, participants=5)
    name = draft.alliance.partnerships.get(number=2).name

    def row(key, participants, **more):
        fields = {"partner": "2", "traveller": "staff", "participants": participants}
        fields |= {"distance_km": "", "days": "", "work_package": ""} | more
        return {f"{key}-{field}": value for field, value in fields.items()}

    stands = {
        "traveller": line.traveller,
        "distance_km": str(line.distance_km or ""),
        "days": "" if line.days is None else f"{line.days.normalize():f}",
        "work_package": str(line.work_package.number) if line.work_package else "",
    }
    keep_late(
        draft,
        "mobility-lines",
        **row(f"m{line.number}", "12", **stands),
        **row(f"m{other.number}", "5", **stands, remove="on"),
        **row("new", "", partner=""),
    )

    where, fields = late_words(draft)
    assert where == "Mobility lines"
    assert list(fields) == [f"Line M{other.number}"]
    lines = fields[f"Line M{other.number}"].splitlines()
    assert (lines[0], lines[-1]) == (f"Partner: P2 {name}", "Remove: Yes")


def test_new_mobility_line_is_said_field_by_field():
    draft = make_budget_draft()
    number = make_package(draft, title="Design").number
    keep_late(
        draft,
        "mobility-lines",
        **{
            "new-partner": "999",
            "new-traveller": "learner",
            "new-participants": "8",
            "new-distance_km": "850",
            "new-days": "5.5",
            "new-work_package": str(number),
        },
    )

    assert late_words(draft)[1] == {
        "New line": "Partner: 999\nWho: Learners\nPeople: 8\n"
        f"Kilometres one way: 850\nDays: 5.5\nWork package: WP{number} Design"
    }


def test_who_writes_reads_all_others_their_own_also_when_the_draft_is_open_again():
    draft = make_eligible_draft()
    maria, viewer = draft.alliance.coordinator, make_colleague(draft, role="viewer")
    keep_late(draft, "facts", title="Marias")
    keep_late(draft, "facts", title="Veras", by=viewer)

    def titles(reader):
        return [each.fields[0].said for each in late_forms(draft, reader)]

    assert (titles(maria), titles(viewer)) == (["Marias", "Veras"], ["Veras"])
    with closing(draft):
        assert (titles(maria), titles(viewer)) == (["Marias", "Veras"], ["Veras"])


def test_late_texts_cost_no_more_however_many_there_are(django_assert_num_queries):
    draft = make_draft_with_form()
    maria = draft.alliance.coordinator
    with django_assert_num_queries(1):
        late_forms(draft, maria)
    for each in range(3):
        keep_late(draft, "partner-change", each + 1, name=f"P {each}")
    late_forms(draft, maria)

    with django_assert_num_queries(3):
        assert len(late_forms(draft, maria)) == 3


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("facts", {"acronym": "A", "sector": "x", "project_type": "standard"}),
        ("mobility-lines", {"new-participants": "3"}),
    ],
)
def test_late_facts_and_lines_cost_the_same_of_one_person_and_of_three(page, typed):
    draft = make_draft_with_form()
    maria = draft.alliance.coordinator
    costs = []
    for _ in range(3):
        keep_late(draft, page, by=make_user(), **typed)
        late_forms(draft, maria)
        with CaptureQueriesContext(connection) as queries:
            late_forms(draft, maria)
        costs.append(len(queries))

    assert costs == [4, 4, 4]


def test_long_texts_have_a_button_short_ones_none():
    draft = make_eligible_draft()
    keep_late(draft, "facts", acronym="X" * 30, title="Y" * 31)

    (form,) = late_forms(draft, draft.alliance.coordinator)
    assert [each.is_long for each in form.fields] == [False, True]
