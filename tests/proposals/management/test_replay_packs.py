"""`replay_packs`: names what failed and why, and has it drawn again."""

import io
import uuid

import pytest
from django.core.management import CommandError, call_command

from proposals.enums import PackState
from proposals.models import ApplicationPack
from proposals.services.packs import request_pack, resend_stale_jobs
from tests.factories import make_call, make_eligible_draft

pytestmark = pytest.mark.django_db

FAILED = {"state": PackState.FAILED, "attempt": 3, "retries": 2, "failure": "It broke."}


@pytest.fixture
def pack():
    draft = make_eligible_draft(make_call(), acronym="CHARTER")
    pack = request_pack(proposal=draft, by=draft.alliance.coordinator)
    ApplicationPack.objects.update(**FAILED)
    return pack


def replay(*words):
    told = io.StringIO()
    call_command("replay_packs", *words, stdout=told)
    return told.getvalue().strip().split("\n")


def test_what_failed_is_listed_with_its_reason(pack):
    assert replay() == [
        f"{pack.public_id} CHARTER, a draft: It broke.",
        "1 packs failed.",
    ]


def test_all_that_failed_are_drawn_again(pack):
    told = replay("--failed")

    pack.refresh_from_db()
    assert told == ["1 packs are drawn again."]
    assert (pack.state, pack.attempt, pack.retries) == (PackState.QUEUED, 0, 0)
    assert resend_stale_jobs() == 1
    assert replay() == ["0 packs failed."]


def test_one_is_drawn_again_and_a_ready_one_is_not(pack):
    told = replay("--pack", str(pack.public_id))
    ApplicationPack.objects.update(state=PackState.READY)

    assert told == ["1 pack is drawn again."]
    for other in (pack.public_id, uuid.uuid4()):
        with pytest.raises(CommandError, match="no such pack"):
            replay("--pack", str(other))
