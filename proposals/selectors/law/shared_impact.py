"""What another list of countries, or other NACE codes, would mean for drafts.

No verdict flips by it: the engine reads the code of a country and its status under the
call, and of a sector whether the Lot lists it. What drafts name may read otherwise, or
be offered no more, and that is counted.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import SharedTable
from alliances.files.nace import nace_code
from alliances.files.shared_edits import SharedEdit
from alliances.models import Partnership
from alliances.selectors.editions import person_words
from eligibility.core import canonical
from proposals.models import Proposal
from proposals.selectors.administrators.draft_states import OPEN, SUBMITTED
from proposals.selectors.law.uses import (
    drafts_naming,
    drafts_with_partners_in,
    uses_of_activities,
    uses_of_countries,
)

Counted = tuple[Mapping[str, int], int, int]
"""Open drafts by code, open drafts in all, and those whose submission stands."""


@dataclass(frozen=True, slots=True)
class SharedImpact:
    """The drafts that name what a shared table would change or leave out."""

    table: str
    version: int
    """The edition in force, which the change was compared with; 0 for none."""
    uses: Mapping[str, int]
    """How many open drafts name each code that comes, changes or goes, if any do."""
    gone: tuple[str, ...]
    """The codes that go, of those somebody names."""
    changed: tuple[str, ...]
    """The codes that change, of those somebody names."""
    drafts: int
    """Open drafts that name one of them at least."""
    submitted: int
    """Drafts whose submission stands and names one: it never changes."""

    @property
    def digest(self) -> str:
        """SHA-256 of which codes in use go: what a person saw and acts upon."""
        shown = [self.table, *self.gone]
        return hashlib.sha256(canonical(shown).encode()).hexdigest()

    @property
    def summary(self) -> dict[str, int | str]:
        """The counts and the digest, as they are kept with what was decided on them."""
        return {
            "naming": self.drafts,
            "gone_in_use": len(self.gone),
            "changed_in_use": len(self.changed),
            "submitted": self.submitted,
            "digest": self.digest,
        }


@dataclass(frozen=True, slots=True)
class SharedImpactPage:
    """What a change of a shared table would mean for drafts, in words."""

    digest: str
    headline: str
    submitted: str
    notes: tuple[str, ...]
    """What follows for what drafts name, one sentence each."""
    has_file: bool
    coordinators: int = 0
    """How many people get a message: nobody, since no verdict flips."""
    told: str = ""
    """Nothing is said about messages, for the same reason."""


def shared_impact_of(table: str, edit: SharedEdit, *, version: int) -> SharedImpact:
    """Return what a change would mean for drafts; three queries."""
    changed = tuple(row.key for row, _after in edit.difference.changed)
    gone = tuple(row.key for row in edit.difference.removed)
    added = tuple(row.key for row in edit.difference.added)
    uses, drafts, submitted = COUNTED[table]((*added, *changed, *gone))
    return SharedImpact(
        table=table,
        version=version,
        uses=uses,
        gone=tuple(each for each in gone if each in uses),
        changed=tuple(each for each in changed if each in uses),
        drafts=drafts,
        submitted=submitted,
    )


def _of_countries(codes: tuple[str, ...]) -> Counted:
    uses = uses_of_countries(codes)
    drafts = drafts_with_partners_in(codes).count()
    submitted = drafts_with_partners_in(codes, state=SUBMITTED).count()
    return uses, drafts, submitted


def _of_activities(codes: tuple[str, ...]) -> Counted:
    """Count what names NACE codes; a draft names one at most."""
    uses, submitted = (
        uses_of_activities(frozenset(codes), state=state) for state in (OPEN, SUBMITTED)
    )
    return uses, sum(uses.values()), sum(submitted.values())


COUNTED: Mapping[str, Callable[[tuple[str, ...]], Counted]] = {
    SharedTable.COUNTRIES: _of_countries,
    SharedTable.NACE: _of_activities,
}


def shared_impact_page(impact: SharedImpact) -> SharedImpactPage:
    """Return it as it is shown; no query."""
    return SharedImpactPage(
        digest=impact.digest,
        headline=_headline(impact.drafts),
        submitted=_submitted(impact.submitted),
        notes=tuple(_notes(impact)),
        has_file=impact.drafts > 0,
    )


def _headline(drafts: int) -> str:
    if not drafts:
        return _("No open draft names what changes, and no verdict flips.")
    words = ngettext(
        "%(number)d open draft names what changes; no verdict flips.",
        "%(number)d open drafts name what changes; no verdict flips.",
        drafts,
    )
    return words % {"number": drafts}


def _submitted(number: int) -> str:
    if not number:
        return ""
    words = ngettext(
        "%(number)d submitted proposal names it too and stays as it was submitted.",
        "%(number)d submitted proposals name it too and stay as they were submitted.",
        number,
    )
    return words % {"number": number}


def _notes(impact: SharedImpact) -> Iterator[str]:
    is_countries = impact.table == SharedTable.COUNTRIES
    if impact.gone and is_countries:
        yield _(
            "%(codes)s: partners stay in a country that is left out, with its status"
            " under their call. It is offered for no new partner."
        ) % {"codes": ", ".join(impact.gone)}
    if impact.changed and is_countries:
        yield _(
            "%(codes)s: packs made from now on print the new name and EU code, so who"
            " asks for a pack again gets another one. Pages name countries in the"
            " language of their reader."
        ) % {"codes": ", ".join(impact.changed)}
    if impact.gone and not is_countries:
        yield _(
            "%(codes)s: drafts keep a code that is left out. It is offered no more."
        ) % {"codes": ", ".join(impact.gone)}
    if impact.changed and not is_countries:
        yield _("%(codes)s: drafts and new packs show the new title at once.") % {
            "codes": ", ".join(impact.changed)
        }


def shared_impact_rows(impact: SharedImpact) -> list[list[str]]:
    """Return every open draft that names a code, code by code, as rows of a file."""
    heading = [_("code"), _("change"), _("acronym"), _("call"), _("coordinator")]
    named = _countries_named if impact.table == SharedTable.COUNTRIES else _codes_named
    words = dict.fromkeys(impact.uses, _("added"))
    words |= dict.fromkeys(impact.changed, _("changed"))
    words |= dict.fromkeys(impact.gone, _("removed"))
    pairs = sorted(named(tuple(impact.uses)), key=lambda pair: (pair[0], pair[1].pk))
    return [
        heading,
        *(
            [
                *(code, words[code], draft.alliance.acronym, draft.alliance.call_id),
                person_words(draft.alliance.coordinator),
            ]
            for code, draft in pairs
        ),
    ]


def _countries_named(codes: tuple[str, ...]) -> Iterator[tuple[str, Proposal]]:
    drafts = _with_people(drafts_with_partners_in(codes))
    by_alliance = {each.alliance_id: each for each in drafts}
    partners = Partnership.objects.taking_part().filter(
        country__in=codes, alliance__in=by_alliance
    )
    pairs = partners.order_by().values_list("country", "alliance").distinct()
    for code, alliance in pairs:
        yield code, by_alliance[alliance]


def _codes_named(codes: tuple[str, ...]) -> Iterator[tuple[str, Proposal]]:
    for each in _with_people(drafts_naming(codes)):
        stated = each.alliance.sector
        yield nace_code(stated) or stated, each


def _with_people(drafts: QuerySet[Proposal]) -> QuerySet[Proposal, Any]:
    return drafts.select_related("alliance__coordinator")
