"""Assigning sections of the form, and saying that one is complete."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alliances.models import Partnership, User
from proposals.completeness import (
    findings_of,
    has_page,
    part_trouble,
    partners_of,
    trouble,
)
from proposals.enums import ActivityKind
from proposals.errors import NotAllowed, StaleVersion
from proposals.errors.form_sections import (
    NotAnAuthor,
    PartIncomplete,
    SectionIncomplete,
    SectionNotAsked,
)
from proposals.files.form import Section
from proposals.models import FormSection, Proposal
from proposals.policies import seat_of
from proposals.selectors.drafts.contents import form_contents
from proposals.selectors.form.application_forms import form_sections
from proposals.selectors.form.authors import author_keys
from proposals.services.activity import note_act
from proposals.services.drafts import hold_draft, lock_draft


def assign_section(
    *, proposal: Proposal, section: str, person: int | None, version: int, by: User
) -> FormSection:
    """Give a section to somebody, by their key, or to nobody; return its row.

    `version` is the one that was seen, 0 where nothing was said. The same twice is one
    assignment. Refuses with NotAllowed, SectionNotAsked, NotAnAuthor, and StaleVersion,
    whose `current` is the FormSection somebody else assigned.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        _section(proposal, section)
        if person is not None and not author_keys(proposal).filter(pk=person).exists():
            raise NotAnAuthor
        row = _row(proposal, section)
        same = FormSection.objects.filter(pk=row.pk, version=version)
        other = same.exclude(assigned_to=person)
        saved = other.update(assigned_to=person, version=F("version") + 1)
        row = FormSection.objects.select_related("assigned_to").get(pk=row.pk)
        if not saved and row.assigned_to_id != person:
            raise StaleVersion(row)
        if saved:
            _note(draft, ActivityKind.SECTION_ASSIGNED, row, by, whom=row.assigned_to)
    return row


def complete_section(*, proposal: Proposal, section: str, by: User) -> None:
    """Say that a section is complete. Twice changes nothing; who was first stays.

    Refuses with NotAllowed, SectionNotAsked, and SectionIncomplete while something is
    missing or too long. What is changed later does not take this back: pages compute
    whether it still holds.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        asked = _section(proposal, section)
        contents = form_contents(proposal)
        if why := trouble(contents, asked, findings_of(contents)):
            raise SectionIncomplete(why)
        row = _row(proposal, section)
        open_row = FormSection.objects.filter(pk=row.pk, completed_at=None)
        if open_row.update(completed_at=timezone.now(), completed_by=by):
            _note(draft, ActivityKind.SECTION_COMPLETED, row, by)


def reopen_section(*, proposal: Proposal, section: str, by: User) -> None:
    """Say that a section is not complete yet. Twice changes nothing."""
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        _section(proposal, section)
        rows = FormSection.objects.filter(
            proposal=draft, code=section, partnership=None
        )
        row = rows.exclude(completed_at=None).first()
        if row is not None:
            rows.update(completed_at=None, completed_by=None)
            _note(draft, ActivityKind.SECTION_REOPENED, row, by)


def complete_part(*, proposal: Proposal, section: str, partner: int, by: User) -> None:
    """Say that a partner's part of a section is done, as its contact.

    Twice changes nothing; who was first stays. Refuses with NotAllowed, SectionNotAsked
    where that partner has no part in it, and PartIncomplete while an answer of it is
    missing or too long. Pages compute whether it still holds.
    """
    asked = _part(by, proposal, section, partner)
    with transaction.atomic():
        draft = hold_draft(proposal=proposal)
        contents = form_contents(proposal)
        if partner not in partners_of(contents, asked):
            raise SectionNotAsked
        if why := part_trouble(contents, asked, partner):
            raise PartIncomplete(why)
        row = _row(proposal, section, _partnership(proposal, partner))
        open_row = FormSection.objects.filter(pk=row.pk, completed_at=None)
        if open_row.update(completed_at=timezone.now(), completed_by=by):
            _note(draft, ActivityKind.SECTION_COMPLETED, row, by, partner=partner)


def reopen_part(*, proposal: Proposal, section: str, partner: int, by: User) -> None:
    """Say that a partner's part is not done yet. Twice changes nothing."""
    _part(by, proposal, section, partner)
    with transaction.atomic():
        draft = hold_draft(proposal=proposal)
        rows = FormSection.objects.filter(
            proposal=draft, code=section, partnership__number=partner
        )
        row = rows.exclude(completed_at=None).first()
        if row is not None:
            rows.update(completed_at=None, completed_by=None)
            _note(draft, ActivityKind.SECTION_REOPENED, row, by, partner=partner)


def _part(by: User, proposal: Proposal, section: str, partner: int) -> Section:
    decision = seat_of(by, proposal).finishes(partner)
    if not decision:
        raise NotAllowed(decision.reason)
    return _section(proposal, section)


def _partnership(proposal: Proposal, number: int) -> Partnership:
    rows = Partnership.objects.filter(alliance=proposal.alliance_id)
    return rows.get(number=number)


def _note(
    draft: Proposal,
    kind: ActivityKind,
    row: FormSection,
    by: User,
    *,
    whom: User | None = None,
    partner: int | None = None,
) -> None:
    told = {"section": row.code}
    note_act(draft=draft, kind=kind, by=by, partner=partner, whom=whom, facts=told)


def _section(proposal: Proposal, code: str) -> Section:
    for each in form_sections(proposal):
        if each.code == code and has_page(each):
            return each
    raise SectionNotAsked


def _row(
    proposal: Proposal, code: str, partnership: Partnership | None = None
) -> FormSection:
    """Return the row of a section or part; two who need it first get the same one."""
    rows = FormSection.objects
    return rows.get_or_create(proposal=proposal, code=code, partnership=partnership)[0]
