"""Copying an alliance to another Lot, type of project or call."""

import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Alliance, Partnership, ProjectType, User
from proposals.enums import ActivityKind
from proposals.files.form import SectionKind
from proposals.models import Proposal, WorkPackage
from proposals.policies import can_draw
from proposals.selectors.drafts.copies import carried_to
from proposals.services.activity import Fact, note_act
from proposals.services.copied_answers import copy_answers
from proposals.services.copied_part_a import copy_part_a
from proposals.services.copied_plan import copy_coverage, copy_mobility, copy_plan
from proposals.services.copied_profiles import copy_profiles
from proposals.services.drafts import lock_draft, open_alliance
from proposals.snapshots import form_of


def copy_alliance(
    *,
    proposal: Proposal,
    project_type: ProjectType,
    acronym: str,
    request_key: uuid.UUID,
    by: User,
) -> Proposal:
    """Open a draft of `by` with facts, partners, Part A, texts and plan of another.

    Under the newest rulebook and form of the target. Nobody has confirmed the copy; who
    declined or withdrew stays behind, and so does a fact the target does not allow, and
    an answer to what it does not ask. Comments, colleagues, whose a section is and that
    it is complete, history, submissions and packs are of the original and not copied.
    The same `request_key` twice, also at the same moment, is one copy; all of it comes
    along or nothing. A fixed number of queries. Refuses with NotAllowed and with
    TypeDropped.
    """
    try:
        with transaction.atomic():
            source = lock_draft(proposal=proposal, by=by, may=can_draw)
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
    partners = _copy_partners(source.alliance, draft.alliance)
    copy_part_a(partners=partners)
    _copy_application(source, draft, partners, by)
    origin, number = str(source.alliance.public_id), len(partners)
    told: dict[str, Fact] = {"source": origin, "partners": number}
    note_act(draft=draft, kind=ActivityKind.COPIED, by=by, facts=told)
    return draft


def _copy_application(
    source: Proposal, draft: Proposal, partners: Mapping[int, Partnership], by: User
) -> None:
    """Copy what the form of the copy asks: nobody sees what has no page there."""
    form = form_of(draft)
    sections = () if form is None else form.for_lot(draft.alliance.lot.code)
    asked = {q.code: q for each in sections for q in each.questions}
    kinds = {each.kind for each in sections}
    ends = {"source": source, "target": draft}
    if asked:
        copy_answers(**ends, asked=asked, partners=partners, by=by, now=timezone.now())
    packages: Mapping[int, WorkPackage] = {}
    if SectionKind.PROFILES in kinds:
        copy_profiles(**ends, by=by)
    if SectionKind.WORK_PLAN in kinds:
        packages = copy_plan(**ends, partners=partners)
        copy_coverage(**ends, activities=asked, packages=packages)
    if SectionKind.MOBILITY in kinds:
        copy_mobility(**ends, partners=partners, packages=packages)


def _copy_partners(source: Alliance, target: Alliance) -> dict[int, Partnership]:
    """Copy who takes part; return the new partners by the keys of the old ones."""
    rows = list(source.partnerships.taking_part().order_by("number"))
    made = Partnership.objects.bulk_create(
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
        for number, each in enumerate(rows, start=1)
    )
    return {old.pk: new for old, new in zip(rows, made, strict=True)}
