"""Why an act was refused, as the summary above a page says it."""

from dataclasses import dataclass
from typing import Self

from proposals.errors import NotEligible, Refused, RulesOutdated, StaleVersion
from proposals.models import Proposal
from proposals.selectors.submissions.submission import changes_since, open_clauses


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal in words: one sentence, then the particulars."""

    message: str
    lines: tuple[str, ...] = ()
    is_stale: bool = False
    """Whether somebody changed the draft after this person looked."""
    focus: str = ""
    """Id of the control that helps; empty where none does."""

    @classmethod
    def of(cls, error: Refused) -> Self:
        """Return a refusal that its message says completely."""
        return cls(str(error.message))


def refusal_of(error: Refused, proposal: Proposal, *, seen: str) -> Refusal:
    """Word a refused submission; `seen` is what the form carried."""
    message = str(error.message)
    if isinstance(error, StaleVersion):
        return Refusal(message, changes_since(proposal, seen), is_stale=True)
    if isinstance(error, NotEligible):
        return Refusal(message, open_clauses(error.report), focus="eligibility")
    if isinstance(error, RulesOutdated):
        return Refusal(message, focus="newer-rules")
    return Refusal(message)
