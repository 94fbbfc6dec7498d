"""The mail about newer rules gives the reasons of the newest versions, not of all."""

import pytest
from django.utils import timezone

from eligibility.models import Rulebook
from proposals.emails.rules import MOST_REASONS, rules_mail
from proposals.models import RulesNotice
from tests.factories import make_draft

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("versions", "first", "rest"),
    [(MOST_REASONS, 2, []), (MOST_REASONS + 3, 5, ["- 3 more"])],
)
def test_draft_that_missed_very_many_versions_reads_why_the_newest_came(
    versions, first, rest
):
    draft = make_draft()
    ahead = [
        Rulebook(version=each, reason=f"No {each}", published_at=timezone.now())
        for each in range(2, versions + 2)
    ]
    row = RulesNotice(
        proposal=draft, person=draft.alliance.coordinator, rules=ahead[-1]
    )

    mail = rules_mail(row, ahead=ahead, worse=None, number="")

    (reasons,) = [each for each in mail.body.split("\n\n") if "Version 9: " in each]
    assert reasons.split("\n") == [
        "The reasons given, version by version:",
        *(f"- Version {each}: No {each}" for each in range(first, versions + 2)),
        *rest,
    ]
