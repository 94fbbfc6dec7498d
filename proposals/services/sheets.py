"""Partner lists: kept while somebody looks at them, then imported once."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from alliances.files.consortium import ConsortiumFile, StatedPartner
from alliances.files.partners import MOST_PARTNERS
from alliances.models import Alliance, Organisation, User
from proposals.errors import AllianceFull, ApplicantTaken
from proposals.models import PartnerSheet, Proposal
from proposals.selectors.files.present import PresentPartners, present_partners
from proposals.services.drafts import lock_draft, note_change, refuse_readers
from proposals.services.imports import (
    import_consortium,
    note_import,
    register_of,
    store_partners,
)

KEPT = dt.timedelta(days=30)
"""How long a list waits that was never imported."""
MOST_WAITING = 5
"""Lists of one person that wait at a time: each may be 5 MB."""


def keep_sheet(
    *,
    file_name: str,
    content: bytes,
    stated: Mapping[str, str],
    target: Proposal | None,
    by: User,
) -> PartnerSheet:
    """Keep an uploaded list until it is imported; nothing else is written.

    `target` is the draft it is for, None for a new alliance, of which `stated` keeps
    what stood beside the file. Lists this person forgot are thrown away: old ones, and
    all but the newest few. Refuses with NotAllowed whoever does not edit the draft.
    """
    if target is not None:
        refuse_readers(proposal=target, by=by)
    waiting = PartnerSheet.objects.filter(uploaded_by=by, imported_into=None)
    newest = waiting.order_by("-uploaded_at").values_list("pk", flat=True)
    waiting.exclude(pk__in=list(newest[: MOST_WAITING - 1])).delete()
    waiting.filter(uploaded_at__lt=timezone.now() - KEPT).delete()
    return PartnerSheet.objects.create(
        uploaded_by=by,
        file_name=file_name[: PartnerSheet._meta.get_field("file_name").max_length],  # noqa: SLF001  # public by Django's documentation
        content=content,
        stated=dict(stated),
        target=target,
    )


def delete_forgotten_sheets(*, now: dt.datetime) -> None:
    """Delete the lists that waited too long, of whoever never came back."""
    waiting = PartnerSheet.objects.filter(imported_into=None)
    waiting.filter(uploaded_at__lt=now - KEPT).delete()


def import_sheet(
    *,
    sheet: PartnerSheet,
    partners: Collection[StatedPartner],
    stated: Mapping[str, str],
    by: User,
) -> Proposal:
    """Write the partners read from a list, all or none, and return their draft.

    `stated` is what a new alliance is opened with: call, Lot, project type, acronym.

    Twice, also at the same moment, writes once: the second call returns the same
    draft. Partners the draft has already are left out, whatever was shown before.
    Refuses with NotAllowed, ApplicantTaken, AllianceFull, and with FileRefused what a
    new alliance cannot be opened for. The content is forgotten once it is imported.
    """
    with transaction.atomic():
        kept = PartnerSheet.objects.select_for_update().get(pk=sheet.pk)
        if kept.imported_into is not None:
            return kept.imported_into
        draft = (
            import_consortium(file=_file(stated, partners), by=by)
            if kept.target is None
            else _add_to(kept.target, partners, by)
        )
        kept.imported_into = draft
        kept.content = b""
        kept.save(update_fields=["imported_into", "content"])
    return draft


def _file(
    stated: Mapping[str, str], partners: Collection[StatedPartner]
) -> ConsortiumFile:
    """Return the list as the consortium file it would have been."""
    return ConsortiumFile(
        call=stated.get("call", ""),
        lot=stated.get("lot", ""),
        project_type=stated.get("project_type", ""),
        acronym=stated.get("acronym", ""),
        title="",
        sector="",
        duration_months=None,
        grant_requested_eur=None,
        partners=tuple(partners),
    )


def _add_to(
    target: Proposal, partners: Collection[StatedPartner], by: User
) -> Proposal:
    draft = lock_draft(proposal=target, by=by)
    present = present_partners(draft.alliance)
    new = [each for each in partners if present.find(each) is None]
    _require_room(present, new)
    register = register_of(partners=new)
    _leave_linked_alone(register, draft.alliance)
    highest = draft.alliance.partnerships.aggregate(highest=Max("number"))["highest"]
    first = (highest or 0) + 1
    if new:
        store_partners(
            alliance=draft.alliance, partners=new, register=register, first=first
        )
        note_change(draft=draft)
        note_import(draft=draft, partners=new, by=by, first=first)
    return draft


def _require_room(present: PresentPartners, new: Collection[StatedPartner]) -> None:
    if len(present) + len(new) > MOST_PARTNERS:
        raise AllianceFull
    applicants = [each for each in new if each.is_applying]
    if len(applicants) + bool(present.applicant) > 1:
        raise ApplicantTaken


def _leave_linked_alone(
    register: dict[str | None, Organisation], alliance: Alliance
) -> None:
    """Take organisations out that a partner is linked to: that is possible once."""
    linked = alliance.partnerships.current().values_list("organisation__pic", flat=True)
    for pic in linked:
        register.pop(pic, None)
