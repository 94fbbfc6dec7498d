"""Occupational profiles: adding, changing, removing and restoring them.

Each of it leaves a version behind, with who did it. Like answers to the form, profiles
are taken as they stand when somebody submits.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from alliances.models import User
from proposals.enums import ActivityKind
from proposals.errors.profiles import CodeUnreadable, ProfilesFull, ProfilesNotAsked
from proposals.files.form import SectionKind
from proposals.files.occupations import parse_code
from proposals.models import OccupationalProfile, ProfileVersion, Proposal
from proposals.selectors.form.application_forms import section_url
from proposals.services.drafts import lock_draft
from proposals.services.plan_rows import (
    in_one_go,
    next_number,
    note_row,
    remove,
    require_room,
    restore,
    write,
)


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """What is stated of one profile; an empty code and level None: still open."""

    title: str
    code: str = ""
    level: int | None = None


def add_profile(
    *,
    proposal: Proposal,
    entry: ProfileEntry,
    request_key: uuid.UUID,
    by: User,
    number: int | None = None,
) -> OccupationalProfile:
    """Add a profile under the next number; numbers are never given again.

    A file states its own `number`, which nothing ever had. The same `request_key`
    twice, also at the same moment, is one profile. Refuses with NotAllowed,
    ProfilesNotAsked, ProfilesFull, CodeUnreadable and LevelUnknown.
    """
    with in_one_go(model=OccupationalProfile):
        draft = lock_draft(proposal=proposal, by=by)
        if not section_url(proposal, SectionKind.PROFILES):
            raise ProfilesNotAsked
        rows = OccupationalProfile.objects.filter(proposal=draft)
        earlier = rows.filter(request_key=request_key).first()
        if earlier is not None:
            return earlier
        require_room(rows=rows, full=ProfilesFull)
        profile = OccupationalProfile.objects.create(
            proposal=draft,
            number=next_number(rows=rows, stated=number),
            request_key=request_key,
            **_stated(entry),
        )
        note_row(draft=draft, kind=ActivityKind.PLAN_ADDED, row=profile, by=by)
        return _kept(profile, by)


def change_profile(
    *, profile: OccupationalProfile, entry: ProfileEntry, version: int, by: User
) -> OccupationalProfile:
    """State a profile anew and return it as it stands now.

    Refuses with StaleVersion, whose `current` is the OccupationalProfile, if it is no
    longer the one of `version` or was removed; else like `add_profile`.
    """
    with in_one_go(model=OccupationalProfile):
        draft = lock_draft(proposal=profile.proposal, by=by)
        row = OccupationalProfile.objects.get(pk=profile.pk)
        stated = _stated(entry)
        write(row=row, version=version, values=stated)
        kind = ActivityKind.PLAN_CHANGED
        note_row(draft=draft, kind=kind, row=row, by=by, stated=stated)
        return _kept(row, by)


def remove_profile(
    *, profile: OccupationalProfile, version: int, by: User
) -> OccupationalProfile:
    """Remove a profile; it can be restored.

    Twice changes nothing. Refuses with NotAllowed, and with StaleVersion if a colleague
    changed it.
    """
    with in_one_go(model=OccupationalProfile):
        draft = lock_draft(proposal=profile.proposal, by=by)
        if remove(row=profile, version=version, by=by):
            note_row(draft=draft, kind=ActivityKind.PLAN_REMOVED, row=profile, by=by)
        return _kept(profile, by)


def restore_profile(*, profile: OccupationalProfile, by: User) -> OccupationalProfile:
    """Put a removed profile back under its number.

    Twice changes nothing. Refuses with NotAllowed and with ProfilesFull.
    """
    with in_one_go(model=OccupationalProfile):
        draft = lock_draft(proposal=profile.proposal, by=by)
        rows = OccupationalProfile.objects.filter(proposal=draft)
        if restore(row=profile, among=rows, full=ProfilesFull):
            note_row(draft=draft, kind=ActivityKind.PLAN_RESTORED, row=profile, by=by)
        return _kept(profile, by)


def _kept(profile: OccupationalProfile, by: User) -> OccupationalProfile:
    """Return a profile as it stands now; what is new of it is in its history."""
    present = OccupationalProfile.objects.get(pk=profile.pk)
    ProfileVersion.objects.get_or_create(
        profile=present,
        version=present.version,
        defaults={
            "title": present.title,
            "code": present.code,
            "level": present.level,
            "is_removed": present.removed_at is not None,
            "by": by,
        },
    )
    return present


def _stated(entry: ProfileEntry) -> dict[str, Any]:
    """Return the columns of an entry."""
    try:
        code = parse_code(entry.code).code if entry.code.strip() else ""
    except ValueError as error:
        raise CodeUnreadable from error
    return {"title": entry.title, "code": code, "level": entry.level}
