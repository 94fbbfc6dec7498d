"""What is wrong with a rulebook, line by line, in the words of who corrects it."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alliances.files.problems import Problem, shown_short
from eligibility.core import Noted, NotToml, RulebookError
from eligibility.selectors.rulebook_lines import line_of

Cause = tuple[Promise, Promise]
"""What is there, and what is expected."""
NO_TOML: Cause = (
    _lazy("this is not written in TOML"),
    _lazy("a heading as [[clauses]], or name = value"),
)
NO_VALUE: Cause = (
    _lazy("the value is not understood"),
    _lazy("a number, true or false, a day as 2019-11-05, or text in quotes"),
)
NO_TIME: Cause = (
    _lazy("this is no time of day"),
    _lazy("a time from 00:00:00 to 23:59:59, with its seconds, as 17:00:00"),
)
NO_QUOTE: Cause = (
    _lazy("a text in quotes does not end"),
    _lazy('" after its last word, on the same line'),
)
NO_LONG_QUOTE: Cause = (
    _lazy("a text over several lines does not end"),
    _lazy("the three quotes that open it, once more after its last word"),
)
NOT_CLOSED: Cause = (
    _lazy("a bracket is not closed"),
    _lazy("] or } after the last value"),
)
TWICE: Cause = (_lazy("this name stands there already"), _lazy("each name once"))
CAUSES: dict[str, Cause] = {
    "Expected '='": (
        _lazy("a name without a value"),
        _lazy("name = value, as in value = 12"),
    ),
    "Expected ']": (
        _lazy("a heading is not closed"),
        _lazy("[name] or [[name]]"),
    ),
    "Expected newline": (
        _lazy("something stands after the value"),
        _lazy("one value on a line; a remark begins with #"),
    ),
    "Invalid value": NO_VALUE,
    "Invalid date": NO_VALUE,
    "Unterminated long": NO_LONG_QUOTE,
    "Unterminated string": NO_QUOTE,
    "Illegal character": NO_QUOTE,
    "Unclosed": NOT_CLOSED,
    "Nested": (
        _lazy("names or values lie too deeply in one another"),
        _lazy("a few levels, as in the rules of other calls"),
    ),
    "Cannot": TWICE,
    "Duplicate": TWICE,
    "Unescaped": (
        _lazy("a backslash stands alone in a text"),
        _lazy("two of them, or the text between single quotes"),
    ),
}
"""By how the words of Python's reader of TOML begin."""

TIME_OR_DAY = re.compile(r"[^=]+=\s*(?:(?P<time>\d+:\d)|\d+-\d)")
"""Python's reader takes the first number of one that is none for the whole value."""

REMEDIES = (
    _lazy("is missing; write %(kind)s"),
    _lazy("must be %(kind)s"),
    _lazy("must be %(number)s"),
    _lazy("must not be empty; leave the key out"),
    _lazy("is %(value)s; write one of %(known)s"),
    _lazy("no [references.%(name)s] in this file"),
    _lazy("unknown key; known are %(known)s"),
    _lazy("a call needs a Lot, or established = false"),
    _lazy("two Lots have the same code"),
    _lazy("two project types have the same code"),
    _lazy("needs a date, a time and a known time zone"),
    _lazy("a Lot needs a project type"),
    _lazy("no clause binds this project type"),
    _lazy("this clause stands twice"),
    _lazy("a clause needs a value"),
    _lazy("name a function and its types"),
    _lazy("unknown types %(value)s; known are %(known)s"),
    _lazy("two values on %(day)s for %(key)s"),
    _lazy(
        "no value for %(key)s from %(day)s, the first day of the call, until %(until)s"
    ),
    _lazy("unknown Lot %(value)s; known are %(known)s"),
    _lazy("no Lot named here has %(value)s"),
    _lazy("must not be negative"),
    _lazy("must be true"),
    _lazy("list the months, as in [24, 36]"),
    _lazy('write amounts by months: { "24" = "700000.00" }'),
)
"""What the core asks for, so that the catalogues have it; a test compares them."""
KINDS = (
    _lazy("text"),
    _lazy("a whole number"),
    _lazy("true or false"),
    _lazy("a date, as 2019-11-05"),
    _lazy("a time, as 17:00:00"),
    _lazy("a list"),
    _lazy("a table"),
)
"""What the core calls kinds of values."""


def problem_lines(refused: RulebookError) -> list[str]:
    """Return one line for each problem: where, what is wrong, what is expected."""
    if not isinstance(refused, NotToml):
        return [_said(each, refused.text) for each in refused.problems]
    what, expected = _cause(refused)
    where = _line(refused.line, refused.written) or _("The end of the file")
    return [str(Problem(where, str(what), str(expected)))]


def _cause(refused: NotToml) -> Cause:
    if refused.what.startswith("Expected newline") and (
        found := TIME_OR_DAY.match(refused.written)
    ):
        return NO_TIME if found["time"] else NO_VALUE
    begun = (each for each in CAUSES if refused.what.startswith(each))
    return CAUSES.get(next(begun, ""), NO_TOML)


def _line(number: int, written: str) -> str:
    """Say a line of the file with what stands there; empty for none."""
    if not number:
        return ""
    words = {"number": number, "text": shown_short(written)}
    if not written:
        return _("Line %(number)d") % words
    return _("Line %(number)d, “%(text)s”") % words


def _said(problem: str, text: str) -> str:
    """Say a problem of the core in the language of the reader; others stay."""
    if not isinstance(problem, Noted):
        return problem
    facts = dict(problem.facts)
    if kind := facts.get("kind"):
        facts["kind"] = _(kind)
    remedy = _(problem.remedy) % facts if facts else _(problem.remedy)
    number = line_of(text, problem.place) if text else 0
    written = text.split("\n")[number - 1].strip() if number else ""
    place = problem.place or _("the whole file")
    return ", ".join(filter(None, [_line(number, written), f"{place}: {remedy}"]))
