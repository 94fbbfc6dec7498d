"""The form a draft is written with: its sections, and where they stand."""

from django.urls import reverse

from proposals.files.form import Section, SectionKind
from proposals.models import Proposal
from proposals.snapshots import form_of


def form_sections(proposal: Proposal) -> tuple[Section, ...]:
    """Return the sections of a draft's Lot; none without a form."""
    form = form_of(proposal)
    return () if form is None else form.for_lot(proposal.alliance.lot.code)


def section_url(proposal: Proposal, kind: SectionKind) -> str:
    """Return the address of the section of a kind; empty where there is none."""
    code = section_of(proposal, kind)
    place = [proposal.alliance.public_id, code]
    return reverse("form-section", args=place) if code else ""


def section_of(proposal: Proposal, kind: SectionKind) -> str:
    """Return the code of the section of a kind; empty where there is none."""
    found = (each.code for each in form_sections(proposal) if each.kind is kind)
    return next(found, "")
