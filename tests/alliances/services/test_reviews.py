"""Four eyes: one person asks, another decides, nobody approves what they asked for."""

import pytest

from alliances.enums import ReviewState
from alliances.services.reviews import (
    AskedAlready,
    DecidedAlready,
    NotAskedFor,
    OwnRequest,
    ReasonMissing,
    ThrownAway,
    ask_to_publish,
    note_published,
    refuse_to_publish,
)
from tests.alliances.services.test_uploads import upload
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def anton():
    return make_user(is_staff=True)


@pytest.fixture
def berta():
    return make_user(is_staff=True)


def ask(row, by, reason="Serbia left."):
    return ask_to_publish(row=row, reason=reason, by=by, figures={"drafts": 3})


def test_asking_keeps_who_when_why_and_what_was_seen(anton):
    row = ask(upload(), anton, " Serbia left. ")

    row.refresh_from_db()
    assert (row.review_state, row.reason, row.asked_by, row.asked_figures) == (
        ReviewState.ASKED,
        "Serbia left.",
        anton,
        {"drafts": 3},
    )
    assert row.asked_at is not None
    assert (row.decided_by, row.decided_at) == (None, None)


def test_asking_twice_is_asking_once(anton):
    first = ask(upload(), anton)

    second = ask(first, anton, "Another reason.")

    assert (second.reason, second.asked_at) == (first.reason, first.asked_at)


def test_a_second_person_does_not_ask_over_the_first(anton, berta):
    row = ask(upload(), anton)

    with pytest.raises(AskedAlready):
        ask(row, berta)


def test_another_person_publishes(anton, berta):
    row = ask(upload(), anton)

    note_published(row=row, by=berta, figures={"drafts": 4})

    row.refresh_from_db()
    assert (row.review_state, row.asked_by, row.decided_by, row.decided_figures) == (
        ReviewState.PUBLISHED,
        anton,
        berta,
        {"drafts": 4},
    )
    assert row.decided_at is not None


def test_nobody_publishes_what_they_asked_for(anton):
    row = ask(upload(), anton)

    with pytest.raises(OwnRequest):
        note_published(row=row, by=anton, figures={})
    row.refresh_from_db()
    assert row.review_state == ReviewState.ASKED


def test_nobody_publishes_what_was_not_asked_for(anton):
    with pytest.raises(NotAskedFor):
        note_published(row=upload(), by=anton, reason="Alone.", figures={})


def test_an_office_of_one_publishes_alone_with_a_reason(anton, settings):
    settings.FOUR_EYES = False

    row = note_published(row=upload(), by=anton, reason="Alone.", figures={"drafts": 1})

    assert (row.review_state, row.reason, row.asked_by, row.decided_by) == (
        ReviewState.PUBLISHED,
        "Alone.",
        anton,
        anton,
    )


def test_an_office_of_one_may_publish_what_it_asked_for(anton, settings):
    settings.FOUR_EYES = False
    row = ask(upload(), anton)

    published = note_published(row=row, by=anton, figures={})

    assert (published.reason, published.asked_figures) == (
        "Serbia left.",
        {"drafts": 3},
    )


def test_an_office_of_one_gives_a_reason_too(anton, settings):
    settings.FOUR_EYES = False

    with pytest.raises(ReasonMissing):
        note_published(row=upload(), by=anton, figures={})


def test_asking_takes_a_reason(anton):
    with pytest.raises(ReasonMissing):
        ask(upload(), anton, "  ")


def test_refusing_keeps_why(anton, berta):
    row = ask(upload(), anton)

    refuse_to_publish(row=row, reason="No source.", by=berta)

    row.refresh_from_db()
    assert (row.review_state, row.refusal, row.decided_by) == (
        ReviewState.REFUSED,
        "No source.",
        berta,
    )


def test_one_may_take_back_what_one_asked_for(anton):
    row = refuse_to_publish(row=ask(upload(), anton), reason="A typo.", by=anton)

    assert (row.review_state, row.decided_by) == (ReviewState.REFUSED, anton)


def test_refusing_takes_a_reason(anton, berta):
    row = ask(upload(), anton)

    with pytest.raises(ReasonMissing):
        refuse_to_publish(row=row, reason="", by=berta)


def test_what_nobody_asked_for_cannot_be_refused(berta):
    with pytest.raises(NotAskedFor):
        refuse_to_publish(row=upload(), reason="No.", by=berta)


def test_what_is_decided_stays_decided(anton, berta):
    row = ask(upload(), anton)
    refuse_to_publish(row=row, reason="No source.", by=berta)

    with pytest.raises(DecidedAlready):
        ask(row, anton)
    with pytest.raises(DecidedAlready):
        note_published(row=row, by=berta, figures={})
    with pytest.raises(DecidedAlready):
        refuse_to_publish(row=row, reason="No.", by=berta)


@pytest.mark.parametrize(
    ("act", "more"),
    [
        (ask_to_publish, {"reason": "May.", "figures": {}}),
        (note_published, {"reason": "May.", "figures": {}}),
        (refuse_to_publish, {"reason": "No."}),
    ],
)
def test_what_was_thrown_away_meanwhile_is_neither_asked_for_nor_decided(
    anton, act, more
):
    row = upload()
    type(row).objects.all().delete()

    with pytest.raises(ThrownAway):
        act(row=row, by=anton, **more)
