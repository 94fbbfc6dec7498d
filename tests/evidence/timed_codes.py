"""How long a guessed code takes tells nothing; only `make evidence` measures times."""

import statistics
import time

import pytest

from tests.proposals.test_guessed_codes import (
    _silence,  # noqa: F401  # a fixture
    _unlimited,  # noqa: F401  # the same
    any_code,
    code_of,
    guess,
    near,
    submission,  # noqa: F401  # the same
)
from tests.proposals.test_guessed_links import GUESSES

COARSE = 1.5
"""How far apart medians of time may lie that a loaded machine measures."""

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1800)]


@pytest.mark.usefixtures("_unlimited")
def test_time_does_not_tell_how_near_a_guess_is(submission):  # noqa: F811  # the fixture
    number, code = submission.number, code_of(submission)
    kinds = {
        "nearly the code": lambda: (number, near(code)),
        "another code": lambda: (number, any_code()),
        "another number": lambda: ("9" + number[1:], any_code()),
    }
    times: dict[str, list[float]] = {name: [] for name in kinds}
    guess(number)
    # In turns, so that the load of the machine falls on all.
    for _guess in range(GUESSES // len(kinds)):
        for name, tried in kinds.items():
            began = time.perf_counter()
            guess(*tried())
            times[name].append(time.perf_counter() - began)

    middle = {name: statistics.median(each) for name, each in times.items()}
    assert max(middle.values()) / min(middle.values()) < COARSE, middle
