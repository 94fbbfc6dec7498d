"""What a row of the log says in words: a sentence for each kind of act."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from alliances.enums import StatedAnswer
from eligibility.words import figure
from proposals.enums import ActivityKind as Kind
from proposals.models.part_a import LABELS

SENTENCES: Mapping[str, Promise] = {
    Kind.OPENED: _lazy("%(who)s opened the alliance"),
    Kind.COPIED: _lazy("%(who)s copied another alliance, %(partners)s partners"),
    Kind.ARCHIVED: _lazy("%(who)s put the alliance into the archive"),
    Kind.UNARCHIVED: _lazy("%(who)s took the alliance out of the archive"),
    Kind.FACTS_CHANGED: _lazy("%(who)s changed the facts: %(changes)s"),
    Kind.PARTNER_ADDED: _lazy("%(who)s added %(partner)s as %(role)s"),
    Kind.PARTNER_CHANGED: _lazy("%(who)s changed %(partner)s: %(changes)s"),
    Kind.PARTNER_REMOVED: _lazy("%(who)s removed %(partner)s"),
    Kind.PARTNER_RESTORED: _lazy("%(who)s put %(partner)s back"),
    Kind.PARTNERS_IMPORTED: _lazy("%(who)s imported %(partners)s partners from a file"),
    Kind.TOLD_APART: _lazy("%(who)s said that %(partners)s are two organisations"),
    Kind.TWINS_ASKED: _lazy(
        "%(who)s left it open again whether %(partners)s are two organisations"
    ),
    Kind.ASKED: _lazy("%(who)s asked %(partner)s to confirm"),
    Kind.SENT_AGAIN: _lazy("%(who)s had the mail to %(partner)s sent again"),
    Kind.REVOKED: _lazy("%(who)s took the question to %(partner)s back"),
    Kind.CONFIRMED: _lazy("%(who)s confirmed for %(partner)s"),
    Kind.DECLINED: _lazy("%(who)s declined for %(partner)s"),
    Kind.CHANGE_ASKED: _lazy("%(who)s asked for changes of %(partner)s: %(fields)s"),
    Kind.CHANGE_ACCEPTED: _lazy("%(who)s accepted a change of %(partner)s: %(fields)s"),
    Kind.CHANGE_REFUSED: _lazy("%(who)s refused a change of %(partner)s: %(fields)s"),
    Kind.NOT_OURS: _lazy("The address that was asked is not one of %(partner)s"),
    Kind.SET_ASIDE: _lazy(
        "What %(partners)s confirmed changed: the confirmation no longer counts"
    ),
    Kind.INVITED: _lazy("%(who)s invited %(whom)s as %(role)s"),
    Kind.DUTY_CHANGED: _lazy("%(who)s made %(whom)s %(role)s"),
    Kind.JOINED: _lazy("%(who)s joined as %(role)s"),
    Kind.INVITATION_DECLINED: _lazy("%(who)s declined the invitation"),
    Kind.COLLEAGUE_REMOVED: _lazy("%(who)s took the access of %(whom)s back"),
    Kind.COLLEAGUE_RESTORED: _lazy("%(who)s gave %(whom)s access again"),
    Kind.LEFT: _lazy("%(who)s left"),
    Kind.SECTION_ASSIGNED: _lazy("%(who)s gave the section %(section)s to %(whom)s"),
    Kind.SECTION_COMPLETED: _lazy("%(who)s completed the section %(section)s"),
    Kind.SECTION_REOPENED: _lazy("%(who)s reopened the section %(section)s"),
    Kind.PLAN_ADDED: _lazy("%(who)s added %(row)s"),
    Kind.PLAN_CHANGED: _lazy("%(who)s changed %(row)s: %(changes)s"),
    Kind.PLAN_REMOVED: _lazy("%(who)s removed %(row)s"),
    Kind.PLAN_RESTORED: _lazy("%(who)s put %(row)s back"),
    Kind.ACTIVITY_PLACED: _lazy(
        "%(who)s changed in which work packages an activity is carried out"
    ),
    Kind.DAYS_CHANGED: _lazy("%(who)s changed working days of %(partner)s: %(cells)s"),
    Kind.FIGURES_PROPOSED: _lazy(
        "%(who)s proposed figures of %(partner)s: %(figures)s"
    ),
    Kind.FIGURES_TAKEN_BACK: _lazy(
        "%(who)s took back a proposed figure of %(partner)s"
    ),
    Kind.FIGURES_APPROVED: _lazy(
        "%(who)s approved figures of %(partner)s: %(figures)s"
    ),
    Kind.FIGURES_REFUSED: _lazy("%(who)s refused figures of %(partner)s: %(figures)s"),
    Kind.FILE_TAKEN: _lazy("%(who)s took %(number)s changes from a file"),
    Kind.SCENARIO_APPLIED: _lazy("%(who)s applied a what-if of %(number)s changes"),
    Kind.RULES_MOVED: _lazy(
        "%(who)s moved from version %(before)s to version %(after)s of the rules"
    ),
    Kind.VERDICT_FLIPPED: _lazy(
        "New data of the call, edition %(edition)s, changed the verdict from"
        " “%(before)s” to “%(after)s”"
    ),
    Kind.SUBMITTED: _lazy("%(who)s submitted it as %(submission)s"),
    Kind.SUBMISSION_REFUSED: _lazy("%(who)s tried to submit: %(why)s"),
    Kind.OVERRIDE_GIVEN: _lazy(
        "%(who)s, administrator, allowed it to be submitted in spite of what is not met"
    ),
    Kind.OVERRIDE_ENDED: _lazy("%(who)s, administrator, took that leave back"),
    Kind.SUPPORT_LOOKED: _lazy(
        "%(who)s, administrator, looked at the state, not at its texts"
    ),
    Kind.WITHDRAWN: _lazy("%(who)s withdrew the submission %(submission)s"),
    Kind.PEOPLE_ERASED: _lazy("The names of people were erased, %(people)s of them"),
    Kind.PACK_REQUESTED: _lazy("%(who)s asked for the application pack"),
    Kind.DOCUMENTS_DRAWN: _lazy("%(who)s had drawn what is signed by %(partners)s"),
    Kind.COPY_UPLOADED: _lazy("%(who)s uploaded a signed copy of %(partner)s"),
    Kind.INVITED_AGAIN: _lazy("%(who)s had the invitation of %(whom)s sent again"),
    Kind.MAIL_BOUNCED: _lazy("The mail to %(whom)s came back"),
    Kind.COMMENTED: _lazy("%(who)s commented on an answer"),
    Kind.COMMENTS_SETTLED: _lazy("%(who)s settled comments on an answer"),
    Kind.COMMENTS_REOPENED: _lazy("%(who)s opened comments on an answer again"),
    Kind.COPY_REMOVED: _lazy("%(who)s removed the signed copy of %(partner)s"),
}
"""A sentence for each kind; a test holds the list to be complete."""
STATED: Mapping[str, Promise] = {
    StatedAnswer.DECLINED: _lazy(
        "%(who)s imported from a file that %(partner)s declined"
    ),
    StatedAnswer.WITHDRAWN: _lazy(
        "%(who)s imported from a file that %(partner)s withdrew"
    ),
}
"""What an imported file said of a partner that had left: nobody here did it."""

FIELDS: Mapping[str, Promise | str] = {
    "acronym": _lazy("acronym"),
    "title": _lazy("title"),
    "sector": _lazy("sector"),
    "duration_months": _lazy("duration in months"),
    "grant_requested_eur": _lazy("grant requested"),
    "project_type": _lazy("type of project"),
    "name": _lazy("name"),
    "country_id": _lazy("country"),
    "role": _lazy("role"),
    "types": _lazy("type"),
    "pic": "PIC",
    "organisation_id": _lazy("link to the register"),
    "added_value": _lazy("text on its added value"),
    "confirmation": _lazy("confirmation"),
    "kind": _lazy("type"),
    "start_month": _lazy("first month"),
    "end_month": _lazy("last month"),
    "due_month": _lazy("month"),
    "lead": _lazy("lead"),
    "level": _lazy("level"),
    "description": _lazy("description"),
    "code": _lazy("code"),
    "partnership": _lazy("partner"),
    "work_package": _lazy("work package"),
    "traveller": _lazy("who travels"),
    "participants": _lazy("participants"),
    "distance_km": _lazy("kilometres"),
    "days": _lazy("days"),
    **LABELS,
}
"""What is called how in a list of changes; another is named as it is stored."""

PLAN_ROWS: Mapping[str, Promise] = {
    "workpackage": _lazy("WP%(number)s"),
    "task": _lazy("task T%(package)s.%(number)s"),
    "result": _lazy("result R%(package)s.%(number)s"),
    "milestone": _lazy("milestone M%(package)s.%(number)s"),
    "occupationalprofile": _lazy("occupational profile %(number)s"),
    "mobilityline": _lazy("mobility line %(number)s"),
}

Values = Mapping[str, Callable[[str], str]]
"""How the values of a field are said."""


def sentence(kind: str, words: Mapping[str, Any]) -> str:
    """Say a row; `words` fills its sentence, and more than that does no harm."""
    known = STATED.get(words.get("stated", "")) or SENTENCES.get(kind)
    if known is None:
        return _("%(who)s did something this version does not know") % words
    return str(known) % words


def change_words(facts: Mapping[str, Any], values: Values) -> str:
    """Say what changed, and of codes and numbers from what to what."""
    words = []
    for name in facts.get("changed", ()):
        field = str(FIELDS.get(name, name))
        if name not in facts:
            words.append(field)
            continue
        before, after = (_value(name, each, values) for each in facts[name])
        told = {"field": field, "before": before, "after": after}
        words.append(_("%(field)s from %(before)s to %(after)s") % told)
    return ", ".join(words) or _("nothing, it was saved as it stood")


def cell_words(facts: Mapping[str, Any], most: int) -> str:
    """Say which days changed, at most so many cells of them."""
    cells = [
        f"{cell} {figure(Decimal(before))} → {figure(Decimal(after))}"
        for cell, (before, after) in facts.items()
    ]
    more = len(cells) - most
    words = ", ".join(cells[:most])
    if more <= 0:
        return words
    return ngettext(
        "%(cells)s, and %(number)d more", "%(cells)s, and %(number)d more", more
    ) % {"cells": words, "number": more}


def row_words(facts: Mapping[str, Any]) -> str:
    """Name a row of the plan as people do: WP3, task T3.1."""
    known = PLAN_ROWS.get(facts.get("sort", ""))
    return str(known) % facts if known else str(facts.get("number", ""))


def _value(name: str, value: object, values: Values) -> str:
    if value in {None, ""}:
        return _("nothing")
    say = values.get(name, str)
    return say(str(value))
