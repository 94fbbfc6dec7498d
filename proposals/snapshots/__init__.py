"""From stored rows to the engine's input, and from there to frozen records."""

from proposals.snapshots.application_forms import form_of
from proposals.snapshots.budgets import BudgetRows
from proposals.snapshots.covered import Covered, covered_by
from proposals.snapshots.elsewhere import rest_in_programme_countries
from proposals.snapshots.exclusivity import Claim, sole_applicant
from proposals.snapshots.frozen import (
    FrozenApplication,
    FrozenSubmission,
    freeze,
    receipt_in,
    thaw,
    thaw_head,
)
from proposals.snapshots.frozen_form import (
    FrozenForm,
    FrozenQuestion,
    FrozenReply,
    FrozenSection,
)
from proposals.snapshots.frozen_override import FrozenOverride
from proposals.snapshots.frozen_part_a import FrozenPartA
from proposals.snapshots.frozen_partners import (
    FrozenAnswer,
    FrozenCopy,
    FrozenOpenAnswer,
    FrozenPartner,
    moment_text,
)
from proposals.snapshots.frozen_plan import (
    FrozenLead,
    FrozenMilestone,
    FrozenPackage,
    FrozenResult,
    FrozenTask,
)
from proposals.snapshots.frozen_profiles import FrozenProfile
from proposals.snapshots.frozen_warnings import FrozenWarnings, dump_warnings
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
    roles_by_number,
    take,
    take_all,
)
from proposals.snapshots.whole_call import (
    Draft,
    TakenDraft,
    counted_drafts,
    kept_drafts,
    open_drafts,
    take_each,
    with_partners_in,
)
from proposals.snapshots.withdrawals import (
    has_withdrawal_test,
    with_withdrawal_test,
    without_withdrawal_test,
)

__all__ = [
    "BudgetRows",
    "Claim",
    "Covered",
    "Draft",
    "FrozenAnswer",
    "FrozenApplication",
    "FrozenCopy",
    "FrozenForm",
    "FrozenLead",
    "FrozenMilestone",
    "FrozenOpenAnswer",
    "FrozenOverride",
    "FrozenPackage",
    "FrozenPartA",
    "FrozenPartner",
    "FrozenProfile",
    "FrozenQuestion",
    "FrozenReply",
    "FrozenResult",
    "FrozenSection",
    "FrozenSubmission",
    "FrozenTask",
    "FrozenWarnings",
    "TakenDraft",
    "claim_of",
    "counted_drafts",
    "covered_by",
    "day_within",
    "dump_warnings",
    "evaluation_day",
    "excluding_among",
    "form_of",
    "freeze",
    "has_withdrawal_test",
    "holders_among",
    "kept_drafts",
    "keys_of",
    "moment_text",
    "open_drafts",
    "receipt_in",
    "rest_in_programme_countries",
    "roles_by_number",
    "sole_applicant",
    "take",
    "take_all",
    "take_each",
    "taken_names",
    "thaw",
    "thaw_head",
    "with_partners_in",
    "with_withdrawal_test",
    "without_withdrawal_test",
]
