"""How rows and values of a proposal file are said to the person who takes them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from alliances.enums import Confirmation, Role
from eligibility.words import country_name, money, months
from proposals.enums import (
    Dissemination,
    ResultKind,
    StaffCategory,
    Traveller,
    Use,
    WorkPackageKind,
)
from proposals.files.form import Question
from proposals.files.proposal_file import Part, Place, ProposalFile, Value, Values
from proposals.selectors.consortium.stated_types import type_words
from proposals.selectors.plan.effort import days_words

PARTS = {
    Part.FACTS: gettext_lazy("Facts"),
    Part.PARTNERS: gettext_lazy("Partners"),
    Part.PROFILES: gettext_lazy("Occupational profiles"),
    Part.PACKAGES: gettext_lazy("Work packages"),
    Part.TASKS: gettext_lazy("Tasks"),
    Part.RESULTS: gettext_lazy("Results"),
    Part.MILESTONES: gettext_lazy("Milestones"),
    Part.ACTIVITIES: gettext_lazy("Activities"),
    Part.EFFORT: gettext_lazy("Working days"),
    Part.MOBILITY: gettext_lazy("Mobility"),
    Part.ANSWERS: gettext_lazy("Answers"),
}
FIELD_WORDS = {
    "project_type": gettext_lazy("Project type"),
    "acronym": gettext_lazy("Acronym"),
    "title": gettext_lazy("Title"),
    "sector": gettext_lazy("Sector"),
    "duration_months": gettext_lazy("Duration"),
    "grant_requested_eur": gettext_lazy("Grant requested"),
    "name": gettext_lazy("Organisation"),
    "country": gettext_lazy("Country"),
    "role": gettext_lazy("Role"),
    "types": gettext_lazy("Type"),
    "pic": "PIC",
    "added_value": gettext_lazy("Essential added value"),
    "left": gettext_lazy("Takes part no more"),
    "kind": gettext_lazy("Type"),
    "description": gettext_lazy("Description"),
    "start_month": gettext_lazy("First month"),
    "end_month": gettext_lazy("Last month"),
    "lead": gettext_lazy("Lead"),
    "code": gettext_lazy("ESCO or ISCO code"),
    "level": pgettext_lazy("of a qualification", "Level"),
    "due_month": gettext_lazy("Due month"),
    "work_packages": gettext_lazy("Work packages"),
    "partner": gettext_lazy("Partner"),
    "traveller": gettext_lazy("Who"),
    "participants": gettext_lazy("Participants"),
    "work_package": gettext_lazy("Work package"),
    "distance_km": gettext_lazy("Kilometres one way"),
    "days": gettext_lazy("Days"),
    "text": gettext_lazy("Text"),
    "use": gettext_lazy("Use of the instrument"),
    **{each.value: each.label for each in StaffCategory},
}
LABELS = {
    Part.PARTNERS: "P%s",
    Part.PROFILES: "%s.",
    Part.PACKAGES: "WP%s",
    Part.TASKS: "T%s.%s",
    Part.RESULTS: "R%s.%s",
    Part.MILESTONES: "MS%s.%s",
    Part.MOBILITY: "M%s",
}
CHOICES: Mapping[tuple[Part, str], type[TextChoices]] = {
    (Part.PARTNERS, "role"): Role,
    (Part.PARTNERS, "left"): Confirmation,
    (Part.PACKAGES, "kind"): WorkPackageKind,
    (Part.RESULTS, "kind"): ResultKind,
    (Part.RESULTS, "level"): Dissemination,
    (Part.MOBILITY, "traveller"): Traveller,
    (Part.ANSWERS, "use"): Use,
}
SAID: Mapping[str, Callable[[Any], str]] = {
    "country": country_name,
    "types": type_words,
    "duration_months": lambda each: months([each]),
    "grant_requested_eur": lambda each: money(Decimal(each)),
    "work_packages": lambda each: ", ".join(f"WP{number}" for number in each),
    **dict.fromkeys(("lead", "partner"), lambda each: f"P{each}"),
    "work_package": lambda each: f"WP{each}",
    **dict.fromkeys(("days", *StaffCategory.values), lambda e: days_words(Decimal(e))),
    **dict.fromkeys(("start_month", "end_month", "due_month"), lambda each: f"M{each}"),
}


def row_words(
    place: Place,
    files: tuple[ProposalFile, ProposalFile],
    questions: Mapping[str, Question],
) -> str:
    """Name a row as colleagues would; of two files the first knows better."""
    if place.part is Part.FACTS:
        return _("Facts of the alliance")
    if place.part is Part.EFFORT:
        partner, package = place.parents()
        return " · ".join(row_words(each, files, {}) for each in (partner, package))
    if place.part in {Part.ANSWERS, Part.ACTIVITIES}:
        question = questions.get(str(place.at[0]))
        title = question.title if question else str(place.at[0])
        asked = [row_words(each, files, {}) for each in place.parents()]
        return " · ".join([title, *asked])
    label = LABELS[place.part] % place.at
    found: list[Values] = [each.rows[place] for each in files if place in each.rows]
    if found and place.part is Part.MOBILITY:
        return f"{label} · {_whose(found[0]['partner'], files)}"
    name = found[0].get("name") or found[0].get("title") or "" if found else ""
    return f"{label} {name}".strip()


def _whose(partner: Value, files: tuple[ProposalFile, ProposalFile]) -> str:
    return row_words(Place(Part.PARTNERS, (int(str(partner)),)), files, {})


def value_words(part: Part, name: str, value: Value) -> str:
    """Say a value; empty where there is none."""
    if value is None or value in ("", ()):
        return ""
    choices = CHOICES.get((part, name))
    if choices is not None:
        return str(choices(str(value)).label)
    return SAID.get(name, str)(value)
