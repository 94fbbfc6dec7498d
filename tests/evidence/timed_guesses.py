"""How long a guessed link takes tells nothing; only `make evidence` measures times."""

import statistics
import time

import pytest

from tests.proposals.test_guessed_links import (
    GUESSES,
    _silence,  # noqa: F401  # a fixture
    _unlimited,  # noqa: F401  # the same
    guess,
    token,  # noqa: F401  # the same
)

COARSE = 1.5
"""How far apart medians of time may lie that a loaded machine measures."""

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1800)]


@pytest.mark.usefixtures("_unlimited")
def test_time_does_not_tell_how_near_a_guess_is(token):  # noqa: F811  # the fixture
    last = "A" if token[-1] != "A" else "Q"
    near: list[float] = []
    far: list[float] = []
    guess()
    # In turns, so that the load of the machine falls on both.
    for _guess in range(GUESSES // 3):
        for guessed, times in ((token[:-1] + last, near), (None, far)):
            began = time.perf_counter()
            guess(guessed)
            times.append(time.perf_counter() - began)

    ratio = statistics.median(near) / statistics.median(far)
    assert 1 / COARSE < ratio < COARSE, ratio
