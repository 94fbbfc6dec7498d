"""The worked cases as the pages on the rules show them."""

from eligibility.core import Outcome
from eligibility.services.worked_cases import worked_cases


def test_every_case_has_a_story_and_is_what_its_file_expects():
    cases = {each.name: each for each in worked_cases()}

    georgia = cases["applicant-in-georgia"]
    assert len(cases) > 80
    assert georgia.story == "The applicant is in a Partner country."
    assert georgia.consortium == "sending-2017-lot-2"
    assert georgia.report.outcome is Outcome.NOT_MET


def test_cases_are_evaluated_once():
    assert worked_cases() is worked_cases()
