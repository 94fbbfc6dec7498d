"""`check_consortium`: its options and its formats."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from eligibility.core import Outcome
from eligibility.management.commands import check_consortium
from tests.alliances.files.workbooks import make_book
from tests.eligibility.consortium_files import CHARTER, FIXTURES, SENDING, SHEET, run

CHARTER_FILE = FIXTURES / f"{CHARTER}.json"
SENDING_FILE = FIXTURES / f"{SENDING}.json"


def test_every_outcome_has_a_status():
    assert {outcome.value: code for outcome, code in check_consortium.EXIT.items()} == {
        "met": 0,
        "not_met": 1,
        "unknown": 3,
    }
    assert set(check_consortium.EXIT) == set(Outcome)


def test_json_is_the_report_of_the_contract():
    result = run(CHARTER_FILE, "--format", "json")
    report = result.report

    assert list(report) == [
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
    assert report["schema"] == "ssa-report/1"
    assert list(report["rulebook"]) == [
        "call",
        "lot",
        "project_type",
        "version",
        "sha256",
    ]
    assert list(report["reference_data"]) == ["version", "sha256"]
    assert {tuple(each) for each in report["findings"]} == {
        (
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
        )
    }
    assert result.errors == ""


def test_json_is_indented_by_two_keeps_letters_and_ends_the_line():
    result = run(CHARTER_FILE, "--format", "json")

    assert result.output == (
        json.dumps(result.report, ensure_ascii=False, indent=2) + "\n"
    )
    assert "Künste" in result.output


def test_same_input_gives_the_same_bytes():
    first, second = (run(CHARTER_FILE, "--format", "json") for _ in range(2))

    assert first == second


def test_clauses_stand_in_the_order_of_the_law():
    report = run(CHARTER_FILE, "--format", "json").report

    assert [each["clause"] for each in report["findings"]] == [
        "one-applicant",
        "applicant-in-programme-country",
        "min-programme-countries",
        "min-full-partners",
        "min-labour-market",
        "min-education-training",
        "duration-allowed",
        "sector-in-list",
        "grant-within-ceiling",
        "duplicate-organisation",
        "twelve-countries-notice",
    ]


def test_figures_have_the_types_of_the_contract():
    run_ = run(CHARTER_FILE, "--grant", "3900000.00", "--format", "json")

    def figures(clause):
        finding = run_.finding(clause)
        return finding["required"], finding["found"], finding["possible"]

    assert figures("min-full-partners") == (12, 21, 21)
    assert figures("duration-allowed") == ([48], [48], [48])
    assert figures("grant-within-ceiling") == (
        "4000000.00",
        "3900000.00",
        "3900000.00",
    )
    assert figures("applicant-in-programme-country") == (None, None, None)


def test_rules_are_those_of_the_deadline_day_by_default():
    report = run(CHARTER_FILE, "--format", "json").report

    assert report["on"] == "2020-02-26"
    assert report["rulebook"]["call"] == "2020"


def test_day_can_be_named():
    report = run(CHARTER_FILE, "--on", "2019-11-05", "--format", "json").report

    assert report["on"] == "2019-11-05"


def test_options_take_the_place_of_the_file():
    report = run(
        SENDING_FILE,
        *("--call", "2020", "--lot", "lot-2", "--project-type", "twelve-countries"),
        *("--sector", "Cybersecurity", "--duration", "48", "--grant", "1"),
        *("--format", "json"),
    ).report
    outcomes = {each["clause"]: each["outcome"] for each in report["findings"]}

    assert report["rulebook"]["call"] == "2020"
    assert report["rulebook"]["lot"] == "lot-2"
    assert report["rulebook"]["project_type"] == "twelve-countries"
    assert outcomes["sector-in-list"] == "met"
    assert outcomes["duration-allowed"] == "met"
    assert outcomes["grant-within-ceiling"] == "met"


def test_empty_sector_option_states_none():
    result = run(CHARTER_FILE, "--sector", "", "--format", "json")

    assert result.finding("sector-in-list")["outcome"] == "unknown"


def test_sheet_is_read_with_its_facts_beside(tmp_path):
    path = tmp_path / "partners.csv"
    path.write_bytes(SHEET.encode("cp1252"))

    result = run(path, "--call", "2020", "--lot", "lot-1", "--format", "json")

    assert result.status == 1
    assert result.finding("min-full-partners")["counted"] == [
        "Université de Louvain",
        "Yodiwo",
    ]
    assert result.finding("min-labour-market")["not_counted"] == [
        {"name": "Yodiwo", "reason": "type-open"},
        {"name": "Université de Louvain", "reason": "other-group"},
    ]


def test_workbook_gets_the_verdict_of_the_same_sheet(tmp_path):
    rows = [line.split(";") for line in SHEET.splitlines()]
    path = tmp_path / "partners.xlsx"
    path.write_bytes(make_book(*rows[1:], heading=rows[0]))
    sheet = tmp_path / "partners.csv"
    sheet.write_text(SHEET)
    options = ("--call", "2020", "--lot", "lot-1", "--format", "json")

    assert run(path, *options).report == run(sheet, *options).report


def test_applicant_that_left_makes_room_for_another(tmp_path):
    path = tmp_path / "partners.csv"
    left = SHEET.replace("type", "type;status").replace("n;sme", "n;sme;withdrawn")
    path.write_text(left.replace("higher_education", "higher_education;withdrawn"))
    path.write_text(path.read_text() + "Second;ES;applicant;sme;\n")

    result = run(path, "--call", "2020", "--lot", "lot-1", "--format", "json")

    assert result.finding("one-applicant")["counted"] == ["Second"]
    assert result.finding("one-applicant")["outcome"] == "met"


def test_dash_reads_json_from_standard_input(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(CHARTER_FILE.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stream)

    assert run("-", "--grant", "1").status == 0


def test_text_in_a_pipe_has_no_colour():
    assert "\x1b" not in run(CHARTER_FILE).output


@pytest.mark.parametrize(
    ("environment", "options", "has_colour"),
    [
        ({}, {}, True),
        ({"NO_COLOR": ""}, {}, True),
        ({"NO_COLOR": "1"}, {}, False),
        ({"NO_COLOR": "1"}, {"force_color": True}, False),
        ({"TERM": "dumb"}, {}, False),
        ({"TERM": "dumb"}, {"force_color": True}, True),
        ({}, {"no_color": True}, False),
    ],
)
def test_colour_on_a_terminal_unless_told_not_to(
    monkeypatch, environment, options, has_colour
):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    command = check_consortium.Command()
    monkeypatch.setattr(command, "stdout", SimpleNamespace(isatty=lambda: True))

    found = command._has_colour({"no_color": False, "force_color": False, **options})

    assert found is has_colour


def test_crash_is_no_verdict(monkeypatch, capfd):
    def crash(_options):
        raise RuntimeError("out of order")

    monkeypatch.setattr(check_consortium, "check", crash)

    with pytest.raises(SystemExit) as end:
        check_consortium.Command().run_from_argv(["manage.py", "check", "a.json"])

    captured = capfd.readouterr()
    assert (end.value.code, captured.out) == (70, "")
    assert captured.err.splitlines()[-1] == "RuntimeError: out of order"
