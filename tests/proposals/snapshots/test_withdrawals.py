"""The withdrawal test in a frozen content, by choice only."""

import json

import pytest
from django.utils import timezone

from proposals.selectors.standing.verdicts import report_of
from proposals.snapshots import (
    freeze,
    has_withdrawal_test,
    receipt_in,
    take,
    thaw,
    with_withdrawal_test,
    without_withdrawal_test,
)
from tests.factories import add, make_draft, make_eligible_draft

pytestmark = pytest.mark.django_db


def frozen(proposal):
    snapshot = take(proposal)
    report = report_of(proposal, snapshot, now=timezone.now())
    return freeze(proposal, snapshot=snapshot, report=report)


def test_content_without_the_choice_has_no_test():
    content = frozen(make_eligible_draft())

    assert not has_withdrawal_test(content)
    assert thaw(content).withdrawals is None
    assert without_withdrawal_test(content) == content


def test_chosen_test_is_of_the_frozen_content_and_gives_the_same_bytes():
    proposal = make_eligible_draft()
    content = frozen(proposal)
    chosen = with_withdrawal_test(content)
    add(proposal, "Later", "DE")

    assert has_withdrawal_test(chosen)
    assert with_withdrawal_test(content) == chosen
    assert without_withdrawal_test(chosen) == content
    assert receipt_in(chosen) == receipt_in(content)
    found = thaw(chosen).withdrawals
    assert found is not None
    assert [each.organisations[0].name for each in found.singles] == [
        "Chamber of Ghent",
        "School of Plovdiv",
        "University of Soria",
    ]
    assert [
        tuple(each.label for each in pair.organisations) for pair in found.pairs
    ] == [("P3", "P1")]


def test_content_of_the_first_kind_stays_as_it_is():
    data = json.loads(frozen(make_draft()))
    del data["inputs"]
    old = json.dumps(data)

    assert with_withdrawal_test(old) == old
