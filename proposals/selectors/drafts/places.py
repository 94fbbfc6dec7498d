"""Addresses of the places where findings are mended, down to the very field."""

from collections.abc import Callable

from proposals.completeness import Destination, Place
from proposals.models import Proposal
from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.form.answer_fields import answer_url, field_key

Key = str | int | None


def url_of(proposal: Proposal, to: Destination) -> str:
    """Return the address of a place in a draft."""
    return ADDRESSES[to.place](proposal, *to.keys)


def _here(proposal: Proposal, name: str, *keys: Key) -> str:
    return address_of(name, proposal.alliance.public_id, *keys)


def _answer(proposal: Proposal, section: Key, question: Key, partner: Key) -> str:
    page = (
        _here(proposal, "form-section", section)
        if partner is None
        else _here(proposal, "form-partner", section, partner)
    )
    number = partner if isinstance(partner, int) else None
    return f"{page}#id_{field_key(str(question), number)}"


def _comments(proposal: Proposal, question: Key, partner: Key) -> str:
    number = partner if isinstance(partner, int) else None
    return answer_url(proposal, "answer-comments", str(question), number)


def _effort(proposal: Proposal, partner: Key, package: Key) -> str:
    page = _here(proposal, "effort", partner)
    return page if package is None else f"{page}#days-{package}-manager"


def _mobility(proposal: Proposal, line: Key = None, field: Key = None) -> str:
    page = _here(proposal, "mobility-lines")
    return page if line is None else f"{page}#m{line}-{field}"


ADDRESSES: dict[Place, Callable[..., str]] = {
    Place.CLAUSE: lambda draft, clause: _here(draft, "explain", clause),
    Place.FACT: lambda draft, fact: f"{_here(draft, 'facts')}#id_{fact}",
    Place.CONFIRMATIONS: lambda draft: _here(draft, "partner-invitations"),
    Place.PARTNER: lambda draft, number, field: (
        f"{_here(draft, 'partner-change', number)}#id_{field}"
    ),
    Place.PART_A: lambda draft, number, field: (
        f"{_here(draft, 'part-a', number)}#id_{field}"
    ),
    Place.ANSWER: _answer,
    Place.USE: lambda draft, section, question: (
        f"{_here(draft, 'form-section', section)}#id_{question}-use"
    ),
    Place.ACTIVITY: lambda draft, section, question: (
        f"{_here(draft, 'form-section', section)}#carried-{question}"
    ),
    Place.COMMENTS: _comments,
    Place.COMPLETED: lambda draft, section: (
        f"{_here(draft, 'form-section', section)}#completed"
    ),
    Place.PACKAGE_ADD: lambda draft: _here(draft, "work-package-add"),
    Place.PACKAGE: lambda draft, number, field: (
        f"{_here(draft, 'work-package', number)}#id_{field}"
    ),
    Place.PART: lambda draft, package, sort, number, field: (
        f"{_here(draft, 'work-part', package, str(sort), number)}#id_{field}"
    ),
    Place.PROFILE_ADD: lambda draft: _here(draft, "profile-add"),
    Place.PROFILE: lambda draft, number, field: (
        f"{_here(draft, 'profile', number)}#id_{field}"
    ),
    Place.EFFORT_TABLE: lambda draft: f"{_here(draft, 'work-plan')}#effort",
    Place.EFFORT: _effort,
    Place.MOBILITY: _mobility,
    Place.PROPOSED: lambda draft, partner: (
        f"{_here(draft, 'proposed-figures')}#p{partner}"
    ),
}
"""What makes an address of each place, from a draft and the keys of the place."""
