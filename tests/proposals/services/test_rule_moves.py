"""A draft goes over to newer rules by an act, once, and a submission never does."""

import datetime as dt

import pytest
from django.utils import timezone

from eligibility.services.rulebooks import publish_rulebook
from proposals.enums import ActivityKind
from proposals.errors import (
    CallTakesNoSubmissions,
    DeadlinePassed,
    NotAllowed,
    NotEligible,
    RulesMovedOn,
    RulesOutdated,
    StaleVersion,
    TypeDropped,
)
from proposals.models import RuleMove, Submission
from proposals.policies import call_refusal
from proposals.selectors.law.newer_rules import newest_rules
from proposals.services import submissions
from proposals.services.rule_moves import move_to_newest_rules
from proposals.snapshots import thaw_head
from tests.factories import (
    make_call,
    make_colleague,
    make_eligible_draft,
    make_user,
    submit,
)
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db


def publish(proposal, old, new):
    """Publish the newest rules of a draft's call with something else in them."""
    newest = newest_rules([proposal])[proposal.alliance.call_id]
    assert old in newest.text
    return publish_rulebook(text=newest.text.replace(old, new), reason="Corrected.")


def stricter(proposal, number=4):
    """Ask for one country more than there are."""
    return publish(proposal, f"value = {number - 1}\n", f"value = {number}\n")


def move(proposal, before=1, after=2, **more):
    return move_to_newest_rules(
        **{
            "proposal": proposal,
            "before": before,
            "after": after,
            "by": proposal.alliance.coordinator,
            **more,
        }
    )


def test_moving_pins_the_newest_version_and_keeps_who_did_it():
    proposal = make_eligible_draft()
    newest = stricter(proposal)

    moved = move(proposal, by=(peer := make_colleague(proposal)))

    proposal.refresh_from_db()
    (kept,) = RuleMove.objects.all()
    assert (moved, moved.rulebook, proposal.rulebook) == (proposal, newest, newest)
    assert (kept.before.version, kept.after.version, kept.moved_by) == (1, 2, peer)
    assert str(kept) == "SKILLS: open v1 → open v2"
    assert proposal.revision == 2


def test_moving_twice_is_moving_once():
    proposal = make_eligible_draft()
    stricter(proposal)

    move(proposal)
    again = move(proposal)

    assert again.rulebook.version == 2
    assert again.revision == 2
    assert RuleMove.objects.count() == 1


def test_moving_to_a_version_that_is_not_the_newest_is_refused():
    proposal = make_eligible_draft()
    stricter(proposal)
    stricter(proposal, 5)

    with pytest.raises(RulesMovedOn):
        move(proposal)

    proposal.refresh_from_db()
    assert proposal.rulebook.version == 1


def test_moving_from_a_version_it_no_longer_pins_is_refused():
    proposal = make_eligible_draft()
    stricter(proposal)
    move(proposal)
    stricter(proposal, 5)

    with pytest.raises(StaleVersion) as refused:
        move(proposal, before=1, after=3)

    assert refused.value.current.rulebook.version == 2


def test_rules_without_its_type_of_project_are_refused():
    proposal = make_eligible_draft()
    publish(
        proposal,
        'code = "standard"\ntitle = "Standard"\n[[lots.project_types]]\ncode = "large"',
        'code = "large"',
    )

    with pytest.raises(TypeDropped):
        move(proposal)

    assert RuleMove.objects.count() == 0


def test_others_do_not_move_it():
    proposal = make_eligible_draft()
    stricter(proposal)

    with pytest.raises(NotAllowed):
        move(proposal, by=make_user())


def test_submitting_under_outdated_rules_is_refused_until_it_is_moved():
    proposal = make_eligible_draft()
    publish(proposal, 'title = "Blueprint"', 'title = "Blueprints"')

    with pytest.raises(RulesOutdated):
        submit(proposal)
    move(proposal)
    submission = submit(proposal)

    assert [each.reason for each in proposal.attempts.all()] == [
        "",
        str(RulesOutdated.message),
    ]
    assert '"version":2' in submission.snapshot


def test_another_deadline_alone_is_taken_by_the_submission_itself():
    former = timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=9)
    proposal = make_eligible_draft(make_call(deadline=former))
    later = former + dt.timedelta(days=1)
    newest = publish_rulebook(text=rules_of(deadline=later), reason="A day more.")

    submission = submit(proposal, received_at=former + dt.timedelta(hours=1))

    proposal.refresh_from_db()
    (kept,) = RuleMove.objects.all()
    assert (proposal.rulebook, proposal.revision) == (newest, 1)
    assert (kept.before.version, kept.after.version) == (1, 2)
    assert kept.moved_by == proposal.alliance.coordinator
    assert '"version":2' in submission.snapshot
    kinds = proposal.activity.values_list("kind", flat=True)
    assert list(kinds)[-2:] == [ActivityKind.RULES_MOVED, ActivityKind.SUBMITTED]


def test_another_deadline_pins_nothing_where_the_submission_is_refused():
    former = timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=9)
    proposal = make_eligible_draft(make_call(deadline=former), duration_months=1)
    later = former + dt.timedelta(days=1)
    publish_rulebook(text=rules_of(deadline=later), reason="A day more.")

    with pytest.raises(NotEligible):
        submit(proposal)

    proposal.refresh_from_db()
    assert proposal.rulebook.version == 1
    assert RuleMove.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"days": -2}, DeadlinePassed),
        ({"days": 9, "takes_submissions": False}, CallTakesNoSubmissions),
    ],
)
def test_rules_published_between_two_looks_of_a_press_close_the_call_for_it(
    monkeypatch, values, refusal
):
    proposal = make_eligible_draft(make_call(deadline=in_days(9)))
    deadline, more = in_days(values.pop("days")), values
    publish_after_the_call_was_read(monkeypatch, deadline=deadline, **more)

    with pytest.raises(refusal):
        submit(proposal)

    assert Submission.objects.count() == RuleMove.objects.count() == 0


def test_a_receipt_names_the_deadline_of_the_version_it_names(monkeypatch):
    proposal = make_eligible_draft(make_call(deadline=in_days(9)))
    publish_after_the_call_was_read(monkeypatch, deadline=in_days(10))

    frozen = thaw_head(submit(proposal).snapshot)

    assert (frozen.report.rulebook.version, frozen.deadline) == (2, in_days(10))


def in_days(days):
    return timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=days)


def publish_after_the_call_was_read(monkeypatch, **values):
    """Do as an administrator whose transaction ends between two statements."""

    def look(call, moment):
        refusal = call_refusal(call, moment)
        publish_rulebook(text=rules_of(**values), reason="At the last moment.")
        return refusal

    monkeypatch.setattr(submissions, "call_refusal", look)


def test_a_submission_keeps_its_version_when_the_draft_moves():
    proposal = make_eligible_draft()
    before = submit(proposal).snapshot
    stricter(proposal)

    move(proposal)

    (kept,) = Submission.objects.live()
    assert kept.snapshot == before
    assert '"version":1' in kept.snapshot
