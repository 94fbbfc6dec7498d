"""The clauses of a rulebook must fit the checks they name."""

import pytest

from tests.eligibility.core.rulebook_text import GOOD, problems

pytestmark = pytest.mark.core


def clause(check, value, arguments="", values=True):
    head = GOOD.split("[[clauses]]", maxsplit=1)[0]
    body = f'[[clauses]]\nid = "x"\ntitle = "X"\ncheck = "{check}"\n'
    body += f'severity = "advice"\n{arguments}\n'
    if values:
        body += "[[clauses.values]]\nsince = 2019-11-05\n"
        body += f'value = {value}\nreference = "journal"\n'
    return head + body


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            clause("no-duplicates", "false"),
            "clauses[x].values[0].value: must be true",
        ),
        (
            clause("value-in", "[]", 'arguments = { fact = "duration_months" }'),
            "clauses[x].values[0].value: list the months, as in [24, 36]",
        ),
        (
            clause("value-in", "[true]", 'arguments = { fact = "duration_months" }'),
            "clauses[x].values[0].value: list the months, as in [24, 36]",
        ),
        (
            clause("no-duplicates", "true", values=False),
            "clauses[x]: a clause needs a value",
        ),
        (
            clause(
                "groups-at-least", "3", 'arguments = { group = "g", types = ["sm"] }'
            ),
            "clauses[x].arguments.types: unknown types ['sm']; known are",
        ),
        (
            clause("groups-at-least", "3", 'arguments = { group = "g", types = [] }'),
            "clauses[x].arguments.types: unknown types []; known are",
        ),
        (
            clause("each-country-has", "1", "arguments = { functions = {} }"),
            "clauses[x].arguments.functions: name a function and its types",
        ),
        (
            clause("count-exactly", "1", 'arguments = { role = "boss" }'),
            "clauses[x].arguments.role: is 'boss'; write one of 'applicant',",
        ),
        (
            clause(
                "role-in-status",
                "true",
                'arguments = { role = "applicant", standing = "rich" }',
            ),
            "clauses[x].arguments.standing: is 'rich'; write one of 'programme',",
        ),
        (GOOD + "[[clauses]]\n", "clauses[2].id: is missing; write text"),
        (
            GOOD.replace("[references.journal]", "references = 3\n[journal]"),
            "unknown key",
        ),
        (
            GOOD.split("[[clauses]]", maxsplit=1)[0].replace(
                'pending_partners = "warn"', 'pending_partners = "warn"\nclauses = [3]'
            ),
            "clauses[0]: must be a table",
        ),
    ],
)
def test_a_clause_that_does_not_fit_its_check_is_refused(text, problem):
    found = problems(text)

    assert any(problem in each for each in found), found
