"""Rows of the log as a page or a file shows them, each with names and a sentence."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from alliances.enums import Confirmation, Role
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.words import day_words, moment_words, within
from eligibility.core import Outcome
from eligibility.messages import outcome_word
from eligibility.words import (
    BRUSSELS,
    country_name,
    figure,
    money,
    together,
    type_words,
)
from proposals import errors
from proposals.enums import (
    ActivityKind,
    Actor,
    ChangedField,
    ColleagueRole,
    LetterState,
    Traveller,
    WorkPackageKind,
)
from proposals.models import Activity, ConfirmationRequest
from proposals.selectors.log.timeline_words import (
    cell_words,
    change_words,
    row_words,
    sentence,
)

MOST_CELLS = 4
"""Cells of days named in a sentence; the row in the log has them all."""


@dataclass(frozen=True, slots=True)
class Known:
    """What rows point at, read once for all of them."""

    people: Mapping[str, str]
    """Commitment → the name or address; who was erased is not in it."""
    partners: Mapping[int, str]
    """Number → "P3 School of Plovdiv"."""
    sections: Mapping[str, str]
    """Code → title of a section of the form."""
    requests: Mapping[int, ConfirmationRequest]
    """Key → the question to a partner."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in words."""

    number: int
    """Its place in the log."""
    day: str
    """Of the act, as the calendars in Brussels show it."""
    time: str
    moment: str
    """Day and time for machines, in Brussels."""
    kind: str
    """What sort of act it is."""
    sentence: str
    digest: str
    """The SHA-256 of the row."""
    is_ours: bool
    """Whether the system acted, not a person."""


def entries(rows: Iterable[Activity], known: Known) -> tuple[Entry, ...]:
    """Say rows of a log in words; no query."""
    return tuple(_entry(each, known) for each in rows)


def _entry(row: Activity, known: Known) -> Entry:
    moment = row.at.astimezone(BRUSSELS)
    kinds = dict(ActivityKind.choices)
    return Entry(
        number=row.number,
        day=day_words(moment),
        time=f"{moment:%H:%M}",
        moment=moment.isoformat(timespec="seconds"),
        kind=str(kinds.get(row.kind, row.kind)),
        sentence=_with_mail(row, json.loads(row.facts), known),
        digest=row.digest,
        is_ours=row.actor == Actor.SYSTEM,
    )


def _words(row: Activity, facts: dict[str, Any], known: Known) -> dict[str, str]:
    """Return all that a sentence may need; each kind takes what it says."""
    asked = known.requests.get(facts.get("request", 0))
    before, after = _pair(facts)
    return {
        "who": _who(row, asked, known),
        "whom": _person(row.whom, known) if row.whom else _("nobody"),
        "partner": _partner(row.partner, known),
        "partners": _partners(facts.get("partners"), known),
        "role": _role(facts.get("role")),
        "changes": change_words(facts, VALUES),
        "cells": cell_words(facts, MOST_CELLS)
        if row.kind == ActivityKind.DAYS_CHANGED
        else "",
        "row": row_words(facts),
        "section": known.sections.get(facts.get("section", ""), ""),
        "fields": _fields(facts),
        "before": before,
        "after": after,
        "why": _why(facts.get("why", "")),
        **{
            name: str(facts.get(name, ""))
            for name in ("edition", "figures", "people", "stated", "submission")
        },
        "number": str(facts.get("changes", facts.get("rows", ""))),
    }


def _who(row: Activity, asked: ConfirmationRequest | None, known: Known) -> str:
    """Name who acted, as a sentence begins.

    A contact has the name it signed with, while both are kept.
    """
    if row.actor == Actor.SYSTEM:
        return _("The system")
    name = known.people.get(row.who) or _("A person who was erased")
    is_contact = row.actor == Actor.CONTACT and row.who in known.people
    if is_contact and asked is not None and asked.answered_name:
        return asked.answered_name
    return name


def _person(commitment: str, known: Known) -> str:
    return known.people.get(commitment) or _("a person who was erased")


MOST_NAMED = 3
"""Partners that a sentence names in full."""


def _partner(number: int | None, known: Known) -> str:
    if number is None:
        return ""
    return known.partners.get(number, f"P{number}")


def _partners(told: object, known: Known) -> str:
    """Name partners by their numbers, many by these alone, or say how many they are."""
    if isinstance(told, list):
        is_short = len(told) <= MOST_NAMED
        return together([_partner(e, known) if is_short else f"P{e}" for e in told])
    return "" if told is None else str(told)


def _role(code: object) -> str:
    labels = {**dict(Role.choices), **dict(ColleagueRole.choices)}
    return within(str(labels.get(str(code), "")))


def _fields(facts: Mapping[str, Any]) -> str:
    labels = dict(ChangedField.choices)
    codes = facts.get("fields") or [facts.get("field", "")]
    return ", ".join(_small(str(labels.get(each, each))) for each in codes)


def _small(label: str) -> str:
    return label if label.isupper() else within(label)


def _with_mail(row: Activity, facts: dict[str, Any], known: Known) -> str:
    """Say an act, and of a question when its mail left or that it did not."""
    said = {"act": sentence(row.kind, _words(row, facts, known))}
    asked = known.requests.get(facts.get("request", 0))
    if asked is None or row.kind not in {ActivityKind.ASKED, ActivityKind.SENT_AGAIN}:
        return said["act"]
    if asked.mailed_at is not None:
        sent = {"when": _time(asked.mailed_at, row.at)}
        return _("%(act)s (mail sent %(when)s)") % (said | sent)
    if asked.letter_state == LetterState.FAILED:
        return _("%(act)s (the mail could not be sent)") % said
    return _("%(act)s (mail not sent yet)") % said


def _time(moment: dt.datetime, beside: dt.datetime) -> str:
    """Write a moment, without the day where that is the one beside it."""
    local = moment.astimezone(BRUSSELS)
    is_same = local.date() == beside.astimezone(BRUSSELS).date()
    return f"{local:%H:%M}" if is_same else moment_words(local)


def _pair(facts: Mapping[str, Any]) -> tuple[str, str]:
    """Return what was and what is: a verdict as planned, or a version of the rules."""
    if "planned" in facts:
        # A verdict that moved in one reading only is told in that one.
        moved = [facts[name] for name in ("planned", "confirmed")]
        before, after = next((each for each in moved if each[0] != each[1]), moved[0])
        return outcome_word(Outcome(before)), outcome_word(Outcome(after))
    rules = facts.get("rules")
    return (str(rules[0]), str(rules[1])) if isinstance(rules, list) else ("", "")


def _why(name: str) -> str:
    refusal = getattr(errors, name, None)
    message = getattr(refusal, "message", "")
    return str(message).rstrip(".") or _("it was refused")


def _label(*choices: Iterable[tuple[str, Any]]) -> Callable[[str], str]:
    """Return what says a code in the words of its list."""

    def say(code: str) -> str:
        labels = {key: label for each in choices for key, label in each}
        return within(str(labels.get(code, code)))

    return say


VALUES: Mapping[str, Callable[[str], str]] = {
    "country_id": country_name,
    "role": _label(Role.choices),
    "types": lambda code: type_words(code.split(TYPE_SEPARATOR)),
    "confirmation": _label(Confirmation.choices),
    "kind": _label(WorkPackageKind.choices),
    "traveller": _label(Traveller.choices),
    "grant_requested_eur": lambda amount: money(Decimal(amount)),
    "days": lambda days: figure(Decimal(days)),
}
"""How the values of fields are said that are stored as codes."""
