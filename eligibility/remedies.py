"""How repairs and losses are said: the move, where it may come from, what it mends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import PartnerType as TypeChoices
from alliances.enums import Role as RoleChoices
from alliances.words import within
from eligibility.core import (
    AddPartners,
    ChangeRole,
    Clause,
    Loss,
    Move,
    Participant,
    RemovePartner,
    Repair,
    Repairs,
    Report,
    Resilience,
    Role,
    SettleType,
)
from eligibility.messages import clause_title, outcome_word
from eligibility.words import eu_code, together, type_words

FEW_COUNTRIES = 8
"""Beyond this many countries a list ends in dots."""


Rows = list[tuple[str, str]]
"""Labelled lines below a head."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What may be done and what may happen: repairs, whole or by clause; losses."""

    repairs: tuple[Repairs, ...]
    resilience: Resilience


def outlook_sections(
    report: Report, outlook: Outlook
) -> Iterator[tuple[str, list[tuple[str, Rows]]]]:
    """Yield the sections a report ends with, each with its paragraphs."""
    titles = {each.clause.id: clause_title(each.clause) for each in report.findings}
    if any(each.clauses for each in outlook.repairs):
        yield _("What would mend it"), _repair_lines(outlook.repairs, titles)
    yield _("If organisations leave"), _loss_lines(outlook.resilience, titles)


def _repair_lines(
    answers: Iterable[Repairs], titles: Mapping[str, str]
) -> list[tuple[str, Rows]]:
    lines: list[tuple[str, Rows]] = []
    for answer in answers:
        asked = together([titles[each] for each in answer.clauses])
        if not answer.options:
            text = _("Nothing within three moves mends %(clauses)s") % {
                "clauses": asked
            }
            lines.append((f"– {text}", [(_("Searched"), _searched(answer))]))
        for each in answer.options:
            mends = together([titles[clause] for clause in each.mends])
            rows = [
                (_("Mends"), mends),
                (_("Overall then"), outcome_word(each.outcome_after)),
            ]
            lines.append((f"→ {repair_words(each)}", rows))
    return lines


def _searched(answer: Repairs) -> str:
    if answer.is_bounded:
        return _("not everything: the search ends after a number of trials")
    return _("everything this search knows how to try")


def _loss_lines(
    resilience: Resilience, titles: Mapping[str, str]
) -> list[tuple[str, Rows]]:
    number = len(resilience.singles)
    head = ngettext(
        "%(number)s organisation is critical: without it a clause is no longer met",
        "%(number)s organisations are critical: without each of them a clause is no"
        " longer met",
        number,
    ) % {"number": number}
    if not number:
        head = _("What is met stays met if any one organisation leaves")
    lines: list[tuple[str, Rows]] = [(head, [])]
    for loss in (*resilience.singles, *resilience.pairs):
        names = together([_called(each) for each in loss.organisations])
        breaks = together([titles[each] for each in loss.breaks])
        lines.append((f"! {names}", [(_("Breaks"), breaks)]))
    if not resilience.is_complete:
        lines.append((_("Not every pair was tried: there are too many"), []))
    return lines


def public_repairs(answers: Iterable[Repairs]) -> list[Mapping[str, Any]]:
    """Return repairs as `ssa-report/1` has them."""
    return [
        {
            "moves": [
                {"kind": move.kind, "text": move_words(move, each.after)}
                for move in each.moves
            ],
            "outcome_after": each.outcome_after,
        }
        for answer in answers
        for each in answer.options
    ]


def public_losses(losses: Iterable[Loss]) -> list[Mapping[str, Any]]:
    """Return critical partners as `ssa-report/1` has them."""
    return [
        {"name": each.name, "breaks": list(loss.breaks)}
        for loss in losses
        for each in loss.organisations
    ]


def repair_words(repair: Repair) -> str:
    """Say a whole repair: its moves in their order."""
    return "; ".join(move_words(each, repair.after) for each in repair.moves)


def move_words(move: Move, report: Report) -> str:
    """Say one move; the clauses of `report` give a class of types its name."""
    if isinstance(move, AddPartners):
        return _addition(move, report)
    facts = {"name": _called(move.organisation)}
    if isinstance(move, ChangeRole):
        facts["before"] = _role(move.organisation.role)
        facts["after"] = _role(move.role)
        return _("Change %(name)s from %(before)s to %(after)s") % facts
    if isinstance(move, SettleType):
        facts["type"] = str(TypeChoices(move.type).label)
        return _("Settle the type of %(name)s: %(type)s") % facts
    assert isinstance(move, RemovePartner)  # noqa: S101  # there are four kinds
    return _("Go on without %(name)s") % facts


def _called(organisation: Participant) -> str:
    return f"{organisation.label} {organisation.name}".strip()


def _role(role: Role) -> str:
    return within(str(RoleChoices(role).label))


def newcomer_words(move: AddPartners, clauses: Iterable[Clause]) -> str:
    """Say who is asked for: "1 full partner that provides education or training".

    `clauses` give a class of types its name.
    """
    words = _kind(move, clauses)
    return words % {"who": _who(move), "types": type_words(move.types)}


def _addition(move: AddPartners, report: Report) -> str:
    return _("Add %(who)s, %(where)s") % {
        "who": newcomer_words(move, clauses_of(report)),
        "where": _where(move),
    }


def clauses_of(report: Report) -> Iterator[Clause]:
    """Yield the clauses a report is about."""
    yield from (each.clause for each in report.findings)


def _who(move: AddPartners) -> str:
    number = {"number": move.count}
    if move.role is Role.APPLICANT:
        return _("%(number)s applicant") % number
    text = ngettext("%(number)s full partner", "%(number)s full partners", move.count)
    return text % number


def _kind(move: AddPartners, clauses: Iterable[Clause]) -> str:
    """Say what a newcomer must be, if not of any type."""
    if not move.types:
        return "%(who)s"
    groups = {
        each.arguments["group"]: each.arguments["types"]
        for each in clauses
        if "group" in each.arguments
    }
    if groups.get("labour_market") == set(move.types):
        return ngettext(
            "%(who)s that represents the labour market",
            "%(who)s that represent the labour market",
            move.count,
        )
    if groups.get("education_training") == set(move.types):
        return ngettext(
            "%(who)s that provides education or training",
            "%(who)s that provide education or training",
            move.count,
        )
    return _("%(who)s of the type %(types)s")


def _where(move: AddPartners) -> str:
    facts = {"countries": _codes(move.countries), "number": move.fresh}
    if not move.fresh:
        if not move.others:
            return _("from any Programme country")
        text = _("from %(countries)s") % facts
    elif move.count == 1:
        text = _("from a Programme country not yet covered (%(countries)s)") % facts
    elif move.fresh == move.count:
        text = (
            _(
                "each from another Programme country, none of them covered yet"
                " (%(countries)s)"
            )
            % facts
        )
    else:
        text = (
            ngettext(
                "at least %(number)s of them from a Programme country not yet covered"
                " (%(countries)s)",
                "at least %(number)s of them from different Programme countries not"
                " yet covered (%(countries)s)",
                move.fresh,
            )
            % facts
        )
    if 0 < len(move.others) <= FEW_COUNTRIES:
        told = {"where": text, "countries": _codes(move.others)}
        return _("%(where)s, not %(countries)s") % told
    return text


def _codes(countries: Iterable[str]) -> str:
    codes = sorted(eu_code(each) for each in countries)
    shown = codes[:FEW_COUNTRIES]
    return ", ".join([*shown, "…"] if len(codes) > len(shown) else shown)
