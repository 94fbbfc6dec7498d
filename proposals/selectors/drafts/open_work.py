"""What is open in a proposal before its deadline: headings and numbers, no word of it.

Nothing is open where a submission stands and the draft says the same.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eligibility.core import Answer, ConsortiumSnapshot, Report, Role
from proposals.completeness import Contents, Place, findings_of, open_parts
from proposals.models import Proposal, Submission
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.contents import draft_of
from proposals.snapshots import freeze

SAID = ("acronym", "title", "sector_title", "duration_months", "grant_requested_eur")
TOLD = (*SAID, "form", "plan", "profiles", "budget")
"""What a submission says besides its partners and what follows from the rest."""
OF_PARTNERS = (
    *("number", "name", "country_code", "role", "types", "pic", "added_value"),
    "part_a",
)


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A section of the form, or the consortium, in which something is open."""

    title: str
    number: int
    """How many points."""
    parts: int = 0
    """How many partners' parts are not said to be done, of those with a contact."""


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A section in which the part of one partner is open."""

    title: str
    is_lacking: bool
    """Whether something is missing; else nobody said that it is done."""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """All that is open in a proposal."""

    is_done: bool
    """Whether a submission stands and the draft says the same: nothing is open."""
    is_submitted: bool
    """Whether a submission stands."""
    places: tuple[OpenPlace, ...]
    partners: tuple[str, ...]
    """Who takes part and has not confirmed, with number and name."""
    parts: dict[int, tuple[OpenPart, ...]]
    """Number of a partner → the parts of it that are open; only where there are any."""

    @property
    def number(self) -> int:
        """How many points are open; submitting is not one of them."""
        points = sum(each.number + each.parts for each in self.places)
        return points + len(self.partners)


NOTHING = OpenWork(is_done=True, is_submitted=True, places=(), partners=(), parts={})


def reminded_proposal(key: int) -> Proposal:
    """Return a proposal with all that is read of it here: one query."""
    return Proposal.objects.select_related(
        *("rulebook", "form", "alliance__call", "alliance__lot"),
        *("alliance__project_type", "alliance__coordinator"),
    ).get(pk=key)


def open_work(
    proposal: Proposal, contacts: frozenset[int], *, now: dt.datetime
) -> OpenWork:
    """Return what is open: a fixed number of queries.

    `contacts` are the numbers of the partners for whom somebody with an account stands.
    """
    snapshot, report = standing_of(proposal, now=now)
    text = Submission.objects.live().filter(proposal=proposal)
    submitted = text.values_list("snapshot", flat=True).first()
    if submitted and _says_the_same(proposal, snapshot, report, submitted):
        return NOTHING
    contents = draft_of(proposal, snapshot, report).contents
    return OpenWork(
        is_done=False,
        is_submitted=bool(submitted),
        places=tuple(_places(contents, contacts)),
        partners=tuple(
            f"{each.label} {each.name}".strip()
            for each in snapshot.participants
            if each.role is not Role.APPLICANT and each.answer is Answer.INVITED
        ),
        parts={
            number: found
            for number in sorted(contacts)
            if (found := tuple(_parts(contents, number)))
        },
    )


def _places(contents: Contents, contacts: frozenset[int]) -> Iterator[OpenPlace]:
    # Who has not confirmed is named beside.
    numbers = Counter(
        each.section
        for each in findings_of(contents)
        if each.to.place is not Place.CONFIRMATIONS
    )
    if numbers[""]:
        yield OpenPlace(_("Consortium"), numbers[""])
    for each in contents.sections:
        parts = len(open_parts(contents, each).keys() & contacts)
        if numbers[each.code] or parts:
            yield OpenPlace(each.title, numbers[each.code], parts)


def _parts(contents: Contents, partner: int) -> Iterator[OpenPart]:
    for each in contents.sections:
        found = open_parts(contents, each)
        if partner in found:
            yield OpenPart(each.title, is_lacking=found[partner])


def _says_the_same(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report, submitted: str
) -> bool:
    """Say whether a draft says what was submitted, whoever answered since."""
    now = freeze(proposal, snapshot=snapshot, report=report)
    return _told(now) == _told(submitted)


def _told(text: str) -> object:
    data = json.loads(text)
    # What was submitted before there was a Part A gave none of it.
    partners = [
        [each.get(name) or None for name in OF_PARTNERS] for each in data["partners"]
    ]
    return [partners, *(data.get(name) for name in TOLD)]
