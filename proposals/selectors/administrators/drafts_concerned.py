"""In which drafts a country or an organisation stands, for administrators."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from alliances.enums import Confirmation, Role
from alliances.models import Country, Organisation, Partnership
from alliances.selectors.country_timeline import CountryTimeline, country_timeline
from alliances.selectors.editions import person_words
from alliances.selectors.organisation_history import EntryTurn, organisation_history
from alliances.selectors.register_changes import type_words
from alliances.words import country_words
from proposals.models import Submission

MOST = 50
"""Partners named on a page; the list of drafts has the rest."""


@dataclass(frozen=True, slots=True)
class Place:
    """A partner in a draft."""

    proposal: int
    acronym: str
    call: str
    state: str
    """Open, submitted or archived."""
    name: str
    """What the draft calls it."""
    role: str
    answer: str
    coordinator: str


@dataclass(frozen=True, slots=True)
class CountryPage:
    """One country: what it is, and where it matters."""

    code: str
    eu_code: str
    name: str
    is_listed: bool
    """Whether the list in force has it; else it is offered no more."""
    timeline: CountryTimeline
    places: tuple[Place, ...]
    total: int
    """Partners of drafts in this country, also those not shown."""


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """One entry of the register."""

    key: int
    name: str
    pic: str
    country: str
    country_code: str
    types: str
    is_ended: bool
    history: tuple[EntryTurn, ...]
    places: tuple[Place, ...]
    total: int


def country_page(country: Country) -> CountryPage:
    """Return a country; five queries."""
    partners = _partners().filter(country=country)
    return CountryPage(
        code=country.code,
        eu_code=country.eu_code,
        name=country_words(country.code, country.name),
        is_listed=country.is_listed,
        timeline=country_timeline(country),
        places=tuple(_place(each) for each in partners[:MOST]),
        total=partners.count(),
    )


def organisation_page(organisation: Organisation) -> OrganisationPage:
    """Return an entry of the register; at most five queries."""
    partners = _partners().filter(organisation=organisation)
    return OrganisationPage(
        key=organisation.pk,
        name=organisation.name,
        pic=organisation.pic or "",
        country=country_words(organisation.country_id, organisation.country.name),
        country_code=organisation.country_id,
        types=type_words(organisation.type_list),
        is_ended=organisation.ended_on is not None,
        history=organisation_history(organisation),
        places=tuple(_place(each) for each in partners[:MOST]),
        total=partners.count(),
    )


def _partners() -> QuerySet[Partnership]:
    """Return the partners that take part, those of the drafts changed last first."""
    stands = Submission.objects.live().filter(proposal=OuterRef("alliance__proposal"))
    rows = Partnership.objects.taking_part().filter(alliance__proposal__isnull=False)
    return (
        rows.annotate(is_submitted=Exists(stands))
        .select_related("alliance__coordinator", "alliance__proposal")
        .order_by("-alliance__proposal__changed_at", "number")
    )


def _place(row: Partnership) -> Place:
    alliance = row.alliance
    return Place(
        proposal=alliance.proposal.pk,
        acronym=alliance.acronym,
        call=alliance.call_id,
        state=_state(row),
        name=row.name,
        role=str(Role(row.role).label),
        answer=str(Confirmation(row.confirmation).label),
        coordinator=person_words(alliance.coordinator),
    )


def _state(row: Partnership) -> str:
    if row.alliance.archived_at:
        return _("Archived")
    is_submitted: bool = getattr(row, "is_submitted", False)
    return _("Submitted") if is_submitted else _("Open")
