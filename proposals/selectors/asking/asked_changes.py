"""What a partner asked to be different, old beside proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from alliances.worded import Worded
from proposals.enums import ChangedField, ChangeState, PartnerAnswer
from proposals.models import ConfirmationRequest, Proposal, ProposedChange
from proposals.selectors.asking.change_choices import field_words


@dataclass(frozen=True, slots=True)
class AskedChange:
    """One field that should be different."""

    key: int
    field: str
    title: str
    stated: str
    """What stood when it was asked for; empty for words of the contact."""
    proposed: str
    state: str
    """How it was decided, in words; empty while it waits."""
    reason: str
    """Why it was refused."""

    @property
    def is_words(self) -> bool:
        """Whether it is what the contact wrote, which no field takes."""
        return self.field == ChangedField.WORDS


def asked_changes(request: ConfirmationRequest) -> tuple[AskedChange, ...]:
    """Return the changes that an answer asked for: one query."""
    return tuple(asked_change(each) for each in request.changes.all())


def changes_of(
    requests: Iterable[ConfirmationRequest],
) -> dict[int, tuple[AskedChange, ...]]:
    """Return what stands asked for, by the key of the request: at most one query."""
    asking = [
        each.pk
        for each in requests
        if each.answer == PartnerAnswer.CHANGE and each.revoked_at is None
    ]
    if not asking:
        return {}
    found: dict[int, tuple[AskedChange, ...]] = {}
    for row in ProposedChange.objects.filter(request__in=asking):
        before = found.get(row.request_id, ())
        found[row.request_id] = (*before, asked_change(row))
    return found


def decided_before(request: ConfirmationRequest) -> tuple[AskedChange, ...]:
    """Return what became of the changes the same contact asked for last.

    Another address learns nothing of what the one before it wrote. At most one query;
    `request` is read by its link.
    """
    if request.answered_before is None:
        return ()
    rows = ProposedChange.objects.filter(
        request=request.answered_before, request__email__iexact=request.email
    )
    return tuple(asked_change(each) for each in rows.exclude(state=ChangeState.OPEN))


def open_changes(proposal: Proposal, number: int) -> tuple[AskedChange, ...]:
    """Return what one partner asks for and nobody has decided: one query."""
    rows = _open_changes(proposal.alliance_id)
    return tuple(asked_change(each) for each in rows if each.partner == number)


@Worded
def _open_changes(alliance: int) -> QuerySet[Any, Any]:
    rows = ProposedChange.objects.open().annotate(
        partner=F("request__partnership__number")
    )
    return rows.filter(request__partnership__alliance=alliance)


def asked_change(row: ProposedChange) -> AskedChange:
    """Return one change in words."""
    is_words = row.field == ChangedField.WORDS
    is_open = row.state == ChangeState.OPEN
    return AskedChange(
        key=row.pk,
        field=row.field,
        title=row.get_field_display(),
        stated="" if is_words else field_words(row.field, row.stated),
        proposed=row.proposed if is_words else field_words(row.field, row.proposed),
        state="" if is_open else _state(row),
        reason=row.reason,
    )


def _state(row: ProposedChange) -> str:
    """Say how a change was decided; what no field takes is dealt with by hand."""
    if row.field == ChangedField.WORDS and row.state == ChangeState.ACCEPTED:
        return _("Dealt with")
    return row.get_state_display()
