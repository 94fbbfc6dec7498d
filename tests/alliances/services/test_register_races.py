"""Administrators who publish at once, workers who read at once, and kill -9."""

import os
import signal
import subprocess
import sys
from functools import partial

import pytest

from alliances.enums import ReviewState, UploadState
from alliances.models import (
    NameTail,
    Organisation,
    RegisterChange,
    RegisterPublication,
    RegisterUpload,
    StagedOrganisation,
)
from alliances.selectors.register_diff import register_counts, register_revision
from alliances.services import register_orders
from alliances.services.register_names import index_names
from alliances.services.register_orders import (
    order_register_publication,
    publish_ordered,
)
from alliances.services.register_publishing import (
    RegisterMoved,
    publish_register_import,
)
from alliances.services.register_reading import read_register_upload
from alliances.services.register_uploads import discard_register_upload
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    PATRAS,
    entry,
    kept,
    publish,
    read,
    register,
    register_csv,
)
from tests.alliances.reviewing import discarded_while_asked
from tests.factories import make_user
from tests.proposals.services.racing import at_once, meeting
from tests.stack.workers import environment_of_the_test

pytestmark = pytest.mark.django_db(transaction=True)

ENTRIES = 3000
MANY = [f"{800_000_000 + n},School of Skills {n},BE,ngo" for n in range(ENTRIES)]


def test_of_two_administrators_one_wins_and_the_other_sees_the_new_difference():
    entry(name="Old")
    one = read(register_csv(GHENT, PATRAS))
    other = read(register_csv(GHENT.replace("Gent", "Ghent"), LODZ))
    seen = register_revision()

    outcomes = at_once(
        *[partial(publish, each, compared_with=seen) for each in (one, other)]
    )

    assert {type(each) for each in outcomes} == {RegisterPublication, RegisterMoved}
    (winner,) = [each for each in outcomes if isinstance(each, RegisterPublication)]
    loser = other if winner.upload_id == one.pk else one
    counts = register_counts(loser)
    assert (counts.added, counts.changed, counts.revision) == (1, 1, seen + 1)


def test_double_click_publishes_once():
    upload = read(register_csv(GHENT))
    seen = register_revision()

    first, second = at_once(*[partial(publish, upload, compared_with=seen)] * 2)

    assert first == second
    assert RegisterPublication.objects.count() == 1


def test_two_workers_with_one_order_publish_once(settings, monkeypatch):
    settings.FOUR_EYES = False
    monkeypatch.setattr(register_orders, "FEW", 0)
    upload = read(register_csv(GHENT))
    order_register_publication(
        upload=upload,
        compared_with=register_revision(),
        reason="May.",
        by=make_user(is_staff=True),
    )

    wait = meeting()

    def publish(**values):
        wait()  # both have taken the order before either publishes
        return publish_register_import(**values)

    monkeypatch.setattr(register_orders, "publish_register_import", publish)

    at_once(*[partial(publish_ordered, key=upload.pk)] * 2)

    upload.refresh_from_db()
    assert (upload.state, upload.attempt) == (UploadState.PUBLISHED, 2)
    assert RegisterPublication.objects.count() == 1


def test_two_workers_read_an_upload_once():
    upload = kept(register_csv(GHENT, LODZ))

    at_once(*[partial(read_register_upload, key=upload.pk)] * 2)

    upload.refresh_from_db()
    assert (upload.state, upload.attempt, upload.rows) == (UploadState.READY, 1, 2)


def test_what_somebody_is_asking_for_is_not_thrown_away():
    upload = read(register_csv(GHENT))
    discard = partial(discard_register_upload, upload=upload)

    assert discarded_while_asked(upload, by=make_user(), discard=discard) is False
    assert RegisterUpload.objects.get().review_state == ReviewState.ASKED


# What the killed process does: it stops in the middle of its work, to be shot there.
HALFWAY = """
import sys, time, django
django.setup()
from alliances.models import RegisterUpload
from alliances.services import register_publishing, register_staging, register_reading

def wait(*_args, **_kwargs):
    sys.stdout.write("halfway\\n"); sys.stdout.flush()
    time.sleep(60)

upload = RegisterUpload.objects.filter(pk=int(sys.argv[2])).first()
if sys.argv[1] == "read":
    register_staging.AT_ONCE = 1000
    original = register_reading.read_register
    def slow(*args, **kwargs):
        for number, row in enumerate(original(*args, **kwargs)):
            if number == 2500:
                wait()
            yield row
    register_reading.read_register = slow
    register_reading.read_register_upload(key=upload.pk)
elif sys.argv[1] == "names":
    from alliances.services import name_index, register_names
    name_index.FEW = int(sys.argv[3])
    name_index._write_tails = wait
    register_names.index_names(key=int(sys.argv[2]))
else:
    register_publishing.forget_rows = wait
    register_publishing.publish_register_import(
        upload=upload, compared_with=int(sys.argv[3]), reason="Killed.", by=None
    )
"""


def kill_halfway(*arguments):
    """Run the act in a process of its own and shoot it in the middle."""
    with subprocess.Popen(
        [sys.executable, "-c", HALFWAY, *map(str, arguments)],
        env=environment_of_the_test() | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        said = process.stdout.readline() if process.stdout else ""
        os.kill(process.pid, signal.SIGKILL)
    assert said == "halfway\n"


def test_publication_killed_before_its_end_leaves_nothing_and_can_be_done_again():
    entry(name="Old")
    upload = read(register_csv(GHENT, *MANY), is_whole=True)
    seen = register_revision()
    before = (register(), NameTail.objects.count())

    kill_halfway("publish", upload.pk, seen)

    assert (register(), NameTail.objects.count()) == before
    assert (register_revision(), RegisterChange.objects.count()) == (seen, 0)
    publish(upload, compared_with=seen)
    assert Organisation.objects.count() == ENTRIES + 1


@pytest.mark.parametrize("few", [0, ENTRIES])
def test_names_killed_halfway_are_searched_as_before_and_can_be_done_again(few):
    entry(name="Old")
    publication = publish(read(register_csv(GHENT, *MANY)))
    before = NameTail.objects.count()

    kill_halfway("names", publication.pk, few)

    assert NameTail.objects.count() == before
    assert index_names(key=publication.pk)
    assert NameTail.objects.filter(is_whole=True).count() == ENTRIES + 1


def test_reading_killed_halfway_is_read_again_from_the_start():
    upload = kept(register_csv(*MANY))

    kill_halfway("read", upload.pk)

    assert StagedOrganisation.objects.count() in {2000, 2500}
    assert register() == []
    RegisterUpload.objects.update(heartbeat_at="2020-01-01T00:00Z")
    read_register_upload(key=upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.rows) == (UploadState.READY, ENTRIES)
    assert StagedOrganisation.objects.count() == ENTRIES
