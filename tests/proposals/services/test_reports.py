"""Reports of wrong rules: kept once, and not without limit."""

import pytest

from proposals.errors import TooManyReports
from proposals.models import RuleReport
from proposals.services.reports import MOST_A_DAY, report_rule
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db


def report(rulebook, by, text="Seven, says page 12."):
    return report_rule(rulebook=rulebook, clause="min-full-partners", text=text, by=by)


def test_report_is_kept_with_the_version_it_is_about():
    rulebook, maria = make_draft().rulebook, make_user()

    kept = report(rulebook, maria)

    assert (kept.rulebook, kept.clause, kept.by) == (
        rulebook,
        "min-full-partners",
        maria,
    )
    assert kept.settled_at is None


def test_same_words_twice_are_one_report():
    rulebook, maria = make_draft().rulebook, make_user()

    assert report(rulebook, maria) == report(rulebook, maria)
    assert RuleReport.objects.count() == 1


def test_nobody_floods_the_administrators():
    rulebook, maria = make_draft().rulebook, make_user()
    for number in range(MOST_A_DAY):
        report(rulebook, maria, f"Reason {number}")

    with pytest.raises(TooManyReports):
        report(rulebook, maria, "One more")

    assert report(rulebook, make_user(), "Somebody else").text == "Somebody else"
