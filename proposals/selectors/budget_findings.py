"""What does not fit in a budget, one sentence and one place to mend it each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.words import country_name, figure, money, months, together
from proposals.budget import Gap, PartnerTotal, Unpaid
from proposals.files.form import SectionKind
from proposals.models import Proposal
from proposals.selectors.application_forms import section_url
from proposals.selectors.budget import CEILING, DraftBudget

MOST_NAMED = 6
"""Partners named in one sentence; more are counted."""


@dataclass(frozen=True, slots=True)
class BudgetFinding:
    """One thing that is open or does not fit, and where it is mended."""

    sentence: str
    url: str
    """Empty where the form has no page for it."""
    is_wrong: bool = False
    """Whether somebody must act; else it is only open."""


def budget_findings(
    proposal: Proposal, draft: DraftBudget
) -> tuple[BudgetFinding, ...]:
    """Return what does not fit, the worst first; no query."""
    return (
        *_of_ceiling(proposal, draft),
        *_of_partners(proposal, draft),
        *_of_idle(proposal, draft),
        *_of_mobility(proposal, draft),
    )


def _of_ceiling(proposal: Proposal, draft: DraftBudget) -> Iterator[BudgetFinding]:
    public_id = proposal.alliance.public_id
    if draft.excess is not None and draft.ceiling is not None:
        words = _("The budget is %(excess)s above the ceiling of %(ceiling)s.")
        yield BudgetFinding(
            words % {"excess": money(draft.excess), "ceiling": money(draft.ceiling)},
            reverse("explain", args=[public_id, CEILING]),
            is_wrong=True,
        )
    if draft.law is not None and draft.ceiling is None:
        words = (
            _("The ceiling is open: no duration is stated.")
            if draft.months is None
            else _("The call has no ceiling for %(months)s.")
            % {"months": months([draft.months])}
        )
        yield BudgetFinding(words, reverse("facts", args=[public_id]))


def _of_partners(proposal: Proposal, draft: DraftBudget) -> Iterator[BudgetFinding]:
    for each in draft.budget.uncounted:
        place = draft.rows.participants[each.payee.number].place
        words = {
            "partner": _named(draft, each),
            "days": _days(each),
            "country": country_name(place.code) if place else "",
        }
        sentence = UNPAID[each.payee.unpaid or Unpaid.NO_RATE]() % words
        args = [proposal.alliance.public_id, each.payee.number]
        yield BudgetFinding(
            sentence, reverse("partner-change", args=args), is_wrong=True
        )


UNPAID: dict[Unpaid, Callable[[], str]] = {
    Unpaid.COUNTRY_UNKNOWN: lambda: _(
        "%(partner)s: no country, so no rate: %(days)s not counted."
    ),
    Unpaid.NO_RATE: lambda: _(
        "%(partner)s: the call has no rate for %(country)s: %(days)s not counted."
    ),
    Unpaid.ASSOCIATED: lambda: _(
        "%(partner)s is an associated partner and gets no grant: %(days)s not counted."
    ),
    Unpaid.LEFT: lambda: _("%(partner)s takes part no more: %(days)s not counted."),
}


def _of_idle(proposal: Proposal, draft: DraftBudget) -> Iterator[BudgetFinding]:
    """Name who gets a grant and has no days, once anybody has some."""
    idle = [each for each in draft.budget.partners if not each.days]
    if not idle or not draft.budget.days:
        return
    if len(idle) > MOST_NAMED:
        words = _("%(number)d partners have no days yet.") % {"number": len(idle)}
    else:
        labels = together([f"P{each.payee.number}" for each in idle])
        words = ngettext(
            "%(partners)s has no days yet.", "%(partners)s have no days yet.", len(idle)
        ) % {"partners": labels}
    yield BudgetFinding(words, section_url(proposal, SectionKind.WORK_PLAN))


def _of_mobility(proposal: Proposal, draft: DraftBudget) -> Iterator[BudgetFinding]:
    page = section_url(proposal, SectionKind.MOBILITY)
    for journey, cost in draft.budget.journeys:
        for gap in cost.gaps:
            words = {"line": f"M{journey.key}", "what": gap_words(gap)}
            yield BudgetFinding(
                _("Mobility line %(line)s: %(what)s.") % words,
                f"{page}#m{journey.key}" if page else "",
                is_wrong=gap not in OPEN,
            )


OPEN = frozenset({Gap.DISTANCE_OPEN, Gap.DAYS_OPEN})
"""What is only not known yet."""


def gap_words(gap: Gap) -> str:
    """Say why a part of a journey is not counted."""
    return {
        Gap.DISTANCE_OPEN: _("the distance is open, so travel is not counted"),
        Gap.DAYS_OPEN: _("the days are open, so subsistence is not counted"),
        Gap.NO_TRAVEL_RATE: _("the call pays nothing we know of for this distance"),
        Gap.NO_DAY_RATE: _("the call has no rate for these days, so none is counted"),
        Gap.NOT_HALF_DAYS: _("only full and half days are paid, so none is counted"),
        Gap.DAYS_BEYOND: _("the stay is longer than any that is paid: not counted"),
        Gap.NO_WORK_PACKAGE: _("it names no work package"),
    }[gap]


def _named(draft: DraftBudget, total: PartnerTotal) -> str:
    participant = draft.rows.participants[total.payee.number]
    return f"{participant.label} {participant.name}"


def _days(total: PartnerTotal) -> str:
    words = ngettext("%(days)s day", "%(days)s days", 1 if total.days == 1 else 2)
    return words % {"days": figure(total.days)}
