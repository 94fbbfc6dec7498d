"""Copying what is written and planned: as it stands, and nothing that people said."""

import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.models import Call, Partnership, ProjectType
from proposals.models import (
    Answer,
    AnswerVersion,
    CommentThread,
    Effort,
    FormSection,
    Presence,
    ProfileVersion,
    Proposal,
    Task,
    WorkPackage,
)
from proposals.selectors.drafts.copies import copy_page
from proposals.services import copies
from proposals.services.answers import Reply, save_answer
from proposals.services.application_forms import publish_form
from proposals.services.comments import Remark, add_comment
from proposals.services.copies import copy_alliance
from proposals.services.work_package_parts import (
    MilestoneEntry,
    ResultEntry,
    TaskEntry,
)
from tests.factories import make_call, make_eligible_draft, make_user
from tests.proposals.services.copying import make_whole_draft
from tests.proposals.services.forms import FORM
from tests.proposals.services.profiles import make_draft_with_profiles, name
from tests.proposals.services.work_plans import REPORT, add_package, add_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_whole_draft()


def copy(draft, *, lot="lot-2", call="open", code="standard"):
    return copy_alliance(
        proposal=draft,
        project_type=ProjectType.objects.select_related("lot__call").get(
            lot__call=call, lot__code=lot, code=code
        ),
        acronym="COPY",
        request_key=uuid.uuid4(),
        by=draft.alliance.coordinator,
    )


def answers_of(draft):
    rows = Answer.objects.filter(proposal=draft).order_by("question", "partnership")
    return list(rows.values_list("question", "partnership__number", "text", "use"))


def test_answers_come_along_under_the_new_numbers(draft):
    made = copy(draft)

    assert answers_of(made) == [
        ("eqf", None, "Everywhere.", "used"),
        ("help", 3, "Rooms.", ""),
        ("role", 1, "Role of P1", ""),
        ("role", 2, "Role of P3", ""),
        ("what", None, "Skills.", ""),
    ]


def test_answers_of_the_copy_begin_a_history_of_their_own(draft):
    made = copy(draft)

    versions = AnswerVersion.objects.filter(answer__proposal=made)
    assert set(versions.values_list("answer__version", "version", "by")) == {
        (1, 1, draft.alliance.coordinator.pk)
    }
    assert versions.count() == len(answers_of(made))
    say_again = save_answer(
        proposal=made,
        question="what",
        reply=Reply("More skills."),
        version=1,
        by=draft.alliance.coordinator,
    )
    assert say_again.version == 2
    assert answers_of(draft)[-2][2] == "Skills."


def test_plan_keeps_its_numbers_and_loses_leads_that_left(draft):
    made = copy(draft)

    packages = WorkPackage.objects.filter(proposal=made)
    assert list(
        packages.values_list(
            *("number", "kind", "title", "description"),
            *("start_month", "end_month", "lead__number", "version"),
        )
    ) == [
        (1, "prep", "Start", "Agree.", 1, None, 1, 1),
        (3, "imp", "Pilots", "", None, 9, None, 1),
    ]
    (task,) = Task.objects.filter(work_package__proposal=made)
    assert (task.title, task.start_month, task.end_month, task.lead) == (
        "Interview",
        2,
        3,
        None,
    )
    first = packages.get(number=1)
    assert list(first.results.values_list("title", "kind", "level", "due_month")) == [
        ("Report", "report", "public", 4)
    ]
    assert list(first.milestones.values_list("number", "title", "due_month")) == [
        (1, "Agreed", 5)
    ]


def test_days_activities_and_lines_come_along(draft):
    made = copy(draft)

    days = Effort.objects.filter(work_package__proposal=made)
    assert list(
        days.values_list("work_package__number", "partnership__number", "days")
    ) == [(1, 1, Decimal("3.0"))]
    assert list(
        made.activity_coverage.values_list("activity", "work_package__number")
    ) == [("strategy", 1)]
    assert list(
        made.mobility_lines.values_list(
            *("number", "partnership__number", "work_package__number"),
            *("traveller", "participants", "distance_km", "days"),
        )
    ) == [
        (1, 2, 3, "learner", 5, 700, Decimal("2.5")),
        (3, 2, None, "learner", 5, 700, Decimal("2.5")),
    ]


def test_rows_of_the_copy_are_of_the_copy(draft):
    made = copy(draft)
    ours = made.alliance

    for row in Effort.objects.filter(work_package__proposal=made):
        assert row.partnership.alliance == ours
    for line in made.mobility_lines.all():
        assert line.partnership.alliance == ours
        assert line.work_package is None or line.work_package.proposal == made
    assert draft.mobility_lines.count() == 3


def test_what_people_said_stays_behind(draft):
    add_comment(
        proposal=draft,
        question="what",
        remark=Remark("Which ones?", uuid.uuid4()),
        by=draft.alliance.coordinator,
    )
    FormSection.objects.create(
        proposal=draft,
        code="summary",
        assigned_to=draft.alliance.coordinator,
        completed_at=timezone.now(),
        completed_by=draft.alliance.coordinator,
    )

    made = copy(draft)

    assert not CommentThread.objects.filter(proposal=made).exists()
    assert not FormSection.objects.filter(proposal=made).exists()
    assert not Presence.objects.filter(proposal=made).exists()


def test_call_without_a_form_takes_nothing_that_has_no_page(draft):
    make_call("2020", takes_submissions=False)

    made = copy(draft, call="2020")

    assert answers_of(made) == []
    assert not made.work_packages.exists()
    assert not made.mobility_lines.exists()


def test_answer_to_what_is_not_asked_there_stays_behind(draft):
    asked_once = FORM.replace('per = "organisation"\n', "", 1)
    make_call("2020", takes_submissions=False)
    call = Call.objects.get(code="2020")
    text = asked_once.replace('code = "what"', 'code = "what-else"')
    publish_form(call=call, text=text, reason="A test.")

    made = copy(draft, call="2020")

    assert [row[0] for row in answers_of(made)] == ["eqf", "help"]
    assert not made.work_packages.exists()


def test_all_comes_along_or_nothing(draft, monkeypatch):
    def fail(**_ends):
        raise RuntimeError("disk full")

    monkeypatch.setattr(copies, "copy_mobility", fail)

    with pytest.raises(RuntimeError, match="disk full"):
        copy(draft)

    assert Proposal.objects.count() == 1
    assert Partnership.objects.count() == 4
    assert WorkPackage.objects.count() == 3


def test_reader_copies_nothing(draft):
    with pytest.raises(Exception, match=r".+"):
        copy_alliance(
            proposal=draft,
            project_type=draft.alliance.project_type,
            acronym="COPY",
            request_key=uuid.uuid4(),
            by=make_user(),
        )

    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("more", [1, 3, 12])
def test_size_does_not_change_the_number_of_queries(
    draft, more, django_assert_num_queries
):
    for _each in range(more):
        package = add_package(draft)
        add_to(package, TaskEntry("Task", lead=1))
        add_to(package, ResultEntry("Report", REPORT))
        add_to(package, MilestoneEntry("Agreed"))
    copy(draft)

    with django_assert_num_queries(44):
        made = copy(draft)

    assert made.work_packages.count() == more + 2


def test_page_counts_what_comes_along(draft):
    now = timezone.now()

    page = copy_page(draft, chosen="", now=now)
    empty = copy_page(make_eligible_draft(draft.alliance.call), chosen="", now=now)

    assert page.application == "6 answers, 2 work packages and 3 mobility lines"
    assert empty.application == "Nothing is written yet"


def test_profiles_come_along_as_first_versions():
    draft = make_draft_with_profiles()
    name(draft)
    removed = name(draft, "Removed")
    name(draft, "Miner", code="", level=None)
    removed.removed_at = timezone.now()
    removed.save()

    made = copy(draft)

    assert list(made.profiles.values_list("number", "title", "code", "level")) == [
        (1, "Welder", "7212", 4),
        (3, "Miner", "", None),
    ]
    versions = ProfileVersion.objects.filter(profile__proposal=made)
    assert list(versions.values_list("profile__number", "version", "by")) == [
        (1, 1, draft.alliance.coordinator.pk),
        (3, 1, draft.alliance.coordinator.pk),
    ]
