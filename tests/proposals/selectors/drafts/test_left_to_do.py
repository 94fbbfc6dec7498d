"""What is left to do, by blocker and person."""

import pytest
from django.urls import reverse
from django.utils import timezone

from proposals.selectors.drafts.left_to_do import left_page
from proposals.services.answers import Reply, save_answer
from proposals.services.form_sections import assign_section, complete_section
from tests.factories import add, make_colleague, make_draft, make_eligible_draft
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.part_a import give
from tests.proposals.services.test_form_sections import answer_summary

pytestmark = pytest.mark.django_db

SUBMITTING = "Keeps the proposal from being submitted"
COMPLETING = "Keeps a section from being completed"
WAITING = "Waits for somebody's word"


def left(draft):
    """Return blocker, person, words and place of each point."""
    page = left_page(draft, now=timezone.now())
    return [
        (blocker.title, load.who, each.words, each.place)
        for blocker in page.blockers
        for load in blocker.loads
        for each in load.points
    ]


def urls(draft):
    page = left_page(draft, now=timezone.now())
    return [
        each.url
        for blocker in page.blockers
        for load in blocker.loads
        for each in load.points
    ]


def test_a_draft_in_order_leaves_nothing():
    draft = make_eligible_draft()
    give(draft)

    assert left(draft) == []


def test_nobody_who_represents_the_applicant_is_left_to_its_part_a():
    draft = make_eligible_draft()

    assert left(draft) == [
        (
            "Is missing in the official form",
            str(draft.alliance.coordinator),
            "The applicant's legal representative is not named.",
            "Consortium",
        )
    ]
    page = reverse("part-a", args=[draft.alliance.public_id, 1])
    assert urls(draft) == [f"{page}#id_representative_name"]


def test_the_blockers_come_first_and_nobodys_last():
    draft = make_draft_with_form(duration_months=None)
    give(draft)
    anna, maria = make_colleague(draft), draft.alliance.coordinator
    assign_section(
        proposal=draft, section="instruments", person=anna.pk, version=0, by=maria
    )
    answer_summary(draft, what="x" * 21)

    assert left(draft) == [
        (SUBMITTING, str(maria), "The duration is not stated.", "Consortium"),
        (
            COMPLETING,
            str(anna),
            "EQF: neither used nor explained why not.",
            "Instruments",
        ),
        (COMPLETING, "", "What will it do? Too long by 1 of 20 characters.", "Summary"),
        *(
            (COMPLETING, "", f"P{number} {name}: 1 answer is missing.", "Partners")
            for number, name in (
                (1, "University of Soria"),
                (2, "Chamber of Ghent"),
                (3, "School of Plovdiv"),
            )
        ),
    ]


def test_what_waits_for_a_word_comes_last():
    draft = make_draft_with_form(confirmation="invited")
    answer_summary(draft)

    waiting = [row[1:] for row in left(draft) if row[0] == WAITING]

    maria = str(draft.alliance.coordinator)
    assert waiting == [
        (maria, "P2 and P3 have not confirmed.", "Consortium"),
        ("", "Summary: say whether this section is completed.", "Summary"),
    ]


def test_a_completed_section_is_not_asked_about():
    draft = make_draft_with_form()
    answer_summary(draft)
    by = draft.alliance.coordinator
    complete_section(proposal=draft, section="summary", by=by)

    assert [row for row in left(draft) if row[3] == "Summary"] == []


def test_an_optional_question_is_left_once_it_is_begun_and_too_long():
    draft = make_draft_with_form()
    save_answer(
        proposal=draft,
        question="help",
        partner=4,
        reply=Reply("x" * 501),
        version=0,
        by=draft.alliance.coordinator,
    )

    sentence = "P4 City of Brno: 1 text is too long."
    assert (COMPLETING, "", sentence, "Partners") in left(draft)


def test_each_point_leads_to_its_place():
    draft = make_draft_with_form(duration_months=None, confirmation="invited")
    answer_summary(draft)
    place = [draft.alliance.public_id]

    found = urls(draft)

    assert found[0] == f"{reverse('facts', args=place)}#id_duration_months"
    section = reverse("form-section", args=[*place, "instruments"])
    assert f"{section}#id_eqf-use" in found
    partner = reverse("form-partner", args=[*place, "partners", 2])
    assert f"{partner}#id_role--2" in found
    assert found[-2] == reverse("partner-invitations", args=place)
    summary = reverse("form-section", args=[*place, "summary"])
    assert found[-1] == f"{summary}#completed"


def test_a_draft_without_a_form_has_only_its_consortium_left():
    places = {row[3] for row in left(make_draft())}

    assert places == {"Consortium"}


@pytest.mark.parametrize("more", [1, 20])
def test_the_page_costs_the_same_whatever_the_size(django_assert_num_queries, more):
    draft = make_draft_with_form()
    for number in range(more):
        add(draft, f"School {number}", "BE")
    left_page(draft, now=timezone.now())

    with django_assert_num_queries(5):
        left_page(draft, now=timezone.now())
