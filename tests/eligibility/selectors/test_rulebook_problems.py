"""What broken grammar is called, where, and what is expected."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from eligibility import core
from eligibility.core import RulebookError, parse_rulebook
from eligibility.core.reading import NAMES
from eligibility.selectors.rulebook_problems import KINDS, REMEDIES, problem_lines
from tests.rulebooks import rules_of

CORE = Path(core.__file__).parent


def lines_of(text):
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(text, source="law.toml")
    return problem_lines(refused.value)


@pytest.mark.parametrize("time", ["25:00:00", "24:00:00", "17:60:00", "17:00", "7:0"])
def test_time_that_is_none_is_said_with_its_line_and_the_times_there_are(time):
    expected = "a time from 00:00:00 to 23:59:59, with its seconds, as 17:00:00"
    assert lines_of(f"[deadline]\ntime = {time}  # as 12") == [
        f"Line 2, “time = {time}  # as 12”: this is no time of day; expected {expected}"
    ]


def test_day_in_a_month_that_is_none_is_a_value_that_is_not_understood():
    (found,) = lines_of("checked = 2019-13-05")

    assert found.startswith("Line 1, “checked = 2019-13-05”: the value is not under")
    assert "a day as 2019-11-05" in found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<html>", "Line 1, “<html>”: this is not written in TOML; expected a heading"),
        (
            "a = 1\nvalue 12",
            "Line 2, “value 12”: a name without a value; expected name",
        ),
        ("a = 12 months", "Line 1, “a = 12 months”: something stands after the value;"),
        ("a = twelve", "Line 1, “a = twelve”: the value is not understood; expected a"),
        (
            'a = "one\nb = 2',
            'Line 1, “a = "one”: a text in quotes does not end; expect',
        ),
        (
            'a = 1\nnote = """one\ntwo\n[b]\n',
            'Line 2, “note = """one”: a text over several lines does not end; exp',
        ),
        (
            '# """ and\na = \'\'\'one\nb = """two\n',
            "Line 2, “a = '''one”: a text over several lines does not end; expec",
        ),
        (
            'a = """one\n\\"""two\nthree\n',
            'Line 1, “a = """one”: a text over several lines does not end; expected',
        ),
        (
            'a = """one\\\\"""\nb = "two',
            'Line 2, “b = "two”: a text in quotes does not end; expected " after its',
        ),
        (
            "a = '''one\\'''\nb = \"two",
            'Line 2, “b = "two”: a text in quotes does not end; expected " after its',
        ),
        (
            'a = """one"""\nb = "two',
            'Line 2, “b = "two”: a text in quotes does not end; expected " after its',
        ),
        ("a = [1, 2", "The end of the file: a bracket is not closed; expected ] or }"),
        (
            "[a]\nb = 1\nb = 2\n",
            "Line 3, “b = 2”: this name stands there already; expec",
        ),
        (
            f"a = {'[' * 50_000}",
            "The end of the file: names or values lie too deeply in one another; exp",
        ),
        (
            "a = " + "9" * 5000,
            "Line 1, “a = 99999999999999999999999999999999999…”: the ",
        ),
        ("[[lots]\n", "Line 1, “[[lots]”: a heading is not closed; expected [name] or"),
    ],
)
def test_broken_grammar_is_said_with_its_line_and_what_is_expected(text, line):
    (found,) = lines_of(text)

    assert found[: len(line)] == line


def test_broken_grammar_is_said_in_the_language_of_the_reader():
    with translation.override("de"):
        (found,) = lines_of("a = twelve")

    assert found.startswith("Zeile 1, „a = twelve“: der Wert")


def test_what_is_missing_is_said_in_the_language_of_the_reader():
    with translation.override("de"):
        found = lines_of("format = 2\ncode = 'x'")

    assert found[:2] == [
        "Zeile 1, „format = 2“, format: muss 1 sein",
        "references: fehlt; erwartet: eine Tabelle",
    ]


def test_what_is_misunderstood_is_said_with_its_line_and_an_example():
    text = rules_of().replace("\n[deadline]\ndate = ", '\n[deadline]\ndate = "soon" # ')
    (number,) = [n for n, e in enumerate(text.split("\n"), 1) if 'date = "soon"' in e]

    found = lines_of(text)

    place = f'Line {number}, “date = "soon" # '
    assert found[0].startswith(place)
    assert found[0].endswith("”, deadline.date: must be a date, as 2019-11-05")


def test_every_remedy_of_the_core_is_in_the_catalogues():
    words = {
        node.args[1].value
        for path in CORE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "add"
        and len(node.args) == 2
        and isinstance(node.args[1], ast.Constant)
    }

    with translation.override("en"):
        assert words == set(map(str, REMEDIES))
        assert set(NAMES.values()) == set(map(str, KINDS))
