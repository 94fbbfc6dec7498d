"""The form a draft is written with: its sections, and where they stand."""

from dataclasses import replace

from django.urls import reverse

from alliances.words import own_words
from proposals.files.form import Section, SectionKind
from proposals.models import Proposal
from proposals.snapshots import form_of


def form_sections(proposal: Proposal) -> tuple[Section, ...]:
    """Return the sections of a draft's Lot as its reader reads them; none without."""
    form = form_of(proposal)
    sections = () if form is None else form.for_lot(proposal.alliance.lot.code)
    return tuple([_spoken(each) for each in sections])


def _spoken(section: Section) -> Section:
    return replace(
        section,
        title=own_words(section.title),
        help=own_words(section.help),
        questions=tuple(
            [
                replace(each, title=own_words(each.title), help=own_words(each.help))
                for each in section.questions
            ]
        ),
    )


def section_url(proposal: Proposal, kind: SectionKind) -> str:
    """Return the address of the section of a kind; empty where there is none."""
    code = section_of(proposal, kind)
    place = [proposal.alliance.public_id, code]
    return reverse("form-section", args=place) if code else ""


def section_of(proposal: Proposal, kind: SectionKind) -> str:
    """Return the code of the section of a kind; empty where there is none."""
    found = (each.code for each in form_sections(proposal) if each.kind is kind)
    return next(found, "")
