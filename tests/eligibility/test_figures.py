"""The figure beside a minimum: more than enough reads as such."""

import pytest

from eligibility import messages
from eligibility.core import Reading
from tests.eligibility.core.consortia import (
    SME,
    applicant,
    partner,
    report_on,
    snapshot,
)


@pytest.mark.parametrize(
    ("number", "figure"),
    [(11, "11 of 12"), (12, "12 of 12"), (13, "13 of at least 12")],
)
def test_more_than_enough_stands_beside_a_minimum(number, figure):
    partners = [partner(str(each), "BE", SME) for each in range(number - 1)]
    report = report_on(snapshot(applicant(), *partners), "2020")

    seen = report.by_clause()["min-full-partners"]

    assert messages.figure(seen, Reading.PLANNED) == figure
