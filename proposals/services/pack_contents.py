"""What a pack prints: the frozen content of a draft, and the digest of both."""

import hashlib
import json

from django.utils import timezone

from proposals.documents.renderer import renderer_version
from proposals.models import Proposal
from proposals.selectors.verdicts import report_of
from proposals.snapshots import freeze, take

NOT_FACTS = {"inputs", "report", "submission", "override", "warnings"}
"""What a content says of its judgement and receipt, not of the alliance."""


def present_content(*, draft: Proposal) -> str:
    """Freeze a locked draft with the report of the same moment."""
    snapshot = take(draft)
    report = report_of(draft, snapshot, now=timezone.now())
    return freeze(draft, snapshot=snapshot, report=report)


def facts_in(*, content: str) -> dict[str, object]:
    """Return what a content says of the alliance, whenever it was judged or sent."""
    data = json.loads(content)
    for partner in data["partners"]:
        # Nothing given says as much as contents from before there was a Part A.
        if not partner.get("part_a"):
            partner.pop("part_a", None)
    return {key: data[key] for key in data.keys() - NOT_FACTS}


def pack_digest(*, content: str) -> str:
    """Return the digest of a pack: its content, and what draws it."""
    return hashlib.sha256(f"{renderer_version()}\n{content}".encode()).hexdigest()
