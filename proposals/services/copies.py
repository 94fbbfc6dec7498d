"""Copying an alliance to another Lot, type of project or call."""

import uuid

from django.db import IntegrityError, transaction

from alliances.enums import Confirmation
from alliances.models import Alliance, Partnership, ProjectType, User
from proposals.models import Proposal
from proposals.selectors.copies import carried_to
from proposals.services.drafts import lock_draft, open_alliance


def copy_alliance(
    *,
    proposal: Proposal,
    project_type: ProjectType,
    acronym: str,
    request_key: uuid.UUID,
    by: User,
) -> Proposal:
    """Open a draft of `by` with the facts and partners of another.

    Under the newest rulebook of the target. Nobody has confirmed the copy; who declined
    or withdrew stays behind, and so does a fact the target does not allow. The same
    `request_key` twice, also at the same moment, is one copy. Refuses with NotAllowed
    and with TypeDropped.
    """
    try:
        with transaction.atomic():
            source = lock_draft(proposal=proposal, by=by)
            earlier = _copied(request_key, by)
            return earlier or _copy(source, project_type, acronym, request_key, by)
    except IntegrityError:
        earlier = _copied(request_key, by)
        if earlier is None:
            raise
        return earlier


def _copied(request_key: uuid.UUID, by: User) -> Proposal | None:
    drafts = Proposal.objects.filter(alliance__coordinator=by, request_key=request_key)
    return drafts.select_related("alliance").first()


def _copy(
    source: Proposal,
    project_type: ProjectType,
    acronym: str,
    request_key: uuid.UUID,
    by: User,
) -> Proposal:
    draft = open_alliance(
        acronym=acronym, title=source.alliance.title, project_type=project_type, by=by
    )
    carried = carried_to(project_type, source)
    draft.alliance.sector = carried.sector
    draft.alliance.save(update_fields=["sector"])
    draft.duration_months = carried.duration_months
    draft.grant_requested_eur = source.grant_requested_eur
    draft.request_key = request_key
    draft.save(update_fields=["duration_months", "grant_requested_eur", "request_key"])
    _copy_partners(source.alliance, draft.alliance)
    return draft


def _copy_partners(source: Alliance, target: Alliance) -> None:
    rows = source.partnerships.taking_part()
    Partnership.objects.bulk_create(
        Partnership(
            alliance=target,
            organisation_id=each.organisation_id,
            number=number,
            name=each.name,
            country_id=each.country_id,
            pic=each.pic,
            types=each.types,
            role=each.role,
            added_value=each.added_value,
            confirmation=Confirmation.NOT_INVITED,
        )
        for number, each in enumerate(rows.order_by("number"), start=1)
    )
