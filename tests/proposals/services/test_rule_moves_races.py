"""Two people who move a draft at once, and one who moves while rules are published."""

from functools import partial

import pytest

from proposals.errors import RulesMovedOn
from proposals.models import Proposal, RuleMove
from proposals.services.rule_moves import move_to_newest_rules
from tests.factories import make_colleague, make_eligible_draft
from tests.proposals.services.racing import at_once
from tests.proposals.services.test_rule_moves import stricter

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_at_once_move_it_once():
    proposal = make_eligible_draft()
    stricter(proposal)
    people = (proposal.alliance.coordinator, make_colleague(proposal))

    outcomes = at_once(
        *[
            partial(
                move_to_newest_rules, proposal=proposal, before=1, after=2, by=person
            )
            for person in people
        ]
    )

    assert [type(each) for each in outcomes] == [Proposal, Proposal]
    assert {each.rulebook.version for each in outcomes} == {2}
    assert RuleMove.objects.count() == 1
    proposal.refresh_from_db()
    assert proposal.revision == 2


def test_rules_published_at_the_same_moment_move_nobody_to_what_nobody_read():
    proposal = make_eligible_draft()
    stricter(proposal)

    moved, third = at_once(
        partial(
            move_to_newest_rules,
            proposal=proposal,
            before=1,
            after=2,
            by=proposal.alliance.coordinator,
        ),
        partial(stricter, proposal, 5),
    )

    proposal.refresh_from_db()
    assert third.version == 3
    assert (type(moved), proposal.rulebook.version) in [
        (Proposal, 2),
        (RulesMovedOn, 1),
    ]
