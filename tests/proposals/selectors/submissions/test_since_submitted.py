"""What of a draft is otherwise than what was submitted, each with its place."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Alliance, Partnership
from proposals.models import (
    ActivityCoverage,
    Answer,
    Milestone,
    MobilityLine,
    OccupationalProfile,
    PartA,
    Proposal,
    Result,
    Task,
    WorkPackage,
)
from proposals.selectors.submissions import submission
from proposals.selectors.submissions.draft_texts import _all_texts, _kept, draft_texts
from proposals.selectors.submissions.submission import submit_page
from proposals.selectors.submissions.submission_checks import Point
from proposals.services.submissions import withdraw_submission
from tests.factories import add, submit
from tests.proposals.services.copying import make_whole_draft
from tests.proposals.services.profiles import make_draft_with_profiles, name

pytestmark = pytest.mark.django_db


def since(draft: Proposal) -> Any:
    draft = Proposal.objects.select_related("alliance__project_type").get(pk=draft.pk)
    coordinator = draft.alliance.coordinator
    return submit_page(draft, coordinator, now=timezone.now()).since


def words(draft):
    found = since(draft)
    return ([each.words for each in found.points], list(found.gone))


@pytest.fixture
def submitted():
    draft = make_whole_draft()
    Partnership.objects.filter(number=2).update(confirmation=Confirmation.CONFIRMED)
    submit(draft)
    return draft


def removed(rows):
    rows.update(removed_at=timezone.now())


def test_nothing_is_said_while_nothing_stands():
    draft = make_whole_draft()
    Partnership.objects.filter(number=2).update(confirmation=Confirmation.CONFIRMED)
    before = since(draft)
    submission = submit(draft)
    standing = since(draft)
    withdraw_submission(submission=submission, by=draft.alliance.coordinator)

    assert (before, since(draft)) == (None, None)
    assert standing is not None


def test_draft_that_says_the_same_differs_in_nothing(submitted):
    found = since(submitted)

    assert (found.number, found.points, found.gone, found.more) == (0, (), (), "")
    assert found.received_iso == submitted.submissions.get().received_at.isoformat(
        timespec="seconds"
    )


def test_what_is_changed_back_is_no_change(submitted):
    Alliance.objects.update(title="Another title")
    changed = since(submitted).number
    Alliance.objects.update(title=submitted.alliance.title)

    assert (changed, since(submitted).number) == (1, 0)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda: Alliance.objects.update(acronym="OTHER"), "Acronym"),
        (lambda: Proposal.objects.update(duration_months=36), "Duration"),
        (
            lambda: Partnership.objects.filter(number=3).update(pic="912345678"),
            "P3 School of Plovdiv",
        ),
        (
            lambda: Partnership.objects.filter(number=3).update(
                confirmation=Confirmation.DECLINED
            ),
            "P3 School of Plovdiv",
        ),
        (
            lambda: PartA.objects.create(
                partnership=Partnership.objects.get(number=3), town="Brno"
            ),
            "Part A: P3 School of Plovdiv",
        ),
        (
            lambda: Answer.objects.filter(question="what").update(text="Other."),
            "What will it do?",
        ),
        (
            lambda: Answer.objects.filter(partnership__number=2).update(text="Other."),
            "Role: P2 Chamber of Ghent",
        ),
        (
            lambda: WorkPackage.objects.filter(number=1).update(description="Other."),
            "WP1 Start",
        ),
        (
            lambda: Task.objects.filter(title="Interview").update(end_month=4),
            "WP1 Start",
        ),
        (lambda: removed(Task.objects.filter(title="Interview")), "WP1 Start"),
        (lambda: Result.objects.update(level="confidential"), "WP1 Start"),
        (lambda: Milestone.objects.update(title="Other"), "WP1 Start"),
        (lambda: ActivityCoverage.objects.all().delete(), "Develop a skills strategy"),
        (
            lambda: MobilityLine.objects.filter(number=3).update(participants=6),
            "Mobility line M3",
        ),
    ],
)
def test_each_part_that_changed_is_named(submitted, change, named):
    change()

    assert words(submitted) == ([named], [])


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (lambda: Partnership.objects.filter(number=4), "P4 City of Brno"),
        (lambda: WorkPackage.objects.filter(number=3), "WP3 Pilots"),
        (lambda: MobilityLine.objects.filter(number=2), "Mobility line M2"),
    ],
)
def test_what_is_gone_is_named_as_it_was(submitted, rows, named):
    MobilityLine.objects.update(work_package=None)
    before = since(submitted).number
    removed(rows())

    found = since(submitted)

    assert (found.gone, found.number) == ((f"Removed: {named}",), before + 1)


def test_profiles_are_named_too():
    draft = make_draft_with_profiles()
    kept, gone = name(draft), name(draft, "Baker", "7512")
    submit(draft)
    OccupationalProfile.objects.filter(pk=kept.pk).update(level=5)
    removed(OccupationalProfile.objects.filter(pk=gone.pk))

    assert words(draft) == (["Welder"], ["Removed: Baker"])


def test_result_that_goes_while_a_page_is_read_is_a_change(submitted, monkeypatch):
    def late(proposal):
        removed(Result.objects.all())
        return draft_texts(proposal)

    monkeypatch.setattr(submission, "draft_texts", late)

    assert words(submitted) == (["WP1 Start"], [])


def test_content_is_sent_anew_only_where_another_one_stands(submitted):
    def sizes():
        key, alliance = submitted.pk, submitted.alliance_id
        kept = _kept[key].sha256
        rows = _all_texts(key, alliance, kept)
        return [len(text) for sort, _code, _n, text, *_ in rows if sort == "submission"]

    before = draft_texts(submitted).submitted
    assert (sizes(), draft_texts(submitted).submitted) == ([0], before)

    Alliance.objects.update(title="Another title")
    submit(submitted)
    (sent,) = sizes()
    after = draft_texts(submitted).submitted

    assert sent == len(after)
    assert after == submitted.submissions.live().get().snapshot != before


def test_each_leads_to_where_it_is_changed(submitted):
    Alliance.objects.update(title="Another title")
    Task.objects.filter(title="Interview").update(end_month=4)

    place = submitted.alliance.public_id
    package = reverse("work-package", args=[place, 1])
    assert since(submitted).points == (
        Point("Title", f"{reverse('facts', args=[place])}#id_title"),
        Point("WP1 Start", f"{package}#id_title"),
    )


@pytest.mark.parametrize(("late", "more"), [(7, ""), (8, ""), (9, "1 more")])
def test_so_many_are_named_and_the_others_counted(submitted, late, more):
    for number in range(late):
        add(submitted, f"School {number}", "BE", role="associated_partner")

    found = since(submitted)

    assert (len(found.points), found.more) == (min(late, 8), more)
    assert found.number == late
