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
