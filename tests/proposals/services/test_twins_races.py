"""The same question answered twice at once: one answer, whoever was first."""

from functools import partial

import pytest

from proposals.models import Distinction
from proposals.services.twins import ask_again, tell_apart
from tests.factories import add, make_colleague, make_draft
from tests.proposals.services.racing import at_once, meeting, without_constraint
from tests.proposals.services.test_twins import stated

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    draft = make_draft()
    add(draft, "TU Wien", "DE")
    add(draft, "Technische Universität Wien", "DE")
    return draft


def keep_unless_kept(draft, digest, wait):
    """Look, then write: what a programmer in a hurry would do."""
    alliance = draft.alliance
    if not Distinction.objects.filter(alliance=alliance, stated=digest).exists():
        wait()
        first, second = alliance.partnerships.order_by("number")
        Distinction.objects.create(
            alliance=alliance,
            stated=digest,
            first=first,
            second=second,
            by=alliance.coordinator,
        )


def test_looking_first_is_not_enough(draft):
    keep = partial(keep_unless_kept, draft, stated(), meeting())

    with without_constraint(Distinction, "distinction_once"):
        at_once(keep, keep)

        assert Distinction.objects.count() == 2


def test_two_answers_at_once_are_one(draft):
    people = draft.alliance.coordinator, make_colleague(draft)
    digest = stated()

    answers = at_once(
        *(
            partial(tell_apart, proposal=draft, numbers=(1, 2), stated=digest, by=each)
            for each in people
        )
    )

    kept = Distinction.objects.get()
    assert answers == [kept, kept]
    assert kept.by in people


def test_asking_again_at_the_same_moment_never_fails(draft):
    by, digest = draft.alliance.coordinator, stated()
    tell = partial(tell_apart, proposal=draft, numbers=(1, 2), stated=digest, by=by)

    outcomes = at_once(tell, partial(ask_again, proposal=draft, stated=digest, by=by))

    assert outcomes[0].stated == digest
    assert outcomes[1] is None
    assert Distinction.objects.count() in {0, 1}
