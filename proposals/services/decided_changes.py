"""Changes that partners ask for, written into the composition or refused, one by one.

Each is decided once, under the lock that every writer of the draft takes. The partner
counts as invited all the while: only its own answer to a new question confirms.
"""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from alliances.enums import Role
from alliances.models import Country, Organisation, Partnership, User
from alliances.models.organisations import TYPE_SEPARATOR
from proposals.enums import ActivityKind, ChangedField, ChangeState
from proposals.errors import StaleVersion
from proposals.errors.partner_changes import (
    DecidedAlready,
    PartnerMoved,
    RefusalUnexplained,
)
from proposals.files.counting import composed
from proposals.models import ConfirmationRequest, ProposedChange
from proposals.models.proposed_changes import MOST_REASON
from proposals.selectors.consortium.likeness import likeness
from proposals.services.activity import note_act
from proposals.services.change_notices import tell_asker
from proposals.services.composition import PartnerEntry, change_partner
from proposals.services.drafts import lock_draft, note_change

KINDS = {
    ChangeState.ACCEPTED: ActivityKind.CHANGE_ACCEPTED,
    ChangeState.REFUSED: ActivityKind.CHANGE_REFUSED,
}


def accept_change(
    *, asked: ConfirmationRequest, key: int, version: int, by: User
) -> None:
    """Write what a partner proposes over the partner as it was seen at `version`.

    `key` is that of the change. What was said in words writes nothing: accepting says
    that it was dealt with. The same decision twice changes nothing. Refuses with
    NotAllowed, with DecidedAlready where it was refused or the partner was asked again,
    with PartnerMoved, and like `change_partner` otherwise.
    """
    with transaction.atomic():
        change = _decided(asked, key, ChangeState.ACCEPTED, "", by)
        if change is None or change.field == ChangedField.WORDS:
            return
        row = Partnership.objects.select_related("country", "organisation").get(
            pk=asked.partnership_id
        )
        entry = _changed(row, ChangedField(change.field), change.proposed)
        try:
            change_partner(partnership=row, entry=entry, version=version, by=by)
        except StaleVersion as stale:
            raise PartnerMoved from stale


def refuse_change(
    *, asked: ConfirmationRequest, key: int, reason: str, by: User
) -> None:
    """Leave what stands, with a word that the partner reads.

    The same decision twice changes nothing. Refuses as `accept_change`, and with
    RefusalUnexplained.
    """
    words = composed(reason).strip()
    if not 0 < len(words) <= MOST_REASON:
        raise RefusalUnexplained
    with transaction.atomic():
        _decided(asked, key, ChangeState.REFUSED, words, by)


def _decided(
    asked: ConfirmationRequest, key: int, state: ChangeState, reason: str, by: User
) -> ProposedChange | None:
    """Return a change once decided, under the lock; None: decided so before."""
    draft = lock_draft(proposal=asked.partnership.alliance.proposal, by=by)
    waiting = Partnership.objects.taking_part().exclude(role=Role.APPLICANT)
    standing = ConfirmationRequest.objects.standing().filter(partnership__in=waiting)
    change = ProposedChange.objects.filter(
        pk=key, request__in=standing.filter(pk=asked.pk)
    ).first()
    if change is None or change.state not in {ChangeState.OPEN, state}:
        raise DecidedAlready
    if change.state == state:
        return None
    change.state, change.reason = state, reason
    change.decided_by, change.decided_at = by, timezone.now()
    change.save()
    tell_asker(asked=asked)
    note_change(draft=draft)
    note_act(
        draft=draft,
        kind=KINDS[state],
        by=by,
        partner=asked.partnership.number,
        facts={"request": asked.pk, "field": change.field},
    )
    return change


def _changed(row: Partnership, field: ChangedField, value: str) -> PartnerEntry:
    """Return a partner as stated, with one field otherwise.

    It stays linked to the register only while both may be one organisation.
    """
    stated = PartnerEntry(
        name=row.name,
        country=row.country,
        role=Role(row.role),
        types=tuple(row.type_list),
        pic=row.pic,
        organisation=row.organisation,
        added_value=row.added_value,
    )
    entry = {
        ChangedField.NAME: lambda: replace(stated, name=value),
        ChangedField.COUNTRY: lambda: replace(
            stated, country=Country.objects.get(pk=value)
        ),
        ChangedField.TYPES: lambda: replace(
            stated, types=tuple(value.split(TYPE_SEPARATOR))
        ),
        ChangedField.PIC: lambda: replace(stated, pic=value),
        ChangedField.ROLE: lambda: replace(stated, role=Role(value)),
    }[field]()
    return replace(entry, organisation=_still_linked(entry))


def _still_linked(entry: PartnerEntry) -> Organisation | None:
    linked = entry.organisation
    if linked is None:
        return None
    country = entry.country.pk if entry.country else ""
    typed = likeness(entry.name, country, entry.pic)
    registered = likeness(linked.name, linked.country_id, linked.pic)
    return linked if typed.may_be(registered) else None
