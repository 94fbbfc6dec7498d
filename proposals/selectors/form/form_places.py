"""Where a section stands in the form, and which ones lie before and after it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.completeness import has_page
from proposals.files.form import Section, SectionKind
from proposals.models import Proposal
from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.form.application_forms import form_sections


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The section before or after this one."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class FormPlace:
    """One section with a page, among the others."""

    section: Section
    words: str
    """Which of how many sections this is."""
    before: Neighbour | None
    after: Neighbour | None


def paged_sections(proposal: Proposal) -> tuple[Section, ...]:
    """Return the sections of a draft's form that have a page."""
    return tuple(each for each in form_sections(proposal) if has_page(each))


def place_of(proposal: Proposal, kind: SectionKind) -> FormPlace | None:
    """Return the place of the section of a kind, None where the form has none."""
    sections = paged_sections(proposal)
    return next(
        (
            place_in(proposal, sections, at)
            for at, each in enumerate(sections)
            if each.kind is kind
        ),
        None,
    )


def place_in(
    proposal: Proposal, sections: tuple[Section, ...], place: int
) -> FormPlace:
    """Return a section of these with its neighbours."""
    return FormPlace(
        section=sections[place],
        words=_("Section %(number)d of %(all)d of the form")
        % {"number": place + 1, "all": len(sections)},
        before=_neighbour(proposal, sections, place - 1),
        after=_neighbour(proposal, sections, place + 1),
    )


def _neighbour(
    proposal: Proposal, sections: tuple[Section, ...], place: int
) -> Neighbour | None:
    if not 0 <= place < len(sections):
        return None
    section = sections[place]
    url = address_of("form-section", proposal.alliance.public_id, section.code)
    return Neighbour(section.title, url)
