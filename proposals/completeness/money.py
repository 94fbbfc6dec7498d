"""What does not fit in a budget: ceiling, facts, and days nobody is paid for."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from eligibility.words import country_name, money, months
from proposals.budget import PartnerTotal, Unpaid
from proposals.completeness.contents import Contents
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.completeness.words import days_in_words
from proposals.files.form import SectionKind

CEILING = "grant-within-ceiling"
"""The clause whose value is the ceiling."""


def money_findings(contents: Contents) -> Iterator[Finding]:
    """Return what does not fit, the worst first; nothing without a budget section."""
    section = contents.section_of(SectionKind.BUDGET)
    if not section:
        return
    if contents.section_of(SectionKind.WORK_PLAN) and not is_budgeted(contents):
        yield Finding(
            _("There are no days yet, so nothing adds up."),
            Destination(Place.EFFORT_TABLE),
            Keeps.COMPLETING,
            section=section,
            is_open=True,
        )
    yield from _ceiling(contents, section)
    yield from _unpaid(contents, section)
    yield from amount_findings(contents)


def is_budgeted(contents: Contents) -> bool:
    """Say whether there is a day or a journey in the budget."""
    return bool(contents.budget.days or contents.given.journeys)


def excess(contents: Contents) -> Decimal | None:
    """Return how much the budget is above the ceiling, EUR; None where it is not."""
    ceiling = contents.ceiling
    over = contents.budget.grant.total - ceiling if ceiling is not None else Decimal(0)
    return over if over > 0 else None


def amount_findings(contents: Contents) -> Iterator[Finding]:
    """Return that facts and budget state different amounts, if they do.

    Nothing while nothing is budgeted: then the facts are what is aimed at.
    """
    section = contents.section_of(SectionKind.BUDGET)
    stated, total = contents.grant, contents.budget.grant.total
    if not section or not total or stated == total:
        return
    words = (
        _("The facts state no grant, the budget comes to %(total)s.")
        if stated is None
        else _("The facts state %(stated)s, the budget comes to %(total)s.")
    )
    amounts = {"total": money(total), "stated": money(stated or Decimal(0))}
    yield Finding(
        words % amounts,
        Destination(Place.FACT, ("grant_requested_eur",)),
        Keeps.FITTING,
        section=section,
    )


def _ceiling(contents: Contents, section: str) -> Iterator[Finding]:
    over = excess(contents)
    if over is not None and contents.ceiling is not None:
        words = _("The budget is %(excess)s above the ceiling of %(ceiling)s.")
        yield Finding(
            words % {"excess": money(over), "ceiling": money(contents.ceiling)},
            Destination(Place.CLAUSE, (CEILING,)),
            Keeps.FITTING,
            section=section,
        )
    if contents.ceilings is not None and contents.ceiling is None:
        words = (
            _("The ceiling is open: no duration is stated.")
            if contents.months is None
            else _("The call has no ceiling for %(months)s.")
            % {"months": months([contents.months])}
        )
        to = Destination(Place.FACT, ("duration_months",))
        yield Finding(words, to, Keeps.FITTING, section=section, is_open=True)


def _unpaid(contents: Contents, section: str) -> Iterator[Finding]:
    for each in contents.budget.uncounted:
        number = each.payee.number
        sentence = UNPAID[each.payee.unpaid or Unpaid.NO_RATE]()
        yield Finding(
            sentence % _words(contents, each),
            Destination(Place.PARTNER, (number, "country"))
            if each.payee.unpaid is Unpaid.COUNTRY_UNKNOWN
            else Destination(Place.EFFORT_TABLE),
            Keeps.FITTING,
            section=section,
            partner=number,
        )


def _words(contents: Contents, total: PartnerTotal) -> dict[str, str]:
    place = contents.by_number[total.payee.number].place
    return {
        "partner": contents.named(total.payee.number),
        "days": days_in_words(total.days),
        "country": country_name(place.code) if place else "",
    }


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
