"""Two organisations: said once, by whom and when, until one of them changes."""

import pytest

from alliances.models import Partnership
from proposals.errors import NotAllowed, TwinsChanged
from proposals.models import Distinction
from proposals.selectors.consortium.likeness import likeness_of, pair_digest
from proposals.services.twins import ask_again, tell_apart
from tests.factories import add, make_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    draft = make_draft()
    add(draft, "TU Wien", "DE")
    add(draft, "Technische Universität Wien", "DE")
    return draft


def stated() -> str:
    return pair_digest(*map(likeness_of, Partnership.objects.order_by("number")[:2]))


def say(draft, first: int = 1, second: int = 2, *, by=None, digest: str = ""):
    return tell_apart(
        proposal=draft,
        numbers=(first, second),
        stated=digest or stated(),
        by=by or draft.alliance.coordinator,
    )


def test_answer_is_kept_with_both_and_who_gave_it(draft):
    answer = say(draft)

    assert (answer.first.number, answer.second.number) == (1, 2)
    assert answer.by == draft.alliance.coordinator
    assert str(answer) == "TU Wien / Technische Universität Wien"


def test_order_of_the_two_does_not_matter_and_twice_is_once(draft):
    assert say(draft, 2, 1) == say(draft, 1, 2)
    assert Distinction.objects.count() == 1


def test_answer_changes_nothing_of_the_draft(draft):
    before = draft.revision

    say(draft)

    draft.refresh_from_db()
    assert draft.revision == before


@pytest.mark.parametrize("numbers", [(1, 3), (1, 1), (0, 0)])
def test_partners_that_are_not_there_are_refused(draft, numbers):
    with pytest.raises(TwinsChanged):
        say(draft, *numbers)


@pytest.mark.parametrize(
    "change", [{"name": "TU"}, {"country": "BE"}, {"confirmation": "withdrawn"}]
)
def test_answer_about_what_is_stated_no_more_is_refused(draft, change):
    seen = stated()
    Partnership.objects.filter(number=2).update(**change)

    with pytest.raises(TwinsChanged):
        say(draft, digest=seen)

    assert Distinction.objects.count() == 0


def test_asked_again_on_demand_and_twice_changes_nothing(draft):
    answer, by = say(draft), draft.alliance.coordinator

    ask_again(proposal=draft, stated=answer.stated, by=by)
    ask_again(proposal=draft, stated=answer.stated, by=by)

    assert Distinction.objects.count() == 0


def test_answers_of_another_alliance_stay(draft):
    answer, other = say(draft), make_draft(draft.alliance.call)

    ask_again(proposal=other, stated=answer.stated, by=other.alliance.coordinator)

    assert Distinction.objects.count() == 1


def test_stranger_answers_nothing(draft):
    stranger = make_user()

    with pytest.raises(NotAllowed):
        say(draft, by=stranger)
    with pytest.raises(NotAllowed):
        ask_again(proposal=draft, stated=stated(), by=stranger)
