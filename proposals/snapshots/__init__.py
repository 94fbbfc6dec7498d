"""From stored rows to the engine's input, and from there to frozen records."""

from proposals.snapshots.covered import Covered, covered_by
from proposals.snapshots.exclusivity import Claim, sole_applicant
from proposals.snapshots.frozen import (
    FrozenAnswer,
    FrozenApplication,
    FrozenPartner,
    FrozenSubmission,
    freeze,
    receipt_in,
    thaw,
)
from proposals.snapshots.taking import claim_of, evaluation_day, take, take_all

__all__ = [
    "Claim",
    "Covered",
    "FrozenAnswer",
    "FrozenApplication",
    "FrozenPartner",
    "FrozenSubmission",
    "claim_of",
    "covered_by",
    "evaluation_day",
    "freeze",
    "receipt_in",
    "sole_applicant",
    "take",
    "take_all",
    "thaw",
]
