"""Questions to partners that still wait for an answer before a deadline."""

import datetime as dt
from collections.abc import Iterable

from alliances.enums import Role
from alliances.models import User
from proposals.enums import LetterState
from proposals.models import ConfirmationRequest, Proposal
from proposals.selectors.drafts.open_work import OpenWork


def open_questions(
    proposal: Proposal, *, now: dt.datetime
) -> tuple[ConfirmationRequest, ...]:
    """Return the questions that arrived, wait, and whose reminders nobody stopped.

    One query, the partnership with them.
    """
    rows = ConfirmationRequest.objects.open().filter(
        partnership__alliance=proposal.alliance_id,
        partnership__removed_at=None,
        letter_state=LetterState.SENT,
        muted_at=None,
        expires_at__gt=now,
    )
    rows = rows.exclude(partnership__role=Role.APPLICANT)
    return tuple(rows.select_related("partnership").order_by("pk"))


def is_asked(
    person: User, number: int | None, questions: Iterable[ConfirmationRequest]
) -> bool:
    """Say whether one of these questions is to this person, for its partner."""
    return any(
        each.partnership.number == number and each.email.lower() == person.email.lower()
        for each in questions
    )


def owes_anything(
    person: User,
    number: int | None,
    work: OpenWork,
    questions: Iterable[ConfirmationRequest],
) -> bool:
    """Say whether the contact of a partner has a part to write or owes an answer."""
    return number in work.parts or is_asked(person, number, questions)
