"""What the facts of a draft may be: project types, sectors and durations of its Lot."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.files.nace import nace_code
from alliances.models import ProjectType
from alliances.selectors.nace import current_nace
from alliances.words import own_words
from eligibility.catalogue import published_rulebook
from eligibility.core import Edition, Rulebook, Sector
from eligibility.core import ProjectType as Rules
from proposals.models import Proposal
from proposals.snapshots.reference import current_reference, reference_of

COUNTRIES = "min-programme-countries"
DURATION = "duration-allowed"


@dataclass(frozen=True, slots=True)
class Kind:
    """One project type, with what it asks in words."""

    code: str
    title: str
    consequence: str


@dataclass(frozen=True, slots=True)
class FactChoices:
    """The choices of the form of facts."""

    kinds: tuple[Kind, ...]
    sectors: tuple[tuple[str, str], ...]
    """Slug and title; none where the Lot takes any sector."""
    activities: tuple[tuple[str, str], ...]
    """NACE codes and their titles; none where the Lot has a list."""
    durations: tuple[int, ...]
    """Months allowed by any project type of the Lot, and the one stated now."""

    def sector_value(self, stated: str) -> str:
        """Return the slug a stated sector stands for: files may state the title."""
        listed = (Sector(*each) for each in self.sectors)
        named = (each.slug for each in listed if each.is_named(stated))
        code = "" if self.sectors else nace_code(stated)
        return next(named, code or stated)

    def sector_title(self, stated: str) -> str:
        """Return the title a stated sector has on the list, else what was stated."""
        value = self.sector_value(stated)
        title = dict(self.activities).get(value)
        return f"{value} {title}" if title else dict(self.sectors).get(value, stated)


def fact_choices(proposal: Proposal, *, edition: Edition | None = None) -> FactChoices:
    """Return the choices under the rulebook the draft pins.

    `edition` is the one the page's verdict was reached with, the newest if none is
    named: then it takes a query.
    """
    rulebook = published_rulebook(proposal.rulebook)
    alliance = proposal.alliance
    kinds = rulebook.lot(alliance.lot.code).project_types
    durations = {
        months for each in kinds for months in allowed_durations(each, rulebook)
    }
    if proposal.duration_months:
        durations.add(proposal.duration_months)
    reference = (
        reference_of(alliance.call_id, edition)
        if edition
        else current_reference({alliance.call_id})[alliance.call_id]
    )
    listed = reference.sectors_of(alliance.lot.code)
    sectors = [(each.slug, own_words(each.title)) for each in listed]
    is_named = any(each.is_named(alliance.sector) for each in listed)
    if sectors and alliance.sector.strip() and not is_named:
        # A file may state any sector; choosing must not lose it silently.
        not_listed = _("%(sector)s (not on the list)") % {"sector": alliance.sector}
        sectors.append((alliance.sector, not_listed))
    return FactChoices(
        kinds=tuple(_kind(each, rulebook) for each in kinds),
        sectors=tuple(sectors),
        activities=() if sectors else activities(),
        durations=tuple(sorted(durations)),
    )


def activities() -> tuple[tuple[str, str], ...]:
    """Return the NACE codes in force with their titles, in their order; one query."""
    return tuple((row.code, row.title) for row in current_nace().values())


def project_types_of(proposal: Proposal) -> dict[str, ProjectType]:
    """Return the project types of the draft's Lot by code."""
    rows = ProjectType.objects.filter(lot=proposal.alliance.lot_id)
    return {each.code: each for each in rows}


def _value(kind: Rules, clause: str, rulebook: Rulebook) -> object:
    """Return the value of a clause on the deadline day, None where it does not bind."""
    for dated in kind.clauses:
        if dated.clause.id == clause:
            return dated.on(rulebook.deadline.date()).value
    return None


def allowed_durations(kind: Rules, rulebook: Rulebook) -> tuple[int, ...]:
    """Return the durations a project type allows; none where the law names none."""
    value = _value(kind, DURATION, rulebook)
    return value if isinstance(value, tuple) else ()


def _kind(kind: Rules, rulebook: Rulebook) -> Kind:
    countries = _value(kind, COUNTRIES, rulebook)
    number = countries if isinstance(countries, int) else 0
    consequence = ngettext(
        "Full partners from at least %(number)s Programme country.",
        "Full partners from at least %(number)s Programme countries.",
        number,
    ) % {"number": number}
    return Kind(kind.code, own_words(kind.title), consequence if number else "")
