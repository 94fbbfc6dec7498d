"""What TOML itself cannot end is refused like any broken text."""

import pytest

from eligibility.core import NotToml, parse_rulebook

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = " + "[" * 50_000, "Nested too deeply (at end of document)"),
        ("\n" + "a." * 201 + "b = 1", "Nested too deeply (at line 2, column 1)"),
        ("a = " + "9" * 5000, "Invalid value (at line 1, column 1)"),
    ],
)
def test_what_has_no_end_is_refused_like_any_broken_text(text, problem):
    with pytest.raises(NotToml) as refused:
        parse_rulebook(text, source="2020.toml")

    assert refused.value.problems == [f"not TOML: {problem}"]


@pytest.mark.parametrize(
    ("text", "what", "line", "written"),
    [
        ("a = 1\nb = = 2\n", "Invalid value", 2, "b = = 2"),
        ("a = 1\n  b =", "Invalid value", 0, ""),
        ('a = 1\n  b = "x ', "Unterminated string", 2, 'b = "x'),
        ('a = 1\n\nb = """x\ny', "Unterminated long string", 3, 'b = """x'),
        ("a = 1\n\nb = '''x\ny", "Unterminated long string", 3, "b = '''x"),
        ('a = """x\n\\""" y', "Unterminated long string", 1, 'a = """x'),
        ('a = """x"""\nb = """y\nz', "Unterminated long string", 2, 'b = """y'),
        ("a = \"\"\"x\nit's '''here", "Unterminated long string", 1, 'a = """x'),
        ('a = """x"""\nb = "y', "Unterminated string", 2, 'b = "y'),
    ],
)
def test_broken_text_says_what_is_wrong_and_on_which_line(text, what, line, written):
    with pytest.raises(NotToml) as refused:
        parse_rulebook(text, source="2020.toml")

    found = refused.value
    assert (found.what, found.line, found.written) == (what, line, written)
    assert (found.source, str(found)) == (
        "2020.toml",
        f"2020.toml: {found.problems[0]}",
    )
