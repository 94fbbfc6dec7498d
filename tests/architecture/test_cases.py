"""The cases of a test are the same in every process that collects them."""

import ast
import re

import pytest

from tests.architecture import sources

# Two workers that import a second apart would collect different tests, and
# xdist then runs none: it stopped a whole CI run.
# Text and numbers become part of a case's name; objects are named by their place.
CHANGING = re.compile(r"signing\.dumps|\.sign$|token_\w+|time\.time")


def changing_calls(tree):
    """Yield the line of each call in a list of cases that tells the time."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and called(node).endswith("parametrize")):
            continue
        for value in [*node.args, *(keyword.value for keyword in node.keywords)]:
            yield from (call.lineno for call in evaluated(value))


def evaluated(node):
    """Yield calls that run at import: what a lambda holds runs later."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Call) and CHANGING.search(called(node)):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from evaluated(child)


def called(node):
    return ast.unparse(node.func)


@pytest.mark.parametrize(
    ("cases", "lines"),
    [
        ("parametrize('a', [1, signing.dumps('x')])", [1]),
        ("mark.parametrize('a', argvalues=[token_hex()])", [1]),
        ("parametrize('a', [lambda: signing.dumps('x')])", []),
        ("parametrize('a', [now()])", []),
        ("other('a', [time.time()])", []),
    ],
)
def test_cases_that_change_are_recognised(cases, lines):
    assert list(changing_calls(ast.parse(cases))) == lines


def test_no_case_depends_on_when_it_is_collected():
    changing = [
        sources.at(path, line)
        for path in sources.tracked("tests/*.py")
        for line in changing_calls(sources.tree(path))
    ]

    assert changing == []
