"""The versions of an answer, each against the one before it."""

from datetime import UTC, datetime

import pytest

from proposals.enums import Use
from proposals.models import Answer
from proposals.policies import Seat
from proposals.selectors.form.answer_history import PAGE_SIZE, answer_history
from proposals.selectors.form.folded_diff import Stretch
from proposals.services.answers import Reply, save_answer
from tests.factories import make_draft, make_user
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db

EDITS = Seat(None, is_coordinator=True)


def write(draft, *texts, question="what", **place):
    """Save texts one after another, each by somebody else."""
    people = [draft.alliance.coordinator, make_user()]
    answer = Answer.objects.filter(question=question).first()
    for number, text in enumerate(texts):
        answer = save_answer(
            proposal=draft,
            question=question,
            reply=Reply(text),
            version=answer.version if answer else 0,
            by=draft.alliance.coordinator,
            **place,
        )
        # Otherwise one person within ten minutes is one version.
        answer.versions.filter(version=answer.version).update(by=people[number % 2])
        answer.versions.filter(by=draft.alliance.coordinator).update(
            started_at="2026-01-01T00:00Z"
        )


def history_of(draft, question="what", **place):
    found = answer_history(draft, question, **{"partner": None, "seat": EDITS, **place})
    assert found is not None
    return found


def test_nobody_answered_leaves_no_history():
    assert (
        answer_history(make_draft_with_form(), "what", partner=None, seat=EDITS) is None
    )


def test_a_draft_without_a_form_has_no_history():
    assert answer_history(make_draft(), "what", partner=None, seat=EDITS) is None


def test_versions_stand_newest_first_with_what_each_changed():
    draft = make_draft_with_form()
    write(draft, "every six months", "every three months")

    history = history_of(draft, "what", partner=None)

    assert [each.parts for each in history.versions] == [
        (
            Stretch("same", "every "),
            Stretch("removed", "six"),
            Stretch("added", "three"),
            Stretch("same", " months"),
        ),
        (Stretch("added", "every six months"),),
    ]
    assert [
        (each.version, each.is_current, each.is_first) for each in history.versions
    ] == [(2, True, False), (1, False, True)]
    assert (history.title, history.partner) == ("What will it do?", "")
    assert (history.section, history.current) == ("Summary", 2)
    assert history.back_url.endswith("/form/summary/#id_what")


def test_a_version_says_its_day_in_words_at_brussels_time(time_machine):
    draft = make_draft_with_form()
    time_machine.move_to(datetime(2026, 1, 5, 16, 7, tzinfo=UTC), tick=False)
    write(draft, "every month")

    (version,) = history_of(draft, "what", partner=None).versions

    assert version.when == "5 January 2026, 17:07"


def test_the_history_of_a_partner_is_its_own():
    draft = make_draft_with_form()
    write(draft, "We lead", question="role", partner=1)

    history = history_of(draft, "role", partner=1)

    assert history.partner == "P1 University of Soria"
    assert history.back_url.endswith("/form/partners/partners/1/#id_role--1")
    assert answer_history(draft, "role", partner=2, seat=EDITS) is None


def test_the_use_of_an_instrument_is_said_in_words():
    draft = make_draft_with_form()
    save_answer(
        proposal=draft,
        question="eqf",
        reply=Reply("How", Use.USED),
        version=0,
        by=draft.alliance.coordinator,
    )

    (version,) = history_of(draft, "eqf", partner=None).versions

    assert version.use == "Used"


def test_the_last_of_a_page_is_compared_over_its_edge():
    draft = make_draft_with_form()
    write(draft, *(f"x {number}" for number in range(PAGE_SIZE + 1)))

    first = history_of(draft, "what", partner=None)
    second = history_of(draft, "what", partner=None, page="2")

    assert [len(first.versions), len(second.versions)] == [PAGE_SIZE, 1]
    assert first.versions[-1].parts == (
        Stretch("same", "x "),
        Stretch("removed", "0"),
        Stretch("added", "1"),
    )
    assert second.versions[0].is_first is True


@pytest.mark.parametrize("rows", [1, 3])
def test_a_history_costs_three_queries(django_assert_num_queries, rows):
    draft = make_draft_with_form()
    write(draft, *(f"x {number}" for number in range(rows)))

    with django_assert_num_queries(3):
        answer_history(draft, "what", partner=None, seat=EDITS)
