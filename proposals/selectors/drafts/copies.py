"""Copying an alliance: what comes along to another type of project, and what not."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import Partnership, ProjectType, User
from eligibility import messages
from eligibility.core import Sector
from eligibility.words import months, together
from proposals.models import Answer, MobilityLine, Proposal, WorkPackage
from proposals.selectors.drafts.facts import allowed_durations
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.start import (
    CallChoice,
    choose_page,
    newest_law,
    sector_options,
)


@dataclass(frozen=True, slots=True)
class Carried:
    """The facts another type of project takes over, and those it does not allow."""

    sector: str
    """As the target names it: the slug of its list, else the title."""
    duration_months: int | None
    dropped: tuple[str, ...]
    """What the target does not allow, in words."""


@dataclass(frozen=True, slots=True)
class CopyPage:
    """The page that asks what the copy is for."""

    masthead: Masthead
    open_calls: tuple[CallChoice, ...]
    past_calls: tuple[CallChoice, ...]
    facts: str
    """The facts that come along, in words."""
    partners: str
    """How many partners come along, in words."""
    application: str
    """How much is written and planned that comes along, in words."""
    left_behind: str
    """Who stays behind, in words; empty if nobody does."""


def copy_page(proposal: Proposal, *, chosen: str, now: dt.datetime) -> CopyPage:
    """Return the choices for a copy and what it would hold."""
    choices = choose_page(chosen=chosen, now=now)
    rows = list(proposal.alliance.partnerships.current())
    partners = [each for each in rows if each.takes_part]
    return CopyPage(
        masthead=masthead_of(proposal, now=now),
        open_calls=choices.open_calls,
        past_calls=choices.past_calls,
        facts=_facts(proposal),
        partners=ngettext(
            "%(number)d partner with role, country and type",
            "All %(number)d partners with role, country and type",
            len(partners),
        )
        % {"number": len(partners)},
        application=_application(proposal),
        left_behind=_left_behind([each for each in rows if not each.takes_part]),
    )


def carried_to(project_type: ProjectType, proposal: Proposal) -> Carried:
    """Return which sector and duration a draft keeps under another type of project."""
    sector, lost_sector = _sector(project_type, proposal)
    duration, lost_duration = _duration(project_type, proposal)
    return Carried(
        sector=sector,
        duration_months=duration,
        dropped=tuple(filter(None, [lost_sector, lost_duration])),
    )


def copied_words(acronym: str, carried: Carried) -> str:
    """Say what was copied and what was left empty."""
    words = [
        _("%(acronym)s is a copy. Everybody has to be asked to confirm anew.")
        % {"acronym": acronym}
    ]
    if carried.dropped:
        words.append(
            _("Not allowed here, so left empty: %(facts)s.")
            % {"facts": together(list(carried.dropped))}
        )
    return " ".join(words)


def _sector(target: ProjectType, proposal: Proposal) -> tuple[str, str]:
    """Return the sector as the target names it, and the one it does not have."""
    stated = proposal.alliance.sector
    title = dict(sector_options(proposal.alliance.project_type)).get(stated, stated)
    options = sector_options(target)
    if not stated or not options:
        return title, ""
    for each in options:
        if Sector(*each).is_named(title):
            return each[0], ""
    return "", _("the sector (%(title)s)") % {"title": title}


def _duration(target: ProjectType, proposal: Proposal) -> tuple[int | None, str]:
    duration = proposal.duration_months
    law = newest_law(target)
    allowed = allowed_durations(law.project_type(target.lot.code, target.code), law)
    if duration is None or not allowed or duration in allowed:
        return duration, ""
    return None, _("the duration (%(months)s)") % {"months": months([duration])}


def _facts(proposal: Proposal) -> str:
    duration, grant = proposal.duration_months, proposal.grant_requested_eur
    stated = [
        _("the title") if proposal.alliance.title else "",
        _("the sector") if proposal.alliance.sector else "",
        _("the duration (%(months)s)") % {"months": months([duration])}
        if duration
        else "",
        _("the grant (%(amount)s)") % {"amount": messages.money(grant)}
        if grant is not None
        else "",
    ]
    return together([each for each in stated if each]) or _("No facts are stated yet")


def _application(proposal: Proposal) -> str:
    """Count what is written and planned: one query."""
    stored = Proposal.objects.filter(pk=proposal.pk).values_list(
        _number_of(Answer.objects.exclude(text="", use="")),
        _number_of(WorkPackage.objects.current()),
        _number_of(MobilityLine.objects.current()),
    )
    answers, packages, lines = (each or 0 for each in stored.get())
    counted = [
        ngettext("%d answer", "%d answers", answers) % answers if answers else "",
        ngettext("%d work package", "%d work packages", packages) % packages
        if packages
        else "",
        ngettext("%d mobility line", "%d mobility lines", lines) % lines
        if lines
        else "",
    ]
    return together([each for each in counted if each]) or _("Nothing is written yet")


def _number_of(rows: QuerySet[Any]) -> Subquery:
    own = rows.filter(proposal=OuterRef("pk")).order_by().values("proposal")
    return Subquery(own.annotate(number=Count("pk")).values("number"))


def _left_behind(rows: list[Partnership]) -> str:
    if not rows:
        return ""
    return _("Who declined or withdrew: %(names)s") % {
        "names": together([each.name for each in rows])
    }


def has_others(reader: User, proposal: Proposal) -> bool:
    """Say whether this person has another alliance to be copied: one query.

    Where one is chosen, none is offered that was put away.
    """
    others = Proposal.objects.visible_to(reader).exclude(pk=proposal.pk)
    return others.filter(alliance__archived_at=None).exists()
