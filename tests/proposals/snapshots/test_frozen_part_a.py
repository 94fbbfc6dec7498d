"""Part A in a frozen application: what was given, and nothing from before."""

import json
from dataclasses import asdict

import pytest

from proposals.services.part_a import PartAEntry
from proposals.snapshots import FrozenPartA
from tests.factories import make_eligible_draft
from tests.proposals.services.part_a import HEAD, give
from tests.proposals.snapshots.freezing import frozen, frozen_text, thawed

pytestmark = pytest.mark.django_db


def test_what_is_given_comes_back_with_its_partner():
    draft = make_eligible_draft()
    give(draft)
    give(draft, 2, PartAEntry(town="Ghent"))

    first, second, third = [each.part_a for each in frozen(draft).partners]

    assert asdict(first) == asdict(HEAD)
    assert second == FrozenPartA(town="Ghent")
    assert third == FrozenPartA()


def test_only_what_is_given_is_written():
    draft = make_eligible_draft()
    give(draft, 2, PartAEntry(town="Ghent"))

    partners = json.loads(frozen_text(draft))["partners"]

    assert [each["part_a"] for each in partners] == [{}, {"town": "Ghent"}, {}]


def test_contents_from_before_have_none():
    data = json.loads(frozen_text(make_eligible_draft()))
    for each in data["partners"]:
        del each["part_a"]

    old = thawed(json.dumps(data))

    assert [each.part_a for each in old.partners] == [None, None, None]
