"""What a pack prints: the frozen content of a draft, and the digest of both."""

import datetime as dt
import hashlib
import json

from django.utils import timezone

from proposals.documents.renderer import renderer_version
from proposals.models import Proposal, Submission
from proposals.selectors.standing.verdicts import report_of
from proposals.snapshots import freeze, take

NOT_FACTS = {"inputs", "report", "submission", "override", "warnings", "deadline"}
"""What a content says of its judgement, receipt and call, not of the alliance."""


def present_content(*, draft: Proposal) -> str:
    """Freeze a locked draft with the report of the same moment."""
    snapshot = take(draft)
    report = report_of(draft, snapshot, now=timezone.now())
    return freeze(draft, snapshot=snapshot, report=report)


def is_what_was_sent(*, content: str, submission: Submission) -> bool:
    """Say whether a content says of the alliance what its submission says."""
    sent_at = submission.received_at
    return _facts_in(content, sent_at) == _facts_in(submission.snapshot, sent_at)


def _facts_in(content: str, sent_at: dt.datetime) -> dict[str, object]:
    """Return what a content says, whenever it was judged or sent.

    What a partner had replied by then is left out: contents from before it was kept do
    not have it. Nor do those from before there was a Part A have one that is empty.
    """
    data = json.loads(content)
    for partner in data["partners"]:
        if not partner.get("part_a"):
            partner.pop("part_a", None)
        replied = partner.get("replied")
        if replied and dt.datetime.fromisoformat(replied["at"]) <= sent_at:
            del partner["replied"]
    return {key: data[key] for key in data.keys() - NOT_FACTS}


def pack_digest(*, content: str) -> str:
    """Return the digest of a pack: its content, and what draws it."""
    return hashlib.sha256(f"{renderer_version()}\n{content}".encode()).hexdigest()
