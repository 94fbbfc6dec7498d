"""Two people bring back what their browsers kept, at the same moment."""

from functools import partial

import pytest

from proposals.errors import StaleVersion
from proposals.models import Answer
from proposals.selectors.form.unsaved import KeptText
from proposals.services import unsaved
from proposals.services.answers import save_answer
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.racing import at_once, meeting

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_fields_in_other_orders_leave_one_of_two_people_refused(monkeypatch):
    draft = make_draft_with_form()
    people = [draft.alliance.coordinator, make_colleague(draft)]
    meet = meeting(patience=1)

    def save_and_meet(**given):
        answer = save_answer(**given)
        meet()
        return answer

    monkeypatch.setattr(unsaved, "save_answer", save_and_meet)
    orders = (("what", "why"), ("why", "what"))
    acts = [
        partial(
            unsaved.restore_unsaved,
            proposal=draft,
            texts=[KeptText(each, None, str(by), "", 0) for each in order],
            by=by,
        )
        for by, order in zip(people, orders, strict=True)
    ]

    outcomes = at_once(*acts)

    assert sorted(type(each).__name__ for each in outcomes) == [
        StaleVersion.__name__,
        list.__name__,
    ]
    assert len({each.text for each in Answer.objects.all()}) == 1
