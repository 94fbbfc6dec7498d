"""Whole proposals, made at random or by hand, for tests of their files."""

import json
from typing import Any

from hypothesis import strategies as st

from alliances.enums import PartnerType, Role
from proposals.enums import (
    Dissemination,
    ResultKind,
    StaffCategory,
    Traveller,
    WorkPackageKind,
)
from proposals.models import Proposal
from tests.factories import MEMBERS
from tests.proposals.services.forms import FORM
from tests.proposals.services.profiles import PROFILES
from tests.proposals.services.work_plans import PLAN

LINES = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20
)
TITLES = LINES.map(lambda each: f"T{each}")
TEXTS = LINES
MONTHS = st.none() | st.integers(1, 60)
DAYS = st.sampled_from(["0.0", "0.5", "12.0", "99999.9"])
PICS = st.none() | st.sampled_from(["999999999", "900000001"])


def numbered(strategy, most=3):
    """Give rows numbers with gaps, as removing leaves them."""
    numbers = st.lists(st.integers(1, 9), max_size=most, unique=True)
    return numbers.flatmap(
        lambda found: st.tuples(
            *[strategy.map(lambda row, n=n: {"number": n} | row) for n in sorted(found)]
        ).map(list)
    )


def months(row):
    start, end = row["start_month"], row["end_month"]
    if start and end and end < start:
        row |= {"start_month": end, "end_month": start}
    return row


def partners_who(lefts):
    row = {
        "name": TITLES,
        "country": st.none() | st.sampled_from(MEMBERS),
        "role": st.sampled_from(Role.values),
        "types": st.lists(st.sampled_from(PartnerType.values), max_size=3, unique=True),
        "pic": PICS,
        "added_value": TEXTS,
        "left": st.sampled_from(lefts),
    }
    return numbered(st.fixed_dictionaries(row), most=5)


PROFILE = {
    "title": TITLES,
    "code": st.sampled_from(["", "2512", "2512.4"]),
    "level": st.none() | st.integers(1, 8),
}
WHOLE_FORM = FORM + PLAN + PROFILES
"""A small form with something for every part of a proposal."""
LEFTS = (None, None, None, "declined", "withdrawn")


@st.composite
def documents(draw, *, call="open", lot="lot-2", lefts=LEFTS):
    """Draw a proposal as `ssa-proposal/1`, for the small form with a plan."""
    partners = one_applicant(draw(partners_who(lefts)))
    workers = [
        each["number"]
        for each in partners
        if not each["left"] and each["role"] != "associated_partner"
    ]
    lead = st.sampled_from([None, *workers])
    dated = {"title": TITLES, "start_month": MONTHS, "end_month": MONTHS, "lead": lead}
    due = {"title": TITLES, "due_month": MONTHS}
    result = {
        "title": TITLES,
        "kind": st.sampled_from(ResultKind.values),
        "level": st.sampled_from(Dissemination.values),
        "due_month": MONTHS,
    }
    package = {
        "kind": st.sampled_from(WorkPackageKind.values),
        **dated,
        "description": TEXTS,
        "tasks": numbered(st.fixed_dictionaries(dated).map(months)),
        "results": numbered(st.fixed_dictionaries(result)),
        "milestones": numbered(st.fixed_dictionaries(due)),
    }
    packages = draw(numbered(st.fixed_dictionaries(package).map(months)))
    numbers = [each["number"] for each in packages]
    return {
        "schema": "ssa-proposal/1",
        "call": call,
        "lot": lot,
        "project_type": draw(st.sampled_from(["standard", "large"])),
        "acronym": draw(TITLES),
        "title": draw(LINES),
        "sector": draw(LINES),
        "duration_months": draw(MONTHS),
        "grant_requested_eur": draw(
            st.none() | st.sampled_from(["0.00", "3900000.00", "0.01"])
        ),
        "partners": partners,
        "profiles": draw(numbered(st.fixed_dictionaries(PROFILE))),
        "work_packages": packages,
        "activities": draw(st.just([]) | st.just(activity(numbers))),
        "effort": draw(efforts(workers, numbers)),
        "mobility": draw(journeys(workers, numbers)),
        "answers": draw(replies(partners)),
    }


def one_applicant(partners):
    found = [e for e in partners if e["role"] == "applicant" and not e["left"]]
    for each in found[1:]:
        each["role"] = "full_partner"
    return partners


def activity(numbers):
    return [{"activity": "strategy", "work_packages": numbers}] if numbers else []


def efforts(workers, numbers):
    cells = [cell(p, w) for p in workers for w in numbers]
    return st.tuples(*cells).map(lambda rows: [each for each in rows if any_days(each)])


def cell(partner, package):
    place = {"partner": partner, "work_package": package}
    days = st.fixed_dictionaries(dict.fromkeys(StaffCategory.values, DAYS))
    return days.map(lambda row: place | row)


def any_days(row):
    return any(row[each] != "0.0" for each in StaffCategory.values)


def journeys(workers, numbers):
    if not workers:
        return st.just([])
    line = {
        "partner": st.sampled_from(workers),
        "traveller": st.sampled_from(Traveller.values),
        "participants": st.integers(1, 9999),
        "work_package": st.sampled_from([None, *numbers]),
        "distance_km": st.none() | st.integers(0, 20100),
        "days": st.none() | st.sampled_from(["0.5", "5.0", "999.0"]),
    }
    return numbered(st.fixed_dictionaries(line))


@st.composite
def replies(draw, partners):
    asked = [("what", None, ""), ("why", None, ""), ("eqf", None, "used")]
    asked += [("strategy", None, "")]
    for each in partners:
        if each["role"] in {"applicant", "full_partner"}:
            asked.append(("role", each["number"], ""))
        if each["role"] == "associated_partner":
            asked.append(("help", each["number"], ""))
    rows = []
    for question, partner, use in asked:
        text = draw(TEXTS)
        said = draw(st.sampled_from(["", use]))
        row = {"question": question, "partner": partner, "text": text, "use": said}
        rows += [row] if text or said else []
    return rows


def as_bytes(document):
    return json.dumps(document).encode()


WHOLE: dict[str, Any] = {
    "schema": "ssa-proposal/1",
    "call": "open",
    "lot": "lot-2",
    "project_type": "standard",
    "acronym": "ATLAS",
    "title": "An atlas of skills",
    "sector": "cultural-heritage",
    "duration_months": 36,
    "grant_requested_eur": "1200000.00",
    "partners": [
        {
            "number": 1,
            "name": "University of Patras",
            "country": "GR",
            "role": "applicant",
            "types": ["higher_education"],
            "pic": "999999999",
            "added_value": "",
            "left": None,
        },
        {
            "number": 4,
            "name": "Forge",
            "country": None,
            "role": "full_partner",
            "types": [],
            "pic": None,
            "added_value": "",
            "left": None,
        },
    ],
    "profiles": [
        {"number": 2, "title": "Network analyst", "code": "2523.1", "level": 5}
    ],
    "work_packages": [
        {
            "number": 2,
            "kind": "imp",
            "title": "Pilots",
            "description": "Two lines\nof text.",
            "start_month": 1,
            "end_month": 12,
            "lead": 1,
            "tasks": [
                {
                    "number": 1,
                    "title": "Ask",
                    "start_month": 1,
                    "end_month": 2,
                    "lead": 4,
                }
            ],
            "results": [
                {
                    "number": 1,
                    "title": "A report",
                    "kind": "report",
                    "level": "restricted",
                    "due_month": 6,
                }
            ],
            "milestones": [{"number": 3, "title": "Half way", "due_month": None}],
        }
    ],
    "activities": [{"activity": "strategy", "work_packages": [2]}],
    "effort": [
        {
            "partner": 4,
            "work_package": 2,
            "manager": "0.0",
            "teacher": "12.5",
            "technician": "0.0",
            "administrative": "1.0",
        }
    ],
    "mobility": [
        {
            "number": 1,
            "partner": 4,
            "traveller": "learner",
            "participants": 10,
            "work_package": 2,
            "distance_km": 650,
            "days": "5.0",
        }
    ],
    "answers": [
        {"question": "eqf", "partner": None, "text": "Level 5.", "use": "used"},
        {"question": "role", "partner": 1, "text": "It leads.", "use": ""},
    ],
}
"""A proposal with something in every part."""


def fresh(draft):
    parts = ("call", "lot", "project_type", "coordinator")
    return Proposal.objects.select_related(
        "form", *(f"alliance__{each}" for each in parts)
    ).get(pk=draft.pk)
