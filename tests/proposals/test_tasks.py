"""A real worker draws packs, and a power cut loses none."""

import hashlib
import time

import pypdfium2
import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.models import Partnership
from proposals.enums import PackState
from proposals.models import ApplicationPack
from proposals.services.packs import request_pack
from proposals.tasks import render_pack, resend_stale_jobs
from tests.factories import make_draft, make_eligible_draft, publish_shipped_call
from tests.proposals.services.pack_rows import LONG_AGO, change, files_of, stored

PATIENCE = 60
MANY = 120
NAMES = (
    "Ελληνικό Ίδρυμα Ευρωπαϊκής και Εξωτερικής Πολιτικής",
    "Национален исторически музей",
    "Confédération européenne des organisations professionnelles du patrimoine",
)
PLACES = ("GR", "BG", "FR", "LT", "XK", "GB", "CH")
ROLES = (Role.FULL_PARTNER, Role.FULL_PARTNER, Role.ASSOCIATED_PARTNER)
TYPES = ("vet_provider", "sme", "public_body", "sector_body", "")


def make_large_draft():
    """Make an alliance so large that drawing its pack takes seconds."""
    proposal = make_draft(publish_shipped_call("2020"), acronym="LARGE")
    Partnership.objects.bulk_create(
        [
            Partnership(
                alliance=proposal.alliance,
                number=number,
                name=f"{NAMES[number % len(NAMES)]} {number}",
                country_id=PLACES[number % len(PLACES)],
                role=ROLES[number % len(ROLES)] if number > 1 else Role.APPLICANT,
                types=TYPES[number % len(TYPES)],
                confirmation=Confirmation.CONFIRMED,
            )
            for number in range(1, MANY + 1)
        ]
    )
    return proposal


def requested(proposal):
    return request_pack(proposal=proposal, by=proposal.alliance.coordinator)


def wait_for(pack, condition, *, worker):
    """Return the row once `condition` holds, or fail with the worker's log."""
    deadline = time.monotonic() + PATIENCE
    while not condition(row := stored(pack)):
        assert time.monotonic() < deadline, (row.state, row.failure, worker.output)
        time.sleep(0.02)
    return row


def is_ready(row):
    return row.state == PackState.READY


def is_drawn_right_now(row):
    return row.state == PackState.RENDERING and row.done > 0


def assert_finished_once(row, *, attempt):
    assert (row.state, row.attempt, row.failure) == (PackState.READY, attempt, "")
    assert list(ApplicationPack.objects.all()) == [row]
    assert files_of(row) == [row.file.name.rpartition("/")[2]]
    with row.file.open() as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == row.file_sha256
    with pypdfium2.PdfDocument(content) as pdf:
        assert len(pdf) == row.pages


def test_worker_draws_a_requested_pack(worker):
    pack = requested(make_eligible_draft())

    row = wait_for(pack, is_ready, worker=worker)

    assert_finished_once(row, attempt=1)


def test_pack_is_finished_once_after_the_worker_was_killed_while_drawing(worker):
    pack = requested(make_large_draft())
    wait_for(pack, is_drawn_right_now, worker=worker)

    worker.kill9()

    broken_off = stored(pack)
    assert is_drawn_right_now(broken_off)
    # The limit of half a minute passes while nobody works.
    change(pack, heartbeat_at=timezone.now() - LONG_AGO)
    worker.start()
    row = wait_for(pack, is_ready, worker=worker)
    assert_finished_once(row, attempt=2)
    # The queue may hand out the old message as well: it finds nothing to do.
    worker.stop()
    assert stored(pack) == row
    assert_finished_once(stored(pack), attempt=2)


def test_pack_whose_message_was_lost_is_drawn_after_a_sweep(worker, monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    pack = requested(make_eligible_draft())
    worker.kill9()
    change(pack, heartbeat_at=timezone.now() - LONG_AGO)

    worker.start()

    assert_finished_once(wait_for(pack, is_ready, worker=worker), attempt=1)


@pytest.mark.django_db
def test_tasks_hand_over_to_the_services():
    pack = requested(make_eligible_draft())

    render_pack(str(pack.public_id))
    resend_stale_jobs()

    assert stored(pack).state == PackState.READY
