"""A small published form, for tests of answers."""

from proposals.models import FormVersion, Proposal
from proposals.services.application_forms import publish_form
from tests.factories import add, make_eligible_draft

FORM = """
format = 1
title = "A small form"

[references.guide]
title = "A guide"
confidence = "unverified"
checked = 2026-11-28

[[sections]]
code = "summary"
title = "Summary"

[[sections.questions]]
code = "what"
title = "What will it do?"
limit = 20
reference = "guide"

[[sections.questions]]
code = "why"
title = "Why?"
limit = 2000
reference = "guide"

[[sections]]
code = "instruments"
title = "Instruments"

[[sections.questions]]
code = "eqf"
kind = "instrument"
title = "EQF"
limit = 1000
reference = "guide"

[[sections]]
code = "partners"
title = "Partners"

[[sections.questions]]
code = "role"
per = "organisation"
title = "Role"
limit = 500
reference = "guide"

[[sections.questions]]
code = "help"
per = "associated"
title = "Help"
limit = 500
required = false
reference = "guide"

[[sections]]
code = "elsewhere"
title = "Of another Lot"
lots = ["lot-9"]

[[sections.questions]]
code = "other"
title = "Other"
limit = 500
reference = "guide"
"""


def make_draft_with_form(**facts) -> Proposal:
    """Make a draft of three partners, and an associated one, with the small form."""
    draft = make_eligible_draft(**facts)
    add(draft, "City of Brno", "CZ", role="associated_partner")
    publish_form(call=draft.alliance.call, text=FORM, reason="A test.")
    draft.form = FormVersion.objects.get(call=draft.alliance.call)
    return draft
