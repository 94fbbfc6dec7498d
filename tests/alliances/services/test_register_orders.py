"""A large file of the register is published by a worker: told once, once."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances import outbox, tasks
from alliances.enums import ReviewState, UploadState
from alliances.models import RegisterPublication, RegisterUpload
from alliances.selectors.register_diff import register_revision
from alliances.services import register_orders, register_uploads
from alliances.services.register import note_names
from alliances.services.register_orders import (
    order_register_publication,
    publish_ordered,
)
from alliances.services.register_publishing import RegisterMoved, UploadNotReady
from alliances.services.register_reading import MOST_ATTEMPTS
from alliances.services.register_uploads import (
    discard_register_upload,
    resend_register_uploads,
)
from alliances.services.reviews import NotAskedFor, ReasonMissing
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    entry,
    kept,
    publish,
    read,
    register,
    register_csv,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alone(settings, monkeypatch):
    settings.FOUR_EYES = False
    monkeypatch.setattr(register_orders, "FEW", 1)


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(outbox, "send", lambda task, key: messages.append((task, key)))
    return messages


def order(upload, *, reason="May.", compared_with=None):
    seen = register_revision() if compared_with is None else compared_with
    return order_register_publication(
        upload=upload, compared_with=seen, reason=reason, by=make_user(is_staff=True)
    )


def later(upload, **times):
    RegisterUpload.objects.filter(pk=upload.pk).update(**times)


def state(upload):
    return RegisterUpload.objects.get(pk=upload.pk).state


def test_few_entries_are_published_at_once():
    assert order(read(register_csv(GHENT))) == RegisterPublication.objects.get()


def test_many_entries_are_left_to_a_worker_who_is_told_once(
    sent, django_capture_on_commit_callbacks
):
    upload = read(register_csv(GHENT, LODZ))

    with django_capture_on_commit_callbacks(execute=True):
        first, second = order(upload), order(upload)

    assert (first, second, state(upload)) == (None, None, UploadState.PUBLISHING)
    assert sent == [("alliances.tasks.publish_register_upload", str(upload.pk))]
    assert register() == []


def test_worker_publishes_with_the_reason_and_the_person():
    upload = read(register_csv(GHENT, LODZ))
    order(upload)

    tasks.publish_register_upload(str(upload.pk))
    tasks.publish_register_upload(str(upload.pk))

    publication = RegisterPublication.objects.get()
    row = RegisterUpload.objects.get()
    assert (publication.reason, publication.published_by) == ("May.", row.publishing_by)
    assert (row.state, len(register())) == (UploadState.PUBLISHED, 2)
    assert order(upload) == publication


def test_what_may_not_be_published_is_refused_at_once(settings):
    upload = read(register_csv(GHENT, LODZ))

    with pytest.raises(ReasonMissing):
        order(upload, reason=" ")
    with pytest.raises(RegisterMoved):
        order(upload, compared_with=register_revision() + 1)
    settings.FOUR_EYES = True
    with pytest.raises(NotAskedFor):
        order(upload)
    with pytest.raises(UploadNotReady):
        order(kept(register_csv(GHENT)))

    assert state(upload) == UploadState.READY


def test_register_that_moved_on_leaves_the_file_to_be_decided_anew():
    upload = read(register_csv(GHENT, LODZ))
    order(upload)
    note_names(organisations=[entry("999000009", "By hand")])

    publish_ordered(key=upload.pk)

    row = RegisterUpload.objects.get()
    assert (row.state, row.is_overtaken) == (UploadState.READY, True)
    assert not RegisterPublication.objects.exists()
    order(upload)
    publish_ordered(key=upload.pk)
    assert len(register()) == 3


def test_other_refusal_leaves_the_file_to_be_decided_anew():
    upload = read(register_csv(GHENT, LODZ))
    order(upload)
    anton = make_user(is_staff=True)
    asked = {"reason": "May.", "asked_by": anton, "asked_at": timezone.now()}
    later(upload, review_state=ReviewState.REFUSED, **asked)

    publish_ordered(key=upload.pk)

    row = RegisterUpload.objects.get()
    assert (row.state, row.is_overtaken) == (UploadState.READY, False)


def test_order_of_a_dead_worker_is_sent_again_and_given_up_in_the_end(
    sent, django_capture_on_commit_callbacks
):
    upload = read(register_csv(GHENT, LODZ))
    order(upload)
    later(upload, heartbeat_at=timezone.now() - 2 * register_uploads.LOST_AFTER)

    with django_capture_on_commit_callbacks(execute=True):
        numbers = [resend_register_uploads() for _each in range(2)]
    later(
        upload,
        heartbeat_at=timezone.now() - 2 * register_uploads.LOST_AFTER,
        attempt=MOST_ATTEMPTS,
    )

    assert numbers == [1, 0]
    assert sent == [("alliances.tasks.publish_register_upload", str(upload.pk))]
    assert (resend_register_uploads(), state(upload)) == (0, UploadState.READY)


def test_file_being_published_is_kept_with_its_rows():
    upload = read(register_csv(GHENT, LODZ))
    order(upload)
    later(upload, uploaded_at=timezone.now() - dt.timedelta(days=40))

    resend_register_uploads()

    assert discard_register_upload(upload=upload) is False
    assert kept(register_csv(GHENT, LODZ)) == upload
    assert upload.staged.count() == 2


def test_command_publishes_what_is_ordered_without_waiting_for_it():
    upload = read(register_csv(GHENT, LODZ))
    order(upload)

    publication = publish(upload)
    publish_ordered(key=upload.pk)

    assert list(RegisterPublication.objects.all()) == [publication]
