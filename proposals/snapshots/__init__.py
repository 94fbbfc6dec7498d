"""From stored rows to the engine's input, and from there to frozen records."""

from proposals.snapshots.covered import Covered, covered_by
from proposals.snapshots.elsewhere import rest_in_programme_countries
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
from proposals.snapshots.organisations import (
    excluding_among,
    holders_among,
    keys_of,
    taken_names,
)
from proposals.snapshots.taking import (
    claim_of,
    day_within,
    evaluation_day,
    take,
    take_all,
)
from proposals.snapshots.whole_call import (
    open_drafts,
    submitted_drafts,
    take_each,
    with_partners_in,
)
from proposals.snapshots.withdrawals import (
    has_withdrawal_test,
    with_withdrawal_test,
    without_withdrawal_test,
)

__all__ = [
    "Claim",
    "Covered",
    "FrozenAnswer",
    "FrozenApplication",
    "FrozenPartner",
    "FrozenSubmission",
    "claim_of",
    "covered_by",
    "day_within",
    "evaluation_day",
    "excluding_among",
    "freeze",
    "has_withdrawal_test",
    "holders_among",
    "keys_of",
    "open_drafts",
    "receipt_in",
    "rest_in_programme_countries",
    "sole_applicant",
    "submitted_drafts",
    "take",
    "take_all",
    "take_each",
    "taken_names",
    "thaw",
    "with_partners_in",
    "with_withdrawal_test",
    "without_withdrawal_test",
]
