"""Imports: turning a consortium file into a draft."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from alliances.enums import Confirmation, PartnerType, StatedAnswer
from alliances.files.consortium import ConsortiumFile, StatedPartner
from alliances.files.facts import LONGEST_ACRONYM
from alliances.files.nace import nace_code
from alliances.files.problems import FileRefused, Problem, refuse, shown
from alliances.models import (
    Alliance,
    Call,
    Lot,
    Organisation,
    Partnership,
    ProjectType,
    User,
)
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.phrases import either
from proposals.enums import ActivityKind
from proposals.errors import TypeDropped
from proposals.models import PartA, Proposal
from proposals.services.activity import Act, note_acts
from proposals.services.drafts import open_alliance
from proposals.snapshots.reference import current_reference

# Who left stays as such; every other answer has to be given here.
CONFIRMATIONS = {
    StatedAnswer.DECLINED.value: Confirmation.DECLINED,
    StatedAnswer.WITHDRAWN.value: Confirmation.WITHDRAWN,
}


def import_consortium(*, file: ConsortiumFile, by: User) -> Proposal:
    """Open a draft with everything the file states, or nothing at all.

    A partner is linked to the register where its PIC is known there; nothing is added
    to the register. What the file says of confirmations is kept beside our own record.
    Refuses with FileRefused a call, Lot or project type that was not published, and
    two applicants, which an alliance cannot hold. Twice opens two drafts.
    """
    project_type = stated_project_type(
        call=file.call, lot=file.lot, code=file.project_type
    )
    _require_one_applicant(file.partners)
    with transaction.atomic():
        proposal = _open(file, project_type, by)
        proposal.duration_months = file.duration_months
        proposal.grant_requested_eur = file.grant_requested_eur
        proposal.save(update_fields=["duration_months", "grant_requested_eur"])
        store_partners(
            alliance=proposal.alliance,
            partners=file.partners,
            register=register_of(partners=file.partners),
        )
        note_import(draft=proposal, partners=file.partners, by=by)
    return proposal


def _open(file: ConsortiumFile, project_type: ProjectType, by: User) -> Proposal:
    try:
        return open_alliance(
            acronym=_acronym(file),
            title=file.title,
            project_type=project_type,
            sector=_sector(file.sector, project_type.lot),
            by=by,
        )
    except TypeDropped as dropped:
        expected = _("a type of project that the newest rules of the call have")
        raise refuse("/project_type", shown(file.project_type), expected) from dropped


def stated_project_type(*, call: str, lot: str, code: str) -> ProjectType:
    """Return the row of the call, Lot and project type that a file states.

    Refuses with FileRefused, which names the known ones.
    """
    calls = Call.objects.established()
    if not calls.filter(code=call).exists():
        raise _unknown("/call", call, calls.values_list("code", flat=True))
    lots = Lot.objects.filter(call=call)
    if not lots.filter(code=lot).exists():
        raise _unknown("/lot", lot, lots.values_list("code", flat=True))
    project_types = ProjectType.objects.filter(
        lot__call=call, lot__code=lot
    ).select_related("lot__call")
    for project_type in project_types:
        if project_type.code == code:
            return project_type
    known = [each.code for each in project_types]
    raise _unknown("/project_type", code, known)


def _unknown(where: str, code: str, known: Iterable[str]) -> FileRefused:
    expected = either(list(known)) or _("a call, but none is published yet")
    return refuse(where, shown(code), expected)


def _require_one_applicant(partners: Iterable[StatedPartner]) -> None:
    applicants = [each for each in partners if each.is_applying]
    if len(applicants) <= 1:
        return
    first, *others = applicants
    what = _("%(name)s is an applicant, and so is %(first)s in row %(row)d")
    raise FileRefused(
        Problem(
            _("row %d, role") % each.row,
            what % {"name": each.name, "first": first.name, "row": first.row},
            _("one applicant; the others have another role"),
        )
        for each in others
    )


def _acronym(file: ConsortiumFile) -> str:
    """Return what the list of alliances calls it, which cannot be nothing."""
    return file.acronym or file.title[:LONGEST_ACRONYM] or _("Imported alliance")


def _sector(stated: str, lot: Lot) -> str:
    """Return the slug in the Lot's newest list, a NACE code, or what was stated."""
    reference = current_reference({lot.call_id})[lot.call_id]
    listed = reference.sectors_of(lot.code)
    if not listed:
        return nace_code(stated) or stated
    return next((each.slug for each in listed if each.is_named(stated)), stated)


def store_partners(
    *,
    alliance: Alliance,
    partners: Collection[StatedPartner],
    register: dict[str | None, Organisation],
    first: int = 1,
) -> None:
    """Store partners under the numbers from `first` on, linked where they can be.

    The address of a contact becomes that of Part A, where it is asked for.
    """
    rows = Partnership.objects.bulk_create(
        [
            Partnership(
                alliance=alliance,
                number=number,
                name=each.name,
                country_id=each.country,
                role=each.role,
                types=_types(each),
                pic=each.pic or "",
                # An organisation is linked once; a second row of it stays as stated.
                organisation=register.pop(each.pic, None),
                confirmation=CONFIRMATIONS.get(each.status, Confirmation.NOT_INVITED),
                stated_answer=each.status,
            )
            for number, each in enumerate(partners, start=first)
        ]
    )
    PartA.objects.bulk_create(
        PartA(partnership=row, contact_email=each.email)
        for row, each in zip(rows, partners, strict=True)
        if each.email
    )


def note_import(
    *, draft: Proposal, partners: Collection[StatedPartner], by: User, first: int = 1
) -> None:
    """Note in the log that partners came from a file, and who of them had left."""
    told = {"partners": len(partners)}
    left = [
        Act(ActivityKind.DECLINED, by, partner=number, facts={"stated": each.status})
        for number, each in enumerate(partners, start=first)
        if each.status in CONFIRMATIONS
    ]
    came = Act(ActivityKind.PARTNERS_IMPORTED, by, facts=told)
    note_acts(draft=draft, acts=[came, *left])


def register_of(*, partners: Iterable[StatedPartner]) -> dict[str | None, Organisation]:
    """Return the entries of the register that the partners' PICs name."""
    pics = {each.pic for each in partners if each.pic}
    return {each.pic: each for each in Organisation.objects.filter(pic__in=pics)}


def _types(partner: StatedPartner) -> str:
    return TYPE_SEPARATOR.join(
        each for each in PartnerType.values if each in partner.types
    )
