"""The small rulebook of the tests: eligible takes three partners in three countries."""

import datetime as dt
from collections.abc import Collection

from django.utils import timezone

from eligibility.words import BRUSSELS

RULES = """
format = 1
code = "{code}"
version = 1
title = "Call {code}"
reference = "EAC/A00/0000"
pending_partners = "{pending_partners}"
takes_submissions = {takes_submissions}

[opens]
date = {opens}
reference = "summary"

[deadline]
date = {day}
time = {time}
zone = "Europe/Brussels"
date_reference = "summary"
time_reference = "summary"

[references.summary]
title = "Summary of the call"
confidence = "found"
checked = 2026-11-22

[[lots]]
code = "lot-1"
number = 1
title = "Design and delivery"
[[lots.project_types]]
code = "standard"
title = "Standard"

[[lots]]
code = "lot-2"
number = 2
title = "Blueprint"
[[lots.project_types]]
code = "standard"
title = "Standard"
[[lots.project_types]]
code = "large"
title = "Large"
"""

CLAUSES = (
    ("one-applicant", "count-exactly", 'role = "applicant"', "1"),
    (
        "applicant-in-programme-country",
        "role-in-status",
        'role = "applicant", standing = "programme"',
        "true",
    ),
    ("min-programme-countries", "countries-at-least", 'count = "programme"', "3"),
    ("min-full-partners", "count-at-least", "", "3"),
    (
        "min-labour-market",
        "groups-at-least",
        'group = "labour_market", types = ["sme", "sector_body"]',
        "1",
    ),
    (
        "min-education-training",
        "groups-at-least",
        'group = "education_training", types = ["higher_education", "vet_provider"]',
        "1",
    ),
    ("duration-allowed", "value-in", 'fact = "duration_months"', "[48]"),
    ("sector-in-list", "listed", 'fact = "sector"', "true"),
    (
        "grant-within-ceiling",
        "at-most",
        'fact = "grant_requested"',
        '{ "48" = "4000000.00" }',
    ),
    (
        "one-application-per-applicant-and-sector",
        "exclusive",
        'scope = "applicant-and-sector"',
        "true",
    ),
)

GUESS = """
[references.guess]
title = "Guide of the call"
note = "Taken over from the call before."
confidence = "unverified"
checked = 2026-11-22
"""
PER_ORGANISATION = (
    "one-application-per-organisation",
    "exclusive",
    'scope = "organisation"',
    "true",
)
"""The rule of 2014 and 2015, in the place of the one on applicant and sector."""


def rules_of(
    code: str = "open",
    *,
    opens: dt.date | None = None,
    deadline: dt.datetime | None = None,
    takes_submissions: bool = True,
    pending_partners: str = "warn",
    unverified_clauses: str = "",
    unverified: Collection[str] = (),
    per_organisation: bool = False,
) -> str:
    """Write the small rulebook; by default it opened 10 days ago and has 30 to go.

    Values of the clauses `unverified` were not read in a source.
    """
    # By the minute: tests that follow each other share a text, which is parsed once.
    now = timezone.localtime(timezone=BRUSSELS).replace(second=0)
    closes = (deadline or now + dt.timedelta(days=30)).astimezone(BRUSSELS)
    opens = opens or (now - dt.timedelta(days=10)).date()
    head = RULES.format(
        code=code,
        opens=opens,
        day=closes.date(),
        time=f"{closes:%H:%M:%S}",
        takes_submissions=str(takes_submissions).lower(),
        pending_partners=pending_partners,
    )
    clauses = (*CLAUSES[:-1], PER_ORGANISATION) if per_organisation else CLAUSES
    if unverified_clauses:
        line = f'unverified_clauses = "{unverified_clauses}"\ntakes_submissions'
        head = head.replace("takes_submissions", line)
    text = head + "".join(
        _clause(*each, opens, "guess" if each[0] in unverified else "summary")
        for each in clauses
    )
    return text + GUESS if unverified else text


def _clause(
    clause: str, check: str, arguments: str, value: str, opens: dt.date, source: str
) -> str:
    lots = '["lot-2"]' if check == "listed" else '["lot-1", "lot-2"]'
    given = f"arguments = {{ {arguments} }}\n" if arguments else ""
    return (
        f'\n[[clauses]]\nid = "{clause}"\ntitle = "{clause}"\ncheck = "{check}"\n'
        f'severity = "blocking"\n{given}[[clauses.values]]\nlots = {lots}\n'
        f'since = {opens}\nvalue = {value}\nreference = "{source}"\n'
    )
