"""A draft with something of everything that a copy brings along."""

from decimal import Decimal

from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Partnership
from proposals.enums import Traveller
from proposals.models import (
    ActivityCoverage,
    Effort,
    FormVersion,
    MobilityLine,
    Proposal,
    WorkPackage,
)
from proposals.services.answers import Reply, save_answer
from proposals.services.application_forms import publish_form
from proposals.services.work_package_parts import (
    MilestoneEntry,
    ResultEntry,
    TaskEntry,
)
from tests.factories import add, make_eligible_draft
from tests.proposals.services.forms import FORM
from tests.proposals.services.work_plans import PLAN, REPORT, add_package, add_to

MOBILITY = """
[[sections]]
code = "mobility"
title = "Mobility"
kind = "mobility"
reference = "guide"

[[sections.questions]]
code = "travel"
title = "Why travel?"
limit = 500
required = false
reference = "guide"
"""


def make_whole_draft() -> Proposal:
    """Make a draft with answers, a plan, days and lines; P2 declined."""
    draft = make_eligible_draft()
    add(draft, "City of Brno", "CZ", role="associated_partner")
    publish_form(
        call=draft.alliance.call, text=FORM + PLAN + MOBILITY, reason="A test."
    )
    draft.form = FormVersion.objects.get()
    draft.save(update_fields=["form"])
    write_all(draft)
    plan_all(draft)
    Partnership.objects.filter(alliance=draft.alliance, number=2).update(
        confirmation=Confirmation.DECLINED
    )
    return draft


def write_all(draft):
    say(draft, "what", "Skills.")
    say(draft, "eqf", "Everywhere.", use="used")
    for number in (1, 2, 3):
        say(draft, "role", f"Role of P{number}", partner=number)
    say(draft, "help", "Rooms.", partner=4)
    say(draft, "why", "To be emptied.")
    draft.answers.filter(question="why").update(text="")


def plan_all(draft):
    first = add_package(
        draft, "prep", "Start", description="Agree.", start_month=1, lead=1
    )
    removed = add_package(draft, "qa", "Removed")
    second = add_package(draft, "imp", "Pilots", end_month=9, lead=2)
    add_to(first, TaskEntry("Interview", start_month=2, end_month=3, lead=2))
    add_to(first, ResultEntry("Report", REPORT, due_month=4))
    add_to(first, MilestoneEntry("Agreed", due_month=5))
    gone = add_to(first, TaskEntry("Gone"))
    for row in (removed, gone):
        row.removed_at = timezone.now()
        row.save()
    for busy, number, days in ((first, 1, 3), (second, 2, 4), (second, 3, 0)):
        Effort.objects.create(
            work_package=busy,
            partnership=partner(draft, number),
            category="manager",
            days=Decimal(days),
        )
    for carrying in (first, removed):
        ActivityCoverage.objects.create(
            proposal=draft, activity="strategy", work_package=carrying
        )
    lines: list[tuple[int, WorkPackage | None]]
    lines = [(3, second), (2, None), (3, removed)]
    for number, (who, package) in enumerate(lines, 1):
        MobilityLine.objects.create(
            proposal=draft,
            number=number,
            partnership=partner(draft, who),
            work_package=package,
            traveller=Traveller.LEARNER,
            participants=5,
            distance_km=700,
            days=Decimal("2.5"),
        )


def partner(draft, number):
    return draft.alliance.partnerships.get(number=number)


def say(draft, question, text, *, use="", partner=None):
    save_answer(
        proposal=draft,
        question=question,
        reply=Reply(text, use),
        version=0,
        by=draft.alliance.coordinator,
        partner=partner,
    )
