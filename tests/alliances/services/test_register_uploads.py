"""Files of the register: kept once, sent to a worker again, thrown away."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from alliances import outbox
from alliances.enums import UploadState
from alliances.files.problems import FileRefused
from alliances.models import RegisterUpload, StagedOrganisation
from alliances.services import register_reading
from alliances.services.register_reading import read_register_upload
from alliances.services.register_uploads import (
    AlreadyPublished,
    discard_register_upload,
    resend_register_uploads,
)
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    countries,
    entry,
    kept,
    publish,
    read,
    register_csv,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(outbox, "send", lambda task, key: messages.append((task, key)))
    return messages


def staged(upload):
    rows = StagedOrganisation.objects.filter(upload=upload).order_by("number")
    return list(rows.values_list("number", "pic", "name", "country", "types"))


def later(upload, **times):
    RegisterUpload.objects.filter(pk=upload.pk).update(**times)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty: 0 bytes"),
        (b"  \n ", "blank"),
        (b"%PDF-1.7 named .csv", "a PDF"),
        (b'{"partners": []}', "JSON"),
        (b"\x00\x01\x02 of no encoding", "not text in a known encoding"),
        (b"PK\x03\x04 and no more", "not a workbook"),
    ],
)
def test_what_is_no_table_is_not_kept(content, what):
    with pytest.raises(FileRefused) as refused:
        kept(content)

    assert refused.value.problems[0].what == what
    assert RegisterUpload.objects.count() == 0


def test_same_file_waiting_is_the_same_upload(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = kept(register_csv(GHENT))
        again = kept(register_csv(GHENT))
        other = kept(register_csv(GHENT), is_whole=True)

    assert first == again
    assert [key for _task, key in sent] == [str(first.pk), str(other.pk)]


def test_published_file_is_answered_without_reading():
    publication = publish(read(register_csv(GHENT)))

    with pytest.raises(AlreadyPublished) as already:
        kept(register_csv(GHENT))

    assert already.value.publication == publication
    assert str(already.value) == f"revision {publication.revision}"


def test_published_file_is_read_again_once_the_register_moved_on():
    publish(read(register_csv(GHENT)))
    entry("999000009", "By hand")

    assert kept(register_csv(GHENT)).state == UploadState.WAITING


def test_upload_of_a_dead_worker_is_sent_and_read_again(
    sent, django_capture_on_commit_callbacks
):
    upload = kept(register_csv(GHENT))
    StagedOrganisation.objects.create(
        upload=upload, number=7, pic="999000007", name="Half", country="BE"
    )
    long_ago = timezone.now() - 2 * register_reading.STALE_AFTER
    later(upload, state=UploadState.READING, heartbeat_at=long_ago, claim=uuid.uuid4())

    with django_capture_on_commit_callbacks(execute=True):
        assert resend_register_uploads() == 1
    read_register_upload(key=upload.pk)

    assert sent == [("alliances.tasks.read_register_upload", str(upload.pk))]
    assert [number for number, *_rest in staged(upload)] == [2]


def test_upload_that_kills_its_workers_is_given_up():
    upload = kept(register_csv(GHENT))
    long_ago = timezone.now() - 2 * register_reading.STALE_AFTER
    later(
        upload,
        state=UploadState.READING,
        heartbeat_at=long_ago,
        attempt=register_reading.MOST_ATTEMPTS,
    )

    assert resend_register_uploads() == 0

    upload.refresh_from_db()
    assert upload.state == UploadState.REFUSED


def test_upload_still_in_work_is_left_alone():
    upload = kept(register_csv(GHENT))
    waiting = read(register_csv(LODZ))

    assert resend_register_uploads() == 0

    assert RegisterUpload.objects.get(pk=upload.pk).state == UploadState.WAITING
    assert len(staged(waiting)) == 1


def test_rows_nobody_waits_for_are_swept():
    countries()
    StagedOrganisation.objects.create(
        upload_id=4711, number=2, pic="999000007", name="Left", country="BE"
    )

    resend_register_uploads()

    assert not StagedOrganisation.objects.exists()


def test_upload_nobody_published_for_a_month_goes(django_capture_on_commit_callbacks):
    upload = read(register_csv(GHENT))
    old = read(register_csv("1,A,BE,"))
    later(old, uploaded_at=timezone.now() - dt.timedelta(days=31))

    with django_capture_on_commit_callbacks(execute=True):
        resend_register_uploads()

    assert list(RegisterUpload.objects.all()) == [upload]
    storage = old.file.storage
    assert not storage.exists(old.file.name)
    assert not storage.exists(old.problem_file.name)


def test_published_upload_is_not_thrown_away():
    upload = read(register_csv(GHENT))
    publish(upload)

    discard_register_upload(upload=upload)

    assert RegisterUpload.objects.filter(pk=upload.pk).exists()
