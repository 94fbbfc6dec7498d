"""Which work packages carry out the activities of the form."""

from collections.abc import Collection

from django.db import transaction

from alliances.models import User
from proposals.enums import ActivityKind
from proposals.errors.work_plan import ActivityNotAsked
from proposals.files.form import QuestionKind
from proposals.models import ActivityCoverage, Proposal, WorkPackage
from proposals.services.activity import note_act
from proposals.services.drafts import lock_draft
from proposals.snapshots import form_of


def change_coverage(
    *,
    proposal: Proposal,
    activity: str,
    carried: Collection[int],
    seen: Collection[int],
    by: User,
) -> None:
    """State which work packages carry an activity out, by their numbers.

    Only what differs from `seen` is written, so two people who tick different work
    packages both have their way, and twice changes nothing. A work package that is gone
    is passed over. Refuses with NotAllowed and with ActivityNotAsked.
    """
    _require_activity(proposal, activity)
    added, dropped = set(carried) - set(seen), set(seen) - set(carried)
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        rows = ActivityCoverage.objects.filter(proposal=proposal, activity=activity)
        rows.filter(work_package__number__in=dropped).delete()
        packages = WorkPackage.objects.current().filter(proposal=proposal)
        ActivityCoverage.objects.bulk_create(
            [
                ActivityCoverage(
                    proposal=proposal, activity=activity, work_package=each
                )
                for each in packages.filter(number__in=added)
            ],
            ignore_conflicts=True,
        )
        if added or dropped:
            kind, told = ActivityKind.ACTIVITY_PLACED, {"activity": activity}
            ends = {"added": sorted(added), "dropped": sorted(dropped)}
            note_act(draft=draft, kind=kind, by=by, facts={**told, **ends})


def _require_activity(proposal: Proposal, code: str) -> None:
    form = form_of(proposal)
    lot = proposal.alliance.lot.code
    question = None if form is None else form.question(code, lot=lot)
    if question is None or question.kind is not QuestionKind.ACTIVITY:
        raise ActivityNotAsked
