"""Names that look alike: measured on labelled pairs, silent on real consortia."""

import csv
import itertools
import json
import time
import tomllib

import pytest

from alliances.files.lookalikes import Resemblance, name_key, resemblance
from tests.architecture.sources import BASE

LABELLED = tomllib.loads(
    (BASE / "tests/alliances/files/name_pairs.toml").read_text(encoding="utf-8")
)
CONSORTIA = sorted((BASE / "fixtures/consortia").glob("*.json"))


def wrongly(*, said: bool, pairs: list) -> list:
    return [pair for pair in pairs if (resemblance(*pair) is not None) is said]


def test_every_pair_of_one_organisation_is_asked_about_but_the_known_ones():
    assert wrongly(said=False, pairs=LABELLED["same"]) == []
    assert wrongly(said=True, pairs=LABELLED["same_but_missed"]) == []


def test_no_pair_of_two_organisations_is_asked_about_but_the_known_ones():
    assert wrongly(said=True, pairs=LABELLED["different"]) == []
    assert wrongly(said=False, pairs=LABELLED["different_but_asked"]) == []


@pytest.mark.parametrize("pair", LABELLED["part"], ids=" / ".join)
def test_campus_or_department_is_part_of_its_whole(pair):
    assert resemblance(*pair) is Resemblance.PART
    assert resemblance(*reversed(pair)) is Resemblance.PART


def test_resemblance_has_no_direction():
    pairs = itertools.chain(*LABELLED.values())

    assert [p for p in pairs if resemblance(*p) != resemblance(*reversed(p))] == []


def real_names() -> list[str]:
    partners = [
        partner["name"]
        for path in CONSORTIA
        for partner in json.loads(path.read_text(encoding="utf-8"))["partners"]
    ]
    text = (BASE / "fixtures/demo/organisations.csv").read_text(encoding="utf-8")
    return partners + [row["name"] for row in csv.DictReader(text.splitlines())]


def test_no_false_alarm_among_real_names():
    names = real_names()
    asked = [p for p in itertools.combinations(names, 2) if resemblance(*p)]

    assert len(names) > 60
    assert asked == []


@pytest.mark.parametrize("name", ["", "…", "(ABC)", "GmbH", "123", "the of", ","])
def test_names_that_say_nothing_resemble_nothing_else(name):
    assert resemblance(name, "Universität Wien") is None


def test_name_of_signs_resembles_nothing_not_even_itself():
    assert resemblance("…", "…") is None


def test_three_hundred_names_are_compared_in_no_time():
    names = [f"{first} {n}" for n in range(25) for first in real_names()[:12]]
    for each in names:
        name_key(each)

    start = time.perf_counter()
    for one, other in itertools.combinations(names, 2):
        resemblance(one, other)

    assert len(names) == 300
    assert time.perf_counter() - start < 5
