"""The forms that are shipped: readable, quoted word for word, complete by Lot."""

from pathlib import Path

import pytest

from proposals.files.form import QuestionKind
from proposals.files.form_parser import parse_form

FIXTURES = Path(__file__).parents[3] / "fixtures"
SEED = (FIXTURES / "sources" / "seed.txt").read_text(encoding="utf-8")
FORMS = sorted((FIXTURES / "calls").glob("*/form.toml"))


def form_2020():
    return parse_form((FIXTURES / "calls/2020/form.toml").read_text(encoding="utf-8"))


def asked(kind, lot):
    sections = form_2020().for_lot(lot)
    return [q for each in sections for q in each.questions if q.kind is kind]


@pytest.mark.parametrize("file", FORMS, ids=lambda each: each.parent.name)
def test_every_quote_is_copied_from_a_source(file):
    form = parse_form(file.read_text(encoding="utf-8"))
    sections = [each.reference for each in form.sections if each.reference]
    questions = [q.reference for each in form.sections for q in each.questions]
    quotes = {each.quote for each in sections + questions if each.quote}

    assert quotes
    assert [each for each in quotes if each not in SEED] == []


def test_lot_1_has_nine_activities_and_none_is_mandatory():
    activities = asked(QuestionKind.ACTIVITY, "lot-1")

    assert len(activities) == 9
    assert [each.code for each in activities if each.is_required] == []


def test_lot_2_has_four_more_and_these_are_mandatory():
    activities = asked(QuestionKind.ACTIVITY, "lot-2")

    assert [each.code for each in activities if each.is_required] == [
        "activity-strategy",
        "activity-methodology",
        "activity-profiles",
        "activity-priorities",
    ]
    assert len(activities) == 13


def test_what_is_mandatory_stands_first():
    required = [each.is_required for each in asked(QuestionKind.ACTIVITY, "lot-2")]

    assert required == sorted(required, reverse=True)


def test_seven_instruments_are_used_or_not_relevant():
    assert [each.code for each in asked(QuestionKind.INSTRUMENT, "lot-2")] == [
        "instrument-eqf",
        "instrument-ecvet",
        "instrument-eqavet",
        "instrument-efqea",
        "instrument-esco",
        "instrument-panorama",
        "instrument-europass",
    ]
