"""What came after the close: a text nobody wants to lose, and rules that are newer."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alliances.files.consortium import parse_file
from alliances.models import Call, User
from eligibility.models import Rulebook
from eligibility.services.rulebooks import publish_rulebook
from proposals.models import Proposal
from proposals.services.closings import keep_late_text
from proposals.services.imports import import_consortium

Keys = dict[str, Any]
BLUEPRINT = (
    Path(__file__).parents[2]
    / "fixtures"
    / "consortia"
    / "construction-blueprint-2018-lot-3.json"
)
TWELVE = """lots = ["lot-3"]
since = 2017-10-25
value = 12
"""
LATE = (
    "The survey of 2026 confirms the need in three more countries: Poland, Slovakia and"
    " Hungary ask for 4,000 fitters of signalling within five years."
)


def newer_rules(by: User) -> dict[str, Keys]:
    """Build in a call of the past, and publish rules of it that ask for more."""
    file = parse_file(BLUEPRINT.read_bytes(), BLUEPRINT.name)
    draft = import_consortium(file=file, by=by)
    text = Rulebook.objects.get(call="2018").text
    assert TWELVE in text
    publish_rulebook(
        text=text.replace(TWELVE, TWELVE.replace("12", "30")),
        reason="To practise moving: thirty full partners, which no call ever asked.",
        compared_with=1,
    )
    return {"rule-move": {"public_id": draft.alliance.public_id}}


def late_text(draft: Proposal, by: User) -> None:
    """Send an answer after the close; the call is open again afterwards."""
    call = Call.objects.filter(pk=draft.alliance.call_id)
    deadline = draft.alliance.call.deadline
    call.update(deadline=timezone.now() - dt.timedelta(minutes=4))
    here = {"public_id": draft.alliance.public_id}
    kept = keep_late_text(
        proposal=Proposal.objects.select_related("alliance__call").get(pk=draft.pk),
        place=reverse("form-section", kwargs=here | {"section": "relevance"}),
        typed={"needs-text": [LATE]},
        by=by,
    )
    call.update(deadline=deadline)
    assert kept
