"""Several workers find the same newer rules at once: each person gets one mail."""

from functools import partial

import pytest
from django.utils import timezone

from proposals.models import RulesNotice
from proposals.services.rules_notices import tell_of_rules
from tests.factories import make_call, make_colleague, make_eligible_draft
from tests.proposals.services.racing import at_once
from tests.proposals.services.test_rule_moves import stricter

pytestmark = pytest.mark.django_db(transaction=True)


def test_four_workers_tell_each_writer_once(sent):
    draft = make_eligible_draft(make_call())
    make_colleague(draft)
    stricter(draft)

    outcomes = at_once(*[partial(tell_of_rules, now=timezone.now())] * 4)

    keys = sorted(str(each.pk) for each in RulesNotice.objects.all())
    assert sorted(outcomes) == [0, 0, 0, 2]
    assert sorted(sent) == [("proposals.tasks.send_rules_notice", key) for key in keys]
