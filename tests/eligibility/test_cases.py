"""The worked cases: real consortia, one step from a border, and what they then lack."""

import json
import tomllib
from pathlib import Path

import pytest

from eligibility import catalogue
from eligibility.services.worked_cases import changed_consortium
from tests.eligibility.consortium_files import run

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
FILES = sorted(CASES.glob("*.toml"))
BLOCKING = "blocking"


@pytest.fixture(params=FILES, ids=[path.stem for path in FILES])
def case(request):
    text = request.param.read_text(encoding="utf-8")
    assert text.startswith("# ")
    return tomllib.loads(text)


def test_a_case_lacks_exactly_what_it_says(case, tmp_path):
    path = tmp_path / "consortium.json"
    path.write_text(json.dumps(changed_consortium(case=case)), encoding="utf-8")
    expected = case["expected"]

    result = run(path, "--format", "json")

    report = result.report
    advice = [
        each["clause"]
        for each in report["findings"]
        if each["severity"] != BLOCKING and each["outcome"] == "not_met"
    ]
    figures = {
        clause: [
            result.finding(clause)[key] for key in ("found", "possible", "required")
        ]
        for clause in expected.get("figures", {})
    }
    assert {
        "outcome": report["outcome"],
        "outcome_as_confirmed": report["outcome_as_confirmed"],
        "not_met": result.clauses("not_met"),
        "unknown": result.clauses("unknown"),
        "advice_not_met": advice,
        "figures": figures,
    } == expected | {"figures": expected.get("figures", {})}
    assert result.status == {"met": 0, "not_met": 1, "unknown": 3}[expected["outcome"]]


def test_every_counting_clause_has_a_case_at_below_and_open():
    """Each clause that blocks is seen not met; each that may be open is seen open."""
    seen: dict[str, set[str]] = {"not_met": set(), "unknown": set()}
    for path in FILES:
        expected = tomllib.loads(path.read_text(encoding="utf-8"))["expected"]
        for outcome, clauses in seen.items():
            clauses.update(expected[outcome])
    blocking = {
        clause.clause.id
        for code in catalogue.shipped_codes()
        if code != "2016"
        for lot in catalogue.shipped_rulebook(code).lots
        for project_type in lot.project_types
        for clause in project_type.clauses
        if clause.clause.severity == BLOCKING
        and not clause.clause.id.startswith("one-application-per")
    }

    # Two applicants are a finding, never a doubt, as planned.
    assert seen == {"not_met": blocking, "unknown": blocking - {"one-applicant"}}
    assert len(FILES) >= 40
