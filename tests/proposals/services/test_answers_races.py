"""Two people in one field, and in two: no lost update, no needless refusal."""

from functools import partial

import pytest

from proposals.errors import StaleVersion
from proposals.models import Answer
from proposals.services.answers import Reply, save_answer
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.racing import at_once, meeting

pytestmark = pytest.mark.django_db(transaction=True)


def saving(draft, text, version=0, question="what"):
    return partial(
        save_answer,
        proposal=draft,
        question=question,
        reply=Reply(text),
        version=version,
        by=draft.alliance.coordinator,
    )


def test_saving_what_was_read_loses_an_update():
    draft = make_draft_with_form()
    saving(draft, "Before")()
    wait = meeting()

    def save(text):
        mine = Answer.objects.get()
        wait()
        mine.text += text
        mine.save()

    assert at_once(partial(save, "A"), partial(save, "B")) == [None, None]
    assert Answer.objects.get().text in {"BeforeA", "BeforeB"}


@pytest.mark.parametrize("version", [0, 1])
def test_one_of_two_saves_of_a_field_wins_and_the_other_sees_it(version):
    draft = make_draft_with_form()
    if version:
        saving(draft, "Before")()

    outcomes = at_once(saving(draft, "A", version), saving(draft, "B", version))

    refused = [each for each in outcomes if isinstance(each, StaleVersion)]
    stored = Answer.objects.get()
    assert [each.current.text for each in refused] == [stored.text]
    assert stored.version == version + 1


def test_the_same_save_at_once_is_one_save():
    draft = make_draft_with_form()

    outcomes = at_once(*[saving(draft, "A")] * 4)

    assert [each.version for each in outcomes] == [1, 1, 1, 1]


def test_saves_of_different_fields_never_collide():
    draft = make_draft_with_form()

    outcomes = at_once(saving(draft, "A"), saving(draft, "B", question="why"))

    assert [each.text for each in outcomes] == ["A", "B"]
