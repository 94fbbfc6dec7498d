"""Two laws side by side: argument by argument, never as text."""

from dataclasses import replace

import pytest

from eligibility.catalogue import shipped_rulebook, shipped_tables
from eligibility.core import PartnerType, Severity
from eligibility.selectors.rule_changes import rule_changes

GROUP = "min-education-training"


def law(**changed):
    """Return the standard Blueprint of 2020, one clause of it changed."""
    rulebook = shipped_rulebook("2020")
    kind = rulebook.project_type("lot-2", "standard")
    clauses = tuple(
        replace(each, clause=replace(each.clause, **changed))
        if each.clause.id == GROUP
        else each
        for each in kind.clauses
    )
    return rulebook, replace(kind, clauses=clauses), shipped_tables("2020")


def arguments(**changed):
    (clause,) = [e.clause for e in law()[1].clauses if e.clause.id == GROUP]
    return dict(clause.arguments) | changed


def differences(before, after):
    return [
        (each.title, each.differences) for each in rule_changes(before, after).changed
    ]


VET = frozenset({PartnerType.VET_PROVIDER})
BOTH = VET | {PartnerType.NGO}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (VET, BOTH, "Counts too: Non-governmental organisation."),
        (BOTH, VET, "Counts no longer: Non-governmental organisation."),
    ],
)
def test_types_that_come_or_go_are_named(before, after, words):
    found = differences(
        law(arguments=arguments(types=before)), law(arguments=arguments(types=after))
    )

    assert found == [("Education and training", (words,))]


def test_another_group_and_another_severity_are_said():
    found = differences(
        law(), law(arguments=arguments(group="other"), severity=Severity.ADVICE)
    )

    (title, words) = found[0]
    assert title == "Education and training"
    assert words[:2] == (
        "Looks at something else: group.",
        "Was blocking, is advice.",
    )


def test_the_same_law_has_no_difference():
    found = rule_changes(law(), law())

    assert (found.changed, found.countries) == ((), ())
    assert len(found.same) == 13
