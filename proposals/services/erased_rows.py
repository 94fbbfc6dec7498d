"""How each sort of row that names people is erased; called in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Partnership
from proposals.enums import ActivityKind, ChangedField, LetterState
from proposals.models import (
    Colleague,
    ConfirmationRequest,
    LateText,
    Proposal,
    ProposedChange,
)
from proposals.models.part_a import CONTACT, REPRESENTATIVE
from proposals.selectors.letters.letter_kinds import BY_NAME, kind_of
from proposals.selectors.log.erasures import (
    CONTACTS,
    LATE,
    LOG,
    REPORTS,
    REPRESENTATIVES,
    SESSIONS,
)
from proposals.services.activity import note_act, note_everywhere
from proposals.services.drafts import hold_draft, note_change
from proposals.services.ended_sessions import end_sessions
from proposals.services.erased_documents import forget_signatories

Counts = dict[str, int]
"""Sort of row → how many of them."""
QUESTIONS = kind_of(ConfirmationRequest).name
INVITATIONS = kind_of(Colleague).name
OF_PART_A = "partnership__alliance__proposal"
IN_PART_A = {CONTACTS: CONTACT, REPRESENTATIVES: REPRESENTATIVE}
"""Sorts that are columns of Part A, and which."""
DRAFTS = {
    LOG: "proposal",
    QUESTIONS: kind_of(ConfirmationRequest).path,
    INVITATIONS: kind_of(Colleague).path,
    CONTACTS: OF_PART_A,
    REPRESENTATIVES: OF_PART_A,
}
"""Sorts that are written under the lock of their draft, and the way to it."""


def hold_drafts(*, parts: Mapping[str, QuerySet[Any]]) -> None:
    """Lock the drafts whose logs, questions, invitations and people will be erased.

    All before anything is read, so that an answer on its way is erased too, and in the
    order in which everybody locks several: nobody waits in a circle.
    """
    keys: set[int] = set()
    for name, path in DRAFTS.items():
        keys |= set(parts[name].order_by().values_list(path, flat=True))
    drafts = Proposal.objects.filter(pk__in=keys).order_by("pk")
    list(drafts.select_for_update().values_list("pk", flat=True))


def rows_left(*, parts: Mapping[str, QuerySet[Any]]) -> dict[str, QuerySet[Any]]:
    """Return of each sort the rows that still say something, by their keys."""
    found = {}
    for name, rows in parts.items():
        left = rows.filter(_left(name))
        # By keys: what is emptied would be found by its address no more.
        keys = list(left.values_list("pk", flat=True))
        found[name] = rows.model.objects.filter(pk__in=keys)
    return found


def erase_rows(*, rows: Mapping[str, QuerySet[Any]]) -> None:
    """Erase rows of each sort; `hold_drafts` has locked the drafts they belong to."""
    _take_back(rows[QUESTIONS])
    for name, each in rows.items():
        ERASERS.get(name, _letters)(each)


def _take_back(questions: QuerySet[ConfirmationRequest]) -> None:
    """Take back the questions that wait: nobody is left to answer them."""
    waiting = questions.filter(revoked_at=None, answer="")
    drafts = waiting.values_list("partnership__alliance__proposal", flat=True)
    for draft in Proposal.objects.filter(pk__in=list(drafts)).order_by("pk"):
        held = hold_draft(proposal=draft)
        for each in waiting.filter(
            partnership__alliance=draft.alliance_id
        ).select_related("partnership"):
            ConfirmationRequest.objects.filter(pk=each.pk).update(
                revoked_at=timezone.now()
            )
            Partnership.objects.filter(
                pk=each.partnership_id, confirmation=Confirmation.INVITED
            ).update(confirmation=Confirmation.NOT_INVITED)
            note_change(draft=held)
            number, told = each.partnership.number, {"request": each.pk}
            kind = ActivityKind.REVOKED
            note_act(draft=held, kind=kind, by=None, partner=number, facts=told)


def _log(people: QuerySet[Any]) -> None:
    """Delete names with their salts, and say in each log how many there were."""
    # A contact stands there as who was asked, and as who signed.
    each_once = Count("email", distinct=True)
    numbers = people.order_by().values("proposal").annotate(number=each_once)
    facts = {each["proposal"]: {"people": each["number"]} for each in numbers}
    note_everywhere(kind=ActivityKind.PEOPLE_ERASED, facts=facts)
    people.delete()


def _questions(rows: QuerySet[ConfirmationRequest]) -> None:
    """Keep of a question its answer and its moments; its link opens nothing more."""
    rows.update(token_digest=None, account_digest=None, reminder_digest=None)
    words = ProposedChange.objects.filter(field=ChangedField.WORDS)
    words.filter(request__in=rows).update(proposed="")
    _letters(rows)


def _invitations(rows: QuerySet[Any]) -> None:
    """End what waits to be taken up: without an address nobody can."""
    rows.filter(ended_at=None).update(ended_at=timezone.now())
    _letters(rows)


def _letters(rows: QuerySet[Any]) -> None:
    """Forget what letters say of people; one that waits is not sent."""
    queued = rows.filter(letter_state=LetterState.QUEUED)
    queued.update(letter_state=LetterState.FAILED)
    rows.update(**dict.fromkeys(kind_of(rows.model).texts, ""))


def _reports(rows: QuerySet[Any]) -> None:
    rows.update(contact="")


def _people(names: Sequence[str], rows: QuerySet[Any]) -> None:
    """Empty columns of Part A; who had it open saves over it no more."""
    rows.update(**dict.fromkeys(names, ""), version=F("version") + 1)


def _representatives(rows: QuerySet[Any]) -> None:
    """Empty them as people of Part A, and delete what was drawn for them to sign."""
    forget_signatories(rows=rows)
    _people(REPRESENTATIVE, rows)


def _sessions(rows: QuerySet[UserSession]) -> None:
    """Sign the person out, and keep neither machine nor browser."""
    end_sessions(rows=rows)


def _late_texts(rows: QuerySet[LateText]) -> None:
    """Delete them: no part of an application, they prove nothing to anybody."""
    rows.delete()


def _left(name: str) -> Q:
    """Return when a row of a sort still says something."""
    if name in {LOG, SESSIONS, LATE}:
        return Q()
    if name in IN_PART_A:
        return ~Q(**dict.fromkeys(IN_PART_A[name], ""))
    return ~Q(contact="") if name == REPORTS else BY_NAME[name].says_something()


ERASERS: Mapping[str, Callable[[QuerySet[Any]], None]] = {
    LOG: _log,
    QUESTIONS: _questions,
    INVITATIONS: _invitations,
    REPORTS: _reports,
    SESSIONS: _sessions,
    CONTACTS: partial(_people, CONTACT),
    REPRESENTATIVES: _representatives,
    LATE: _late_texts,
}
"""How a sort is erased, where it is more than a letter."""
