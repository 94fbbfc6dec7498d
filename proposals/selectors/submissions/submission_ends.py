"""What became of a submission: whether it counts, and if not, what counts instead."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.models import Submission
from proposals.selectors.drafts.masthead import second_words


@dataclass(frozen=True, slots=True)
class SubmissionEnd:
    """How a submission ended; of one that counts, nothing."""

    words: str = ""
    """Since when it no longer counts and what does, in sentences."""
    is_withdrawn: bool = False
    """Whether it, or what replaced it, was withdrawn: nothing counts in its place."""
    counts: str = ""
    """The number of the submission that counts in its place; empty where none does."""


def end_of(submission: Submission) -> SubmissionEnd:
    """Return how a submission ended; a query, or two, where it was replaced."""
    if submission.withdrawn_at:
        words = _("Withdrawn %(moment)s. It no longer counts.")
        about = {"moment": second_words(submission.withdrawn_at)}
        return SubmissionEnd(words % about, is_withdrawn=True)
    if submission.replaced_at:
        return _replaced(submission, second_words(submission.replaced_at))
    return SubmissionEnd()


def _replaced(submission: Submission, moment: str) -> SubmissionEnd:
    of_draft = Submission.objects.filter(proposal=submission.proposal_id)
    live = of_draft.live().defer("snapshot").first()
    if live is None:
        return _withdrawn_since(
            of_draft.defer("snapshot").latest("received_at"), moment
        )
    about = {"moment": moment, "number": live.number}
    if live.received_at == submission.replaced_at:
        words = _("Replaced %(moment)s by a later submission, which counts.")
    else:
        words = _("Replaced %(moment)s. Of the later submissions %(number)s counts.")
    return SubmissionEnd(words % about, counts=live.number)


def _withdrawn_since(last: Submission, moment: str) -> SubmissionEnd:
    withdrawn = second_words(last.withdrawn_at) if last.withdrawn_at else ""
    words = _(
        "Replaced %(moment)s. The last submission, %(number)s, was withdrawn"
        " %(withdrawn)s: nothing counts now."
    )
    about = {"moment": moment, "number": last.number, "withdrawn": withdrawn}
    return SubmissionEnd(words % about, is_withdrawn=True)
