"""An answer that is too long is known by its characters, whatever its bytes."""

import pytest
from django.utils import timezone

from proposals.completeness.answers import is_done
from proposals.completeness.contents import Written
from proposals.models import Answer
from proposals.selectors.drafts.written_rows import written_rows
from proposals.selectors.form.answer_sizes import limits_of
from proposals.snapshots import form_of
from tests.proposals.services.work_plans import make_draft_with_plan

pytestmark = pytest.mark.django_db
CODE = "strategy"


@pytest.fixture
def draft():
    return make_draft_with_plan()


def asked(draft):
    form = form_of(draft)
    assert form
    return {each.code: each for part in form.sections for each in part.questions}


@pytest.fixture
def question(draft):
    return asked(draft)[CODE]


def read(draft, text, code=CODE):
    draft.answers.all().delete()
    Answer.objects.create(
        proposal=draft,
        question=code,
        text=text,
        changed_by=draft.alliance.coordinator,
        changed_at=timezone.now(),
    )
    return written_rows(draft).answers[code, None]


@pytest.mark.parametrize("sign", ["a", "é", "ж", "€", "𝄞"])
@pytest.mark.parametrize("beyond", [-1, 0, 1, 100])
def test_answer_is_done_or_too_long_as_its_characters_say(
    draft, question, sign, beyond
):
    number = question.limit + beyond

    found = read(draft, sign * number)

    assert is_done(question, found) == is_done(question, Written(number))
    assert found.characters == number


def test_short_answer_is_not_counted(draft, question):
    assert read(draft, "é" * 10).characters == 20
    assert is_done(question, read(draft, "é" * 10))


def test_nothing_is_nothing(draft, question):
    assert read(draft, "") == Written(0)
    assert not is_done(question, read(draft, ""))


def test_answer_to_what_no_form_asks_is_counted(draft):
    assert read(draft, "é" * 10, "gone").characters == 10


def test_limits_are_those_of_the_form(draft):
    known = {code: limit for limit, codes in limits_of(draft) for code in codes}

    assert known == {code: each.limit for code, each in asked(draft).items()}


def test_draft_without_a_form_has_no_limits(draft):
    draft.form = None

    assert limits_of(draft) == ()
