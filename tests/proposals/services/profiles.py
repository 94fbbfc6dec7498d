"""Drafts with occupational profiles, for tests."""

import uuid

from proposals.models import FormVersion, OccupationalProfile, Proposal
from proposals.services.application_forms import publish_form
from proposals.services.profiles import ProfileEntry, add_profile
from tests.factories import make_eligible_draft
from tests.proposals.services.forms import FORM

PROFILES = """
[[sections]]
code = "occupations"
title = "Occupational profiles"
kind = "profiles"
reference = "guide"

[[sections.questions]]
code = "digital"
title = "Which digital skills?"
limit = 500
reference = "guide"
"""


def make_draft_with_profiles(**facts) -> Proposal:
    """Make a draft of three partners whose form asks for profiles."""
    draft = make_eligible_draft(**facts)
    publish_form(call=draft.alliance.call, text=FORM + PROFILES, reason="A test.")
    draft.form = FormVersion.objects.get(call=draft.alliance.call)
    draft.save(update_fields=["form"])
    return draft


def name(draft, title="Welder", code="7212", level=4, **values) -> OccupationalProfile:
    known = {"request_key": uuid.uuid4(), "by": draft.alliance.coordinator}
    entry = ProfileEntry(title, code, level)
    return add_profile(proposal=draft, entry=entry, **(known | values))
