"""The report as text: what a person at a terminal reads."""

import re

import pytest

from eligibility.core import Answer, Role, parse_rulebook
from eligibility.services.assess import assess
from eligibility.text_report import text_report
from tests.eligibility.core.consortia import (
    NETWORK,
    SME,
    VET,
    applicant,
    charter,
    partner,
    report_on,
    rulebook_2020,
    snapshot,
)

RULES = """
format = 1
code = "2020"
version = 7
title = "Sector Skills Alliances 2020"
reference = "EAC/A02/2019"
pending_partners = "warn"

[opens]
date = 2019-11-05
reference = "summary"
[deadline]
date = 2020-02-26
time = 17:00:00
zone = "Europe/Brussels"
date_reference = "summary"
time_reference = "summary"

[references.summary]
title = "Summary of the call"
locator = "Partners"
quote = "Any participating organization can be the applicant."
confidence = "found"
checked = 2026-11-22
[references.guide]
title = "Programme Guide"
note = "Consistent with every funded project found."
confidence = "unverified"
checked = 2026-11-22
[references.unread]
title = "Programme Guide"
confidence = "unverified"
checked = 2026-11-22

[[lots]]
code = "lot-2"
number = 2
title = "Blueprint"
[[lots.project_types]]
code = "standard"
title = "Standard"

[[clauses]]
id = "one-applicant"
title = "One applicant"
check = "count-exactly"
severity = "blocking"
arguments = { role = "applicant" }
[[clauses.values]]
since = 2019-11-05
value = 1
reference = "summary"

[[clauses]]
id = "min-programme-countries"
title = "Programme countries"
check = "countries-at-least"
severity = "blocking"
arguments = { count = "programme" }
[[clauses.values]]
since = 2019-11-05
value = 4
reference = "guide"

[[clauses]]
id = "min-full-partners"
title = "Full partners"
check = "count-at-least"
severity = "blocking"
[[clauses.values]]
since = 2019-11-05
value = 4
reference = "unread"

[[clauses]]
id = "grant-within-ceiling"
title = "Grant"
check = "at-most"
severity = "blocking"
arguments = { fact = "grant_requested" }
[[clauses.values]]
since = 2019-11-05
value = { "48" = "4000000.00" }
reference = "unread"

[[clauses]]
id = "duplicate-organisation"
title = "No organisation twice"
check = "no-duplicates"
severity = "advice"
[[clauses.values]]
since = 2019-11-05
value = true
reference = "unread"
"""

EXPECTED = """\
FORGE
Skills of the forge

  Call          Sector Skills Alliances 2020 (EAC/A02/2019)
  Lot           Blueprint (lot-2)
  Project type  Standard (standard)
  Deadline      26 February 2020, 17:00 Brussels time
  Rules on      26 February 2020
  Versions      rules 7 (DIGEST); country and sector tables 1 (00000000)

✖ Not met: 1 clause
  As confirmed  Not met: 1 clause

── Not met (1) ─────────────────────────────────────────────────────────────────

✖ Programme countries ................................................... 3 of 4
                Not met: 3 Programme countries found, 4 needed (1 more).
  Rule          Full partners come from at least 4 Programme countries.
  Countries     BE, EL, ES
  Counted       Applicant (ES); Forge (EL); Network of smiths (BE); School of
                smiths (BE)
  Not counted   Associated partner: Anvil (FR)
  As confirmed  Not met: 2 to 3 Programme countries found, 4 needed (at least 1
                more).
  Source        Programme Guide. Unverified, looked up on 22 November 2026.
                Consistent with every funded project found.

── Cannot tell yet (1) ─────────────────────────────────────────────────────────

? Grant ....................................................... up to €4,000,000
                Cannot tell yet: no grant is stated; the ceiling is €4,000,000.
  Rule          The grant is at most €4,000,000 for 48 months.
  Source        Programme Guide. Unverified, looked up on 22 November 2026.
                Text not read, so nothing is quoted.

── Met (2) ─────────────────────────────────────────────────────────────────────

✔ One applicant ......................................................... 1 of 1
                Met: Applicant is the applicant.
  Source        Summary of the call, Partners. Found, looked up on
                22 November 2026.
                “Any participating organization can be the applicant.”

✔ Full partners ......................................................... 4 of 4
                Met: 4 full partners found, 4 needed.
  Counted       the same 4 as under Programme countries
  Not counted   Associated partner: Anvil (FR)
  As confirmed  Cannot tell yet: 3 to 4 full partners found, 4 needed. 1 partner
                has not confirmed yet.
  Source        Programme Guide. Unverified, looked up on 22 November 2026.
                Text not read, so nothing is quoted.

── Advice, decides nothing (1) ─────────────────────────────────────────────────

✔ No organisation twice ................................................. 5 of 5
                Met: every row is an organisation of its own.
  Source        Programme Guide. Unverified, looked up on 22 November 2026.
                Text not read, so nothing is quoted.
"""


@pytest.fixture
def forge():
    """Return a report with every outcome, and the rulebook behind it."""
    rulebook = parse_rulebook(RULES, source="rulebook.toml")
    consortium = snapshot(
        applicant("ES"),
        partner("Forge", "EL", SME, answer=Answer.INVITED),
        partner("Network of smiths", "BE", NETWORK),
        partner("School of smiths", "BE", VET),
        partner("Anvil", "FR", SME, role=Role.ASSOCIATED_PARTNER),
        grant=None,
    )
    return assess(
        snapshot=consortium, rulebook=rulebook, on=rulebook.deadline.date()
    ), rulebook


def test_report_reads_like_this(forge):
    report, rulebook = forge

    text = text_report(report, rulebook, acronym="FORGE", title="Skills of the forge")

    assert text.replace(rulebook.sha256[:8], "DIGEST") == EXPECTED


def test_colour_adds_colour_and_nothing_else(forge):
    report, rulebook = forge

    plain = text_report(report, rulebook)
    colour = text_report(report, rulebook, colour=True)

    assert "\x1b[1;31m✖ Not met: 1 clause\x1b[0m" in colour
    assert re.sub(r"\x1b\[[0-9;]*m", "", colour) == plain
    assert "\x1b" not in plain


def test_report_without_a_name_starts_with_the_call(forge):
    assert text_report(*forge).splitlines()[0] == (
        "  Call          Sector Skills Alliances 2020 (EAC/A02/2019)"
    )


def test_no_line_is_wider_than_a_terminal():
    text = text_report(report_on(charter()), rulebook_2020(), title="Heritage " * 30)

    assert [line for line in text.splitlines() if len(line) > 80] == []


def test_met_clause_only_counts_its_crowds():
    text = text_report(report_on(charter()), rulebook_2020())

    assert "Type belongs to another group or to none: 13 organisations" in " ".join(
        text.split()
    )


def test_unknown_country_is_said_beside_the_name():
    text = text_report(report_on(snapshot(applicant(None))), rulebook_2020())

    assert "Country not stated: Applicant (country unknown)" in text


def test_names_cannot_command_the_terminal():
    consortium = snapshot(applicant(), partner("Evil\x1b[2J\u202e", "FR", SME))

    text = text_report(
        report_on(consortium), rulebook_2020(), acronym="A\x1b]0;x\x07", title="T\x9b"
    )

    assert "Evil�[2J� (FR)" in text
    assert [each for each in text if not each.isprintable()] == ["\n"] * text.count(
        "\n"
    )
