"""The official documents and the figures they share: a checklist for typing them.

An application is typed three times, into eForm, description and budget workbook, and
the copies drift apart. The list of documents was read in the applicants' package of
the sister action Knowledge Alliances, 2019 and 2020 (domain/DOMAIN.md, 5.1); for Sector
Skills Alliances it is unverified, which the section says.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, replace
from decimal import Decimal
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Role
from alliances.words import day_words
from eligibility.core import Standing
from eligibility.words import BRUSSELS, figure, money, money_alike, months
from proposals.budget import Grant
from proposals.documents.money import budget_of_content
from proposals.documents.organisations import takes_part
from proposals.documents.package_page import (
    CrossTotal,
    OfficialDocument,
    OfficialPackage,
)
from proposals.enums import DocumentKind
from proposals.selectors.plan.budget import DraftBudget
from proposals.snapshots import FrozenApplication, FrozenCopy


def official_package(
    application: FrozenApplication, numbers: Mapping[str, int]
) -> OfficialPackage:
    """Return the checklist; `numbers` are those of the pack's sections by slug."""
    return OfficialPackage(
        documents=tuple(_documents(application, numbers)),
        totals=tuple(_totals(application)),
    )


def _documents(
    application: FrozenApplication, numbers: Mapping[str, int]
) -> Iterator[OfficialDocument]:
    def sections(*slugs: str) -> str:
        found = [str(numbers[slug]) for slug in slugs if slug in numbers]
        return ngettext("Section %s", "Sections %s", len(found)) % ", ".join(found)

    yield OfficialDocument(
        _("eForm"),
        sections("organisations", "part_a", "budget", "mobility"),
        _pics(application),
    )
    yield OfficialDocument(
        _("Detailed project description"),
        sections("composition", "answers", "plan"),
        "",
    )
    yield OfficialDocument(
        _("Detailed budget tables and work packages overview"),
        sections("plan", "budget", "mobility"),
        "",
    )
    yield OfficialDocument(
        _("Declaration on honour"),
        sections("organisations"),
        _declared(application),
    )


def _pics(application: FrozenApplication) -> str:
    missing = [
        each.label for each in application.partners if takes_part(each) and not each.pic
    ]
    if not missing:
        return _("Every organisation has a PIC.")
    return _("Without a PIC: %s.") % ", ".join(missing)


def _declared(application: FrozenApplication) -> str:
    for partner in application.partners:
        copy = partner.signed
        if copy and copy.kind == DocumentKind.DECLARATION:
            return _("A signed copy is there, uploaded on %s.") % _day(copy)
    return _("No signed copy is there.")


def _day(copy: FrozenCopy) -> str:
    return day_words(copy.at.astimezone(BRUSSELS))


def _totals(application: FrozenApplication) -> Iterator[CrossTotal]:
    everywhere = _("eForm, budget tables, declaration")
    tables = _("eForm, budget tables")
    draft = budget_of_content(application)
    if draft is not None:
        whole = _split(_("Grant requested"), draft, attrgetter("total"), everywhere)
        yield replace(whole, note=_drift(draft))
        for name, part in (
            (_("Implementation support"), attrgetter("implementation")),
            (_("Mobility: travel"), attrgetter("travel")),
            (_("Mobility: subsistence"), attrgetter("subsistence")),
        ):
            yield _split(name, draft, part, tables)
        days = figure(draft.budget.days)
        described = _("budget tables, description")
        yield _plain(_("Working days"), days, described)
    if application.duration_months is not None:
        duration = months([application.duration_months])
        yield _plain(_("Duration"), duration, _("eForm, description, budget tables"))
    if application.plan:
        described = _("description, budget tables")
        yield _plain(_("Work packages"), figure(len(application.plan)), described)
    yield from _organisations(application)


def _split(
    name: str, draft: DraftBudget, part: Callable[[Grant], Decimal], stands_in: str
) -> CrossTotal:
    """Return an amount with its parts for Programme and for Partner countries."""
    by_standing = draft.budget.standings
    grants = [draft.budget.grant, *by_standing.values()]
    write = money_alike(*(amount for each in grants for amount in astuple(each)))
    return CrossTotal(
        name=name,
        amount=write(part(draft.budget.grant)),
        programme=write(part(by_standing.get(Standing.PROGRAMME, Grant()))),
        partner=write(part(by_standing.get(Standing.PARTNER, Grant()))),
        stands_in=stands_in,
        note="",
    )


def _drift(draft: DraftBudget) -> str:
    """Say where the grant of the facts is not what the budget comes to."""
    if draft.stated is None or draft.stated == draft.total:
        return ""
    return _("The facts of this application say %s.") % money(draft.stated)


def _organisations(application: FrozenApplication) -> Iterator[CrossTotal]:
    partners = [each for each in application.partners if takes_part(each)]
    for role, name in (
        (Role.FULL_PARTNER, _("Full partners, with the applicant")),
        (Role.AFFILIATED_ENTITY, _("Affiliated entities")),
        (Role.ASSOCIATED_PARTNER, _("Associated partners")),
    ):
        roles = {role, Role.APPLICANT} if role is Role.FULL_PARTNER else {role}
        number = sum(each.role in roles for each in partners)
        if number:
            yield _plain(name, figure(number), _("eForm, description"))


def _plain(name: str, amount: str, stands_in: str) -> CrossTotal:
    return CrossTotal(name, amount, "", "", stands_in, "")
