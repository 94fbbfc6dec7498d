"""What a partner answered before it is asked again, and what changed since."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import day_words
from eligibility.words import BRUSSELS
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.statement_differences import (
    Difference,
    differences_since,
)
from proposals.snapshots.covered import Covered
from proposals.snapshots.statements import Statements, statements_of

TOLD = (PartnerAnswer.CONFIRMED, PartnerAnswer.DECLINED, PartnerAnswer.CHANGE)


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """The answer to the question before, told to who is asked again."""

    by: str
    """Who answered; the organisation, where another mailbox did."""
    day: str
    answer: PartnerAnswer
    differences: tuple[Difference, ...]
    """What was confirmed beside what holds now."""
    is_same: bool
    """Whether it confirmed all that holds now."""

    @property
    def said(self) -> str:
        """Who answered what, and on which day, in a sentence."""
        return self.said_by(self.by)

    def said_by(self, by: str) -> str:
        """Say it with the name as `by` writes it, such as a mail may repeat it."""
        return {
            PartnerAnswer.CONFIRMED: _("%(by)s confirmed on %(day)s."),
            PartnerAnswer.DECLINED: _("%(by)s declined on %(day)s."),
            PartnerAnswer.CHANGE: _("%(by)s asked for a change on %(day)s."),
        }[self.answer] % {"by": by, "day": self.day}


def asked_before(
    request: ConfirmationRequest, statements: Statements
) -> AskedBefore | None:
    """Return the answer before this question; None where there is none.

    Another address is not told who gave it, and nothing where the organisation may be
    another one by now. At most one query; `request` is read by its link.
    """
    if request.answered_before is None:
        return None
    given = ConfirmationRequest.objects.get(pk=request.answered_before)
    if given.answer not in TOLD or not _is_theirs(request, given):
        return None
    return _told(request, given, statements)


def asked_before_of(request: ConfirmationRequest) -> AskedBefore | None:
    """Return the same for a mail: one query, and six more for who answered before."""
    same = ConfirmationRequest.objects.with_answer_before().get(pk=request.pk)
    if same.answered_before is None:
        return None
    same.partnership = request.partnership
    return asked_before(same, statements_of(request.partnership.alliance.proposal))


def _is_theirs(request: ConfirmationRequest, given: ConfirmationRequest) -> bool:
    """Whether who is asked gave an answer, or the organisation of this name did.

    Only a confirmation says of which organisation it was.
    """
    if _is_same_mailbox(request, given):
        return True
    confirmed = Covered.read(given.covered_text) if given.covered_text else None
    return confirmed is not None and confirmed.name == request.partnership.name


def _is_same_mailbox(request: ConfirmationRequest, given: ConfirmationRequest) -> bool:
    return given.email.casefold() == request.email.casefold()


def _told(
    request: ConfirmationRequest, given: ConfirmationRequest, statements: Statements
) -> AskedBefore:
    alliance = request.partnership.alliance
    now = statements.of(request.partnership)
    is_yes = given.answer == PartnerAnswer.CONFIRMED
    is_own = _is_same_mailbox(request, given)
    who = [given.answered_name, given.answered_function] if is_own else []
    at = given.answered_at
    return AskedBefore(
        by=", ".join(filter(None, who)) or request.partnership.name,
        day=day_words(at.astimezone(BRUSSELS).date()) if at else "",
        answer=PartnerAnswer(given.answer),
        differences=differences_since(given, alliance, now, statements.burdens.titles)
        if is_yes
        else (),
        is_same=is_yes and given.covered_text == now.text,
    )
