"""Readers of files: sound ones are taken, damaged ones refused in words.

The long run and the files made to do harm are for `make fuzz`; here a handful of
inputs, the same ones each time.
"""

import random
import warnings
from functools import partial

import pytest

from tests.fuzz.changing import bytes_changed, changed
from tests.fuzz.counted import Counts
from tests.fuzz.readers import READERS

MOST, HANDFUL = 200_000, 20


@pytest.fixture(autouse=True)
def _silence():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.mark.parametrize("name", READERS)
def test_sound_files_are_taken_and_odd_ones_get_an_answer(name):
    reader, counts = READERS[name], Counts(name)
    chance = random.Random(name)  # noqa: S311  # no secret
    seeds = [*reader.seeds()]

    for _time in range(HANDFUL):
        odd = changed(chance.choice(seeds), MOST, chance, bytes_changed(chance))
        counts.take("odd", odd, partial(reader.takes, odd))

    assert counts.findings == []
    assert any(reader.takes(each) for each in seeds)
