"""Files of a proposal: kept while somebody looks, then taken field by field."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from alliances.models import User
from proposals.enums import ActivityKind
from proposals.errors.proposal_files import FieldsMoved, NothingTaken, OtherKind
from proposals.files.file_changes import Change, file_changes
from proposals.files.proposal_file import FACTS, ProposalFile
from proposals.files.stored_file import restored, stored
from proposals.models import Proposal, ProposalUpload
from proposals.selectors.files.proposal_files import read_proposal
from proposals.services.activity import note_act
from proposals.services.drafts import lock_draft, open_alliance, refuse_readers
from proposals.services.file_rows import write_changes
from proposals.services.file_takings import Taking
from proposals.services.imports import stated_project_type

KEPT = dt.timedelta(days=30)
"""How long a file waits that nobody came back to."""
MOST_WAITING = 5
"""Files of one person that wait at a time."""


def keep_proposal_file(
    *,
    file: ProposalFile,
    file_name: str,
    unmapped: Sequence[str] = (),
    target: Proposal | None,
    by: User,
) -> ProposalUpload:
    """Keep what a file states until it is taken; nothing else is written.

    `target` is the draft it is compared with, None for a new one. Files this person
    forgot are thrown away: old ones, and all but the newest few. Refuses with
    NotAllowed whoever does not edit the draft, with OtherKind a file of another call or
    Lot than it, and with FileRefused a call, Lot or project type that is not known.
    """
    if target is None:
        code = str(file.rows[FACTS]["project_type"])
        stated_project_type(call=file.call, lot=file.lot, code=code)
    else:
        refuse_readers(proposal=target, by=by)
        if (file.call, file.lot) != _kind(target):
            raise OtherKind
    mine = ProposalUpload.objects.filter(uploaded_by=by)
    newest = mine.order_by("-uploaded_at").values_list("pk", flat=True)
    mine.exclude(pk__in=list(newest[: MOST_WAITING - 1])).delete()
    mine.filter(uploaded_at__lt=timezone.now() - KEPT).delete()
    return ProposalUpload.objects.create(
        uploaded_by=by,
        file_name=file_name[: ProposalUpload._meta.get_field("file_name").max_length],  # noqa: SLF001  # public by Django's documentation
        stated=stored(file),
        unmapped=list(unmapped),
        target=target,
    )


def delete_forgotten_files(*, now: dt.datetime) -> None:
    """Delete the files that waited too long, of whoever never came back."""
    ProposalUpload.objects.filter(uploaded_at__lt=now - KEPT).delete()


def take_from_file(
    *, upload: ProposalUpload, taken: Mapping[str, str], by: User
) -> Proposal:
    """Write what was taken of a file, all of it or nothing, and return the draft.

    `taken` names changes by their key, each with the digest of what stood there when
    it was shown; what stands there already is passed over, so twice is once. A file for
    a new draft opens it first. Refuses with NotAllowed, NothingTaken, FieldsMoved where
    something else stands there by now, FieldRefused for what a service will not write,
    and with TypeDropped.
    """
    with transaction.atomic():
        kept = ProposalUpload.objects.select_for_update().get(pk=upload.pk)
        file = restored(kept.stated)
        if kept.target is None:
            kept.target = _open(file, by)
            kept.save(update_fields=["target"])
        elif not taken:
            raise NothingTaken
        draft = lock_draft(proposal=kept.target, by=by)
        reading = read_proposal(draft, file.parts)
        changes = _still_as_seen(file_changes(reading.file, file), taken)
        write_changes(taking=Taking(draft, reading, by), changes=changes)
        if changes:
            told = {"changes": len(changes)}
            note_act(draft=draft, kind=ActivityKind.FILE_TAKEN, by=by, facts=told)
        return draft


def _kind(draft: Proposal) -> tuple[str, str]:
    return draft.alliance.call_id, draft.alliance.lot.code


def _open(file: ProposalFile, by: User) -> Proposal:
    facts = file.rows[FACTS]
    kind = stated_project_type(
        call=file.call, lot=file.lot, code=str(facts["project_type"])
    )
    return open_alliance(
        acronym=str(facts["acronym"]), title="", project_type=kind, by=by
    )


def _still_as_seen(changes: Sequence[Change], taken: Mapping[str, str]) -> list[Change]:
    """Return the changes that were taken; refuse what is another one by now."""
    found = {each.key: each for each in changes}
    moved = [key for key, seen in taken.items() if _has_moved(key, seen, found)]
    if moved:
        raise FieldsMoved(moved)
    return [found[key] for key in taken if key in found]


def _has_moved(key: str, seen: str, found: Mapping[str, Change]) -> bool:
    """Say whether another change stands there now; none at all is done already."""
    if key in found:
        return found[key].seen != seen
    place, _colon, field = key.partition(":")
    if field:
        return place in found
    return any(each.place.code == place for each in found.values())
