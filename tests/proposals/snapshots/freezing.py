"""Freezes a draft as it stands, for tests."""

from typing import Any

from eligibility.catalogue import published_rulebook
from eligibility.services.assess import assess
from proposals.models import Proposal
from proposals.snapshots import freeze, take, thaw


def frozen_text(draft: Proposal) -> str:
    """Return the draft's canonical content on the first day of its call."""
    snapshot = take(draft)
    report = assess(
        snapshot=snapshot,
        rulebook=published_rulebook(draft.rulebook),
        on=draft.alliance.call.opens_on,
    )
    return freeze(draft, snapshot=snapshot, report=report)


def frozen(draft: Proposal) -> Any:  # a test looks into what may be None
    """Return what is read back of it."""
    return thawed(frozen_text(draft))


def thawed(text: str) -> Any:  # as above
    """Return what is read back of a content."""
    return thaw(text)
