"""Reports survive JSON and back; the public form is what the contract says."""

import json
from dataclasses import replace

import pytest

from eligibility.core import (
    Answer,
    Role,
    Standing,
    canonical,
    dump_report,
    load_report,
    public_report,
)
from tests.eligibility.core.consortia import (
    NETWORK,
    SME,
    VET,
    applicant,
    charter,
    partner,
    report_on,
    snapshot,
)

pytestmark = pytest.mark.core

REPORTS = {
    "met": lambda: report_on(charter()),
    "open": lambda: report_on(
        snapshot(
            applicant(),
            partner("B", None),
            partner("C", "FR", SME, VET, answer=Answer.INVITED),
            partner("C", "FR", pic="123456789"),
            grant=None,
            months=None,
            elsewhere=2,
        )
    ),
    "trio": lambda: report_on(
        snapshot(
            applicant("FR", VET),
            partner("Umbrella", "BE", NETWORK),
            lot="single",
            months=24,
            sector=None,
        ),
        "2014",
    ),
    "empty": lambda: report_on(snapshot()),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_survives_json_and_back(name):
    report = REPORTS[name]()

    assert load_report(json.loads(canonical(dump_report(report)))) == report


def test_whose_type_must_be_settled_survives_json_with_its_label():
    chamber = replace(partner("Chamber", "FR", SME, VET), label="P7")
    firms = [partner(f"Firm {n}", "BE", SME) for n in range(2)]
    report = report_on(snapshot(*firms, chamber, lot="lot-1", months=24, sector=None))

    again = load_report(json.loads(canonical(dump_report(report))))

    seen = again.by_clause()["min-labour-market"].planned
    assert seen.decisive == (chamber,)
    assert again == report


def test_arguments_of_clauses_are_words_of_the_engine_again():
    again = load_report(dump_report(REPORTS["met"]()))

    (place,) = [e for e in again.findings if e.clause.check == "role-in-status"]
    assert place.clause.arguments["role"] is Role.APPLICANT
    assert place.clause.arguments["standing"] is Standing.PROGRAMME


def test_canonical_json_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"é"}'


def test_the_public_form_has_the_fields_of_the_contract():
    public = public_report(REPORTS["open"](), lambda finding: finding.clause.id)

    assert list(public) == [
        "schema",
        "outcome",
        "outcome_as_confirmed",
        "rulebook",
        "reference_data",
        "on",
        "findings",
        "repairs",
        "critical_partners",
    ]
    assert list(public["findings"][0]) == [
        "clause",
        "outcome",
        "outcome_as_confirmed",
        "severity",
        "required",
        "found",
        "possible",
        "counted",
        "not_counted",
        "reference",
        "message",
    ]
    assert public["schema"] == "ssa-report/1"
    assert public["on"] == "2020-02-26"


def test_figures_are_integers_lists_of_months_and_money_as_text():
    public = public_report(report_on(charter()), lambda _finding: "")
    figures = {
        each["clause"]: (each["required"], each["found"], each["possible"])
        for each in public["findings"]
    }

    assert figures["min-programme-countries"] == (8, 13, 13)
    assert figures["duration-allowed"] == ([48], [48], [48])
    assert figures["grant-within-ceiling"] == ("4000000.00", "3900000.00", "3900000.00")
    assert figures["sector-in-list"] == (None, None, None)


def test_who_does_not_count_is_public_by_name_and_reason():
    public = public_report(REPORTS["open"](), lambda _finding: "")
    (finding,) = [e for e in public["findings"] if e["clause"] == "min-full-partners"]

    assert finding["counted"] == ["Applicant", "C"]
    assert finding["not_counted"] == [
        {"name": "B", "reason": "country-unknown"},
        {"name": "C", "reason": "merged"},
    ]
