"""Asking for and taking a pack at the same moment: without the guards, and with."""

from functools import partial
from uuid import uuid4

import pytest

from proposals.enums import PackState
from proposals.models import ApplicationPack
from proposals.services import pack_drawing
from proposals.services.packs import request_pack
from tests.proposals.services.pack_rows import stored
from tests.proposals.services.racing import at_once, meeting

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 6


def take_unless_taken(pack, wait):
    """Look, then write: what a programmer in a hurry would do."""
    if stored(pack).state != PackState.QUEUED:
        return False
    wait()
    row = stored(pack)
    row.state, row.attempt = PackState.RENDERING, row.attempt + 1
    row.save()
    return True


def test_looking_first_gives_a_pack_to_two_workers(pack):
    wait = meeting()

    taken = at_once(*[partial(take_unless_taken, pack, wait)] * 2)

    assert taken == [True, True]


def test_one_of_many_workers_takes_a_pack(pack):
    taken = at_once(
        *[
            partial(pack_drawing._claimed, pack.public_id, uuid4())
            for _ in range(WORKERS)
        ]
    )

    assert sorted(taken) == [False] * (WORKERS - 1) + [True]
    assert stored(pack).attempt == 1


def test_double_click_is_one_pack_and_one_message(proposal, maria, sent):
    asked = at_once(*[partial(request_pack, proposal=proposal, by=maria)] * 2)

    assert asked[0] == asked[1] == ApplicationPack.objects.get()
    assert len(sent) == 1
