"""What changed in the rules of a call since a submission was received."""

from django.utils.translation import gettext as _

from proposals.models import Submission
from proposals.selectors.law.newer_rules import must_move, newest_rules
from proposals.snapshots import FrozenApplication


def rules_since(submission: Submission, frozen: FrozenApplication) -> str:
    """Say that a new submission is asked for newer rules; empty where it is not.

    Who withdraws what stands under the old ones may be unable to submit again.
    """
    proposal = submission.proposal
    made_under = frozen.report.rulebook.version
    newest = newest_rules([proposal])[proposal.alliance.call_id]
    if newest.version == made_under:
        return ""
    pinned = proposal.rulebook
    if pinned.version == made_under and not must_move(pinned, newest):
        return ""
    return _(
        "The rules changed since: this submission stands under version %(before)d,"
        " and a new one is asked for version %(after)d."
    ) % {"before": made_under, "after": newest.version}
