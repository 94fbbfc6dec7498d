"""Saving answers: each field by itself, nothing lost, nobody overwritten."""

import datetime as dt

import pytest
import time_machine

from proposals.enums import Use
from proposals.errors import NotAllowed, StaleVersion
from proposals.errors.answers import QuestionNotAsked, TextEndless
from proposals.files.counting import MOST_CHARACTERS
from proposals.models import Answer, AnswerVersion
from proposals.services.answers import ONE_GO, Reply, save_answer
from tests.factories import make_colleague, make_draft, make_user
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


def save(draft, text="A text", *, version=0, by=None, **place):
    place = {"question": "what", **place}
    use = place.pop("use", "")
    return save_answer(
        proposal=draft,
        reply=Reply(text, use),
        version=version,
        by=by or draft.alliance.coordinator,
        **place,
    )


def history(answer):
    return list(answer.versions.values_list("version", "text"))


def test_a_first_answer_has_version_one():
    draft = make_draft_with_form()

    answer = save(draft)

    assert (answer.text, answer.version) == ("A text", 1)
    assert answer.changed_by == draft.alliance.coordinator
    assert str(answer) == "what"


def test_an_answer_is_changed_by_who_saw_it():
    draft = make_draft_with_form()
    anna = make_colleague(draft)
    save(draft)

    answer = save(draft, "Another", version=1, by=anna)

    assert (answer.text, answer.version, answer.changed_by) == ("Another", 2, anna)
    assert Answer.objects.count() == 1


def test_line_ends_and_letters_are_composed():
    answer = save(make_draft_with_form(), "e\u0301\r\nb\x00")

    assert answer.text == "\u00e9\nb"


def test_a_text_longer_than_the_question_asks_for_is_kept():
    answer = save(make_draft_with_form(), "x" * 21)

    assert len(answer.text) == 21


def test_a_text_of_the_longest_kind_is_kept_and_one_character_more_refused():
    draft = make_draft_with_form()

    assert len(save(draft, "x" * MOST_CHARACTERS).text) == MOST_CHARACTERS
    with pytest.raises(TextEndless):
        save(draft, "x" * (MOST_CHARACTERS + 1), version=1)
    assert Answer.objects.get().version == 1


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_who_saw_another_version_overwrites_nothing(seen):
    draft = make_draft_with_form()
    save(draft)
    save(draft, "Theirs", version=1)

    with pytest.raises(StaleVersion) as refused:
        save(draft, "Mine", version=seen)

    assert (refused.value.current.text, refused.value.current.version) == ("Theirs", 2)
    assert Answer.objects.get().text == "Theirs"


@pytest.mark.parametrize("seen", [0, 1])
def test_a_save_that_is_sent_again_is_one_save(seen):
    draft = make_draft_with_form()
    save(draft)
    save(draft, "Twice", version=1)

    assert save(draft, "Twice", version=seen).version == 2
    assert AnswerVersion.objects.count() == 1


def test_the_use_of_an_instrument_is_part_of_the_answer():
    draft = make_draft_with_form()
    save(draft, "How", question="eqf", use=Use.USED)

    with pytest.raises(StaleVersion):
        save(draft, "How", question="eqf", use=Use.NOT_RELEVANT)
    answer = save(draft, "Why", question="eqf", use=Use.NOT_RELEVANT, version=1)

    assert (answer.text, answer.use) == ("Why", "not_relevant")


def test_only_an_instrument_has_a_use():
    assert save(make_draft_with_form(), use=Use.USED).use == ""


def test_each_partner_has_an_answer_of_its_own():
    draft = make_draft_with_form()

    save(draft, "First", question="role", partner=1)
    second = save(draft, "Second", question="role", partner=2)

    assert second.partnership.number == 2
    assert Answer.objects.count() == 2
    with pytest.raises(StaleVersion):
        save(draft, "Third", question="role", partner=2)


def test_an_associated_partner_is_asked_for_itself():
    draft = make_draft_with_form()

    assert save(draft, "Helps", question="help", partner=4).partnership.number == 4


@pytest.mark.parametrize(
    "place",
    [
        {"question": "nowhere"},
        {"question": "other"},
        {"question": "what", "partner": 1},
        {"question": "role"},
        {"question": "role", "partner": 4},
        {"question": "role", "partner": 9},
        {"question": "help", "partner": 1},
    ],
)
def test_what_the_form_does_not_ask_is_refused(place):
    with pytest.raises(QuestionNotAsked):
        save(make_draft_with_form(), **place)


def test_a_removed_partner_is_not_asked():
    draft = make_draft_with_form()
    draft.alliance.partnerships.filter(number=2).update(
        removed_at=dt.datetime.now(dt.UTC)
    )

    with pytest.raises(QuestionNotAsked):
        save(draft, question="role", partner=2)


def test_a_draft_without_a_form_asks_nothing():
    with pytest.raises(QuestionNotAsked):
        save(make_draft())


def test_a_stranger_saves_nothing():
    with pytest.raises(NotAllowed):
        save(make_draft_with_form(), by=make_user())

    assert Answer.objects.count() == 0


def test_saves_of_one_go_are_one_version_of_the_history():
    draft = make_draft_with_form()
    start = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
    with time_machine.travel(start, tick=False) as clock:
        save(draft, "A")
        clock.shift(ONE_GO - dt.timedelta(seconds=1))
        answer = save(draft, "AB", version=1)
        clock.shift(1)
        save(draft, "ABC", version=2)

    assert history(answer) == [(3, "ABC"), (2, "AB")]
    assert str(answer.versions.first()) == "what 3"


def test_saves_of_two_people_are_two_versions():
    draft = make_draft_with_form()
    anna = make_colleague(draft)
    save(draft, "A")
    save(draft, "AB", version=1, by=anna)
    answer = save(draft, "ABC", version=2)

    assert history(answer) == [(3, "ABC"), (2, "AB"), (1, "A")]


def test_an_earlier_version_comes_back_by_an_ordinary_save():
    draft = make_draft_with_form()
    anna = make_colleague(draft)
    save(draft, "A")
    answer = save(draft, "Lost", version=1, by=anna)

    save(draft, answer.versions.last().text, version=2)

    assert history(answer) == [(3, "A"), (2, "Lost"), (1, "A")]
