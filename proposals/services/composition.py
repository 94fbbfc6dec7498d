"""The composition: adding, changing, removing and restoring partners.

An alliance has at most one applicant. Who adds an applicant, or makes a partner the
applicant, turns the present one into a full partner in the same transaction.
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from alliances.enums import Confirmation, PartnerType, Role
from alliances.files.partners import MOST_PARTNERS
from alliances.models import Alliance, Country, Organisation, Partnership, User
from alliances.models.organisations import TYPE_SEPARATOR
from proposals.enums import ActivityKind
from proposals.errors import (
    AddedValueLong,
    AllianceFull,
    ApplicantTaken,
    OrganisationTwice,
    Refused,
    StaleVersion,
)
from proposals.files.counting import composed
from proposals.models import Proposal
from proposals.services.activity import Fact, differences, note_act
from proposals.services.drafts import lock_draft, note_change
from proposals.violations import violated_constraint

REFUSALS: dict[str | None, type[Refused]] = {
    "partnership_one_applicant": ApplicantTaken,
    "partnership_organisation_once": OrganisationTwice,
    "partnership_added_value_length": AddedValueLong,
}

TOLD = ("confirmation", "country_id", "pic", "role", "types")
"""Of these the log says what they were; of the others only that they changed."""


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """What is stated of one partner.

    `country` None: unknown. `types` empty: unknown; several: open between them. `pic`
    is nine digits or empty. `organisation` links to the register, if at all.
    `added_value` says what an organisation in a Partner country brings.
    """

    name: str
    country: Country | None
    role: Role
    types: tuple[str, ...] = ()
    pic: str = ""
    organisation: Organisation | None = None
    added_value: str = ""


def add_partner(
    *,
    proposal: Proposal,
    entry: PartnerEntry,
    request_key: uuid.UUID,
    by: User,
    number: int | None = None,
    left: Confirmation | None = None,
) -> Partnership:
    """Add a partner under the next free number; numbers are never given again.

    A file states its own `number`, which nobody ever had, and that a partner `left`:
    such a one takes nobody's place. The same `request_key` twice, also at the same
    moment, is one partner: the second call returns the row as it stands. Refuses with
    AllianceFull at 300 partners and with OrganisationTwice.
    """
    with _refusing(), transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        alliance = draft.alliance
        earlier = alliance.partnerships.filter(request_key=request_key).first()
        if earlier is not None:
            return earlier
        _require_room(alliance)
        if left is None:
            _yield_applicant(alliance, to=entry)
        partnership = Partnership.objects.create(
            alliance=alliance,
            number=number or _next_number(alliance),
            request_key=request_key,
            confirmation=left or Confirmation.NOT_INVITED,
            **_stated(entry),
        )
        note_change(draft=draft)
        told = {"role": entry.role.value, "left": left.value if left else None}
        _note(draft, ActivityKind.PARTNER_ADDED, partnership, by, told)
    return partnership


def change_partner(
    *, partnership: Partnership, entry: PartnerEntry, version: int, by: User
) -> Partnership:
    """State a partner anew and return the row as it stands now.

    A confirmation covered what was stated then: after a change the partner counts as
    invited again. The text on the added value is not covered. Refuses with
    StaleVersion, whose `current` is the Partnership, if the row is no longer the one of
    `version` or was removed; with OrganisationTwice.
    """
    with _refusing(), transaction.atomic():
        draft = lock_draft(proposal=partnership.alliance.proposal, by=by)
        row = _present(partnership)
        _yield_applicant(draft.alliance, to=entry, but=row)
        _write(
            row, version, **_stated(entry), confirmation=_confirmation_after(row, entry)
        )
        note_change(draft=draft)
        _note(draft, ActivityKind.PARTNER_CHANGED, row, by, _changes(row, entry))
        return _present(partnership)


def remove_partner(*, partnership: Partnership, version: int, by: User) -> Partnership:
    """Remove a partner; the row stays, so that `restore_partner` can undo it.

    Twice changes nothing. Refuses with StaleVersion, whose `current` is the
    Partnership, if a colleague changed the row.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=partnership.alliance.proposal, by=by)
        row = _present(partnership)
        if row.removed_at is None:
            _write(row, version, removed_at=timezone.now(), removed_by=by)
            note_change(draft=draft)
            _note(draft, ActivityKind.PARTNER_REMOVED, row, by)
        return _present(partnership)


def restore_partner(*, partnership: Partnership, by: User) -> Partnership:
    """Put a removed partner back under its number, as it was.

    Twice changes nothing. Refuses with ApplicantTaken if it was the applicant and
    there is another now, with OrganisationTwice and with AllianceFull.
    """
    with _refusing(), transaction.atomic():
        draft = lock_draft(proposal=partnership.alliance.proposal, by=by)
        row = _present(partnership)
        if row.removed_at is not None:
            _require_room(draft.alliance)
            Partnership.objects.filter(pk=row.pk).update(
                removed_at=None, removed_by=None, version=F("version") + 1
            )
            note_change(draft=draft)
            _note(draft, ActivityKind.PARTNER_RESTORED, row, by)
        return _present(partnership)


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what the database refuses into the refusal that names the fact."""
    try:
        yield
    except IntegrityError as error:
        refusal = REFUSALS.get(violated_constraint(error, Partnership))
        if refusal is None:
            raise
        raise refusal from error


def _present(partnership: Partnership) -> Partnership:
    return Partnership.objects.select_related("country", "alliance__proposal").get(
        pk=partnership.pk
    )


def _write(row: Partnership, version: int, **values: Any) -> None:  # noqa: ANN401  # columns
    """Write to a current row of this version; else refuse, carrying what stands."""
    same_version = Partnership.objects.current().filter(pk=row.pk, version=version)
    if not same_version.update(**values, version=F("version") + 1):
        raise StaleVersion(row)


def _require_room(alliance: Alliance) -> None:
    if alliance.partnerships.current().count() >= MOST_PARTNERS:
        raise AllianceFull


def _next_number(alliance: Alliance) -> int:
    """Return the number after the highest ever given, removed partners included."""
    highest = alliance.partnerships.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _yield_applicant(
    alliance: Alliance, *, to: PartnerEntry, but: Partnership | None = None
) -> None:
    """Turn the present applicant into a full partner if `to` takes its place.

    A confirmation covered another role: like every change, this one asks for it anew.
    """
    if to.role != Role.APPLICANT:
        return
    present = alliance.partnerships.current().filter(role=Role.APPLICANT)
    if but is not None:
        present = present.exclude(pk=but.pk)
    present.filter(confirmation=Confirmation.CONFIRMED).update(
        confirmation=Confirmation.INVITED
    )
    present.update(role=Role.FULL_PARTNER, version=F("version") + 1)


def _stated(entry: PartnerEntry) -> dict[str, Any]:
    """Return the columns of an entry; types in one order, each once."""
    return {
        "name": entry.name,
        "country": entry.country,
        "role": entry.role,
        "types": TYPE_SEPARATOR.join(
            each for each in PartnerType.values if each in set(entry.types)
        ),
        "pic": entry.pic,
        "organisation": entry.organisation,
        "added_value": composed(entry.added_value).strip(),
    }


def _note(
    draft: Proposal,
    kind: ActivityKind,
    row: Partnership,
    by: User,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    note_act(draft=draft, kind=kind, by=by, partner=row.number, facts=facts)


def _changes(row: Partnership, entry: PartnerEntry) -> dict[str, Fact]:
    stated = _stated(entry)
    for name in ("country", "organisation"):
        linked = stated.pop(name)
        stated[f"{name}_id"] = linked and linked.pk
    stated["confirmation"] = _confirmation_after(row, entry)
    before = {name: getattr(row, name) for name in stated}
    return differences(before=before, after=stated, told=TOLD)


def _confirmation_after(row: Partnership, entry: PartnerEntry) -> str:
    stated = _stated(entry)
    stated.pop("added_value")  # the coordinator's argument, not the partner's word
    same = all(getattr(row, name) == value for name, value in stated.items())
    if same or row.confirmation != Confirmation.CONFIRMED:
        return row.confirmation
    return Confirmation.INVITED
