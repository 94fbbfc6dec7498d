"""Drafts with a work plan, for tests."""

import uuid
from typing import Any

from proposals.enums import ResultKind, WorkPackageKind
from proposals.models import FormVersion, Proposal, WorkPackage
from proposals.services.application_forms import publish_form
from proposals.services.work_package_parts import PartEntry, add_part
from proposals.services.work_packages import WorkPackageEntry, add_work_package
from tests.factories import add, make_eligible_draft
from tests.proposals.services.forms import FORM

PLAN = """
[[sections]]
code = "activities"
title = "Activities"

[[sections.questions]]
code = "strategy"
kind = "activity"
title = "Develop a skills strategy"
limit = 1500
reference = "guide"

[[sections]]
code = "work-plan"
title = "Work plan"
kind = "work_plan"
help = "Each type at least once."
reference = "guide"
"""


def make_draft_with_plan(**facts) -> Proposal:
    """Make a draft of three partners, and an associated one, whose form has a plan."""
    draft = make_eligible_draft(**facts)
    add(draft, "City of Brno", "CZ", role="associated_partner")
    publish_form(call=draft.alliance.call, text=FORM + PLAN, reason="A test.")
    draft.form = FormVersion.objects.get(call=draft.alliance.call)
    draft.save(update_fields=["form"])
    return draft


def entry(kind="imp", title="Pilots", **values) -> WorkPackageEntry:
    return WorkPackageEntry(WorkPackageKind(kind), title, **values)


def add_package(draft, kind="imp", title="Pilots", **values) -> WorkPackage:
    return add_work_package(
        proposal=draft,
        entry=entry(kind, title, **values),
        request_key=uuid.uuid4(),
        by=draft.alliance.coordinator,
    )


def add_to(package, stated: PartEntry) -> Any:
    return add_part(
        work_package=package,
        entry=stated,
        request_key=uuid.uuid4(),
        by=package.proposal.alliance.coordinator,
    )


def add_every_kind(draft) -> list[WorkPackage]:
    """Add a work package of each type, led by the applicant, over the whole time."""
    return [
        add_package(draft, each, each.label, start_month=1, end_month=48, lead=1)
        for each in WorkPackageKind
    ]


REPORT = ResultKind.REPORT
