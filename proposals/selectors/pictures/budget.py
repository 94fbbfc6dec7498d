"""The budget as pictures: by partner, by country, by work package."""

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from eligibility.core import Participant
from eligibility.words import country_name, eu_code, money
from proposals.completeness import Contents
from proposals.files.form import SectionKind
from proposals.selectors.form.application_forms import section_url
from proposals.selectors.pictures.picture import Ground, Picture, Way
from proposals.selectors.pictures.shares import (
    Share,
    by_size,
    share_words,
    shares_drawing,
    shares_table,
    sum_of,
)

if TYPE_CHECKING:
    from proposals.budget import Grant

PARTNERS, COUNTRIES, PACKAGES = "money-partners", "money-countries", "money-packages"


def partners_picture(ground: Ground) -> Picture | None:
    """Return what each partner gets; None where the form has no budget."""
    title, head = _("Budget by partner"), _("Organisation")
    return _picture(ground, PARTNERS, title, head, partner_shares(ground.contents))


def countries_picture(ground: Ground) -> Picture | None:
    """Return what goes to each country; None where the form has no budget."""
    title, head = _("Budget by country"), _("Country")
    return _picture(ground, COUNTRIES, title, head, country_shares(ground.contents))


def packages_picture(ground: Ground) -> Picture | None:
    """Return what each work package costs; None where the form has no budget."""
    title, head = _("Budget by work package"), _("Work package")
    return _picture(ground, PACKAGES, title, head, package_shares(ground.contents))


def partner_shares(contents: Contents) -> tuple[Share, ...]:
    """Return the money of each partner that may have any, the most first."""
    uncounted = {each.payee.number for each in contents.budget.uncounted}
    return by_size(
        Share(
            contents.by_number[each.payee.number].label,
            contents.by_number[each.payee.number].name,
            each.grant,
            each.payee.number in uncounted,
        )
        for each in contents.budget.partners
    )


def country_shares(contents: Contents) -> tuple[Share, ...]:
    """Return the money that goes to each country partners are from."""
    grants: defaultdict[str, list[Grant]] = defaultdict(list)
    open_in: set[str] = set()
    for each in contents.budget.partners:
        code = _code(contents.by_number[each.payee.number])
        grants[code].append(each.grant)
        if each.payee.unpaid and each.days:
            open_in.add(code)
    return by_size(
        Share(
            eu_code(code) if code else "",
            country_name(code) if code else _("Country not stated"),
            sum_of(those),
            code in open_in,
        )
        for code, those in sorted(grants.items())
    )


def package_shares(contents: Contents) -> tuple[Share, ...]:
    """Return what each work package costs, and what names none."""
    titles = {each.number: (each.label, each.title) for each in contents.packages}
    without = ("", _("Without work package"))
    return by_size(
        Share(*titles.get(each.number or 0, without), each.grant)
        for each in contents.budget.packages
    )


def _picture(
    ground: Ground, key: str, title: str, head: str, shares: tuple[Share, ...]
) -> Picture | None:
    if not ground.contents.section_of(SectionKind.BUDGET):
        return None
    whole = ground.contents.budget.grant.total
    if not whole:
        return Picture(key, title, _("Nothing adds up yet."), way=_way(ground))
    return Picture(
        key=key,
        title=title,
        finding=_finding(shares[0], whole),
        drawing=shares_drawing(shares, whole),
        table=shares_table(head, shares, whole),
    )


def _way(ground: Ground) -> Way | None:
    url = section_url(ground.proposal, SectionKind.WORK_PLAN)
    words = _("Enter the days of each partner in the work plan")
    return Way(words, url) if url else None


def _finding(largest: Share, whole: Decimal) -> str:
    """Say who has the most, and how much that is of all."""
    words = _("The largest share is %(name)s: %(amount)s of %(whole)s, %(share)s.")
    return words % {
        "name": f"{largest.label} {largest.name}".strip(),
        "amount": money(largest.total),
        "whole": money(whole),
        "share": share_words(largest.total, whole),
    }


def _code(participant: Participant) -> str:
    return participant.place.code if participant.place else ""
