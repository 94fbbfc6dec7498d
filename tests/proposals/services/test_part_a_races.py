"""Two people on Part A of one organisation: one row, no lost update."""

from dataclasses import replace
from functools import partial

import pytest

from proposals.errors import StaleVersion
from proposals.models import PartA
from tests.factories import make_eligible_draft
from tests.proposals.services.part_a import HEAD, give
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("version", [0, 1])
def test_one_of_two_wins_and_the_other_sees_it(version):
    draft = make_eligible_draft()
    if version:
        give(draft)

    outcomes = at_once(
        *(
            partial(give, draft, entry=replace(HEAD, town=town), version=version)
            for town in ("Mine", "Theirs")
        )
    )

    (won,) = [each for each in outcomes if isinstance(each, PartA)]
    (lost,) = [each for each in outcomes if isinstance(each, StaleVersion)]
    assert lost.current.town == won.town
    assert PartA.objects.get().version == version + 1
