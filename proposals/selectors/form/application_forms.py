"""The form a draft is written with: its sections, and where they stand."""

from dataclasses import replace

from django.utils.translation import get_language

from alliances.words import own_words
from proposals.files.form import Section, SectionKind
from proposals.models import Proposal
from proposals.selectors.drafts.addresses import address_of
from proposals.snapshots import form_of

MOST_KEPT = 64
"""Forms in a language, each with its Lot, that are kept in memory."""

_kept: dict[tuple[str, str, str | None], tuple[Section, ...]] = {}
"""By the digest of the form: neither it nor its translation changes."""


def form_sections(proposal: Proposal) -> tuple[Section, ...]:
    """Return the sections of a draft's Lot as its reader reads them; none without."""
    form = form_of(proposal)
    if form is None or proposal.form is None:
        return ()
    lot = proposal.alliance.lot.code
    key = proposal.form.sha256, lot, get_language()
    kept = _kept.get(key)  # once: another thread may empty it
    if kept is not None:
        return kept
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    spoken = tuple([_spoken(each) for each in form.for_lot(lot)])
    _kept[key] = spoken
    return spoken


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
    public_id = proposal.alliance.public_id
    return address_of("form-section", public_id, code) if code else ""


def section_of(proposal: Proposal, kind: SectionKind) -> str:
    """Return the code of the section of a kind; empty where there is none."""
    found = (each.code for each in form_sections(proposal) if each.kind is kind)
    return next(found, "")
