"""Names of a large file become searchable after it is published, by a worker."""

import datetime as dt
from functools import partial
from threading import Event

import pytest
from django.db import connection, transaction
from django.utils import timezone

from alliances import outbox, tasks
from alliances.models import NameTail, Organisation, RegisterPublication
from alliances.services import name_index, register_names
from alliances.services.register import note_names
from alliances.services.register_names import index_names
from alliances.services.register_uploads import resend_register_uploads
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    PATRAS,
    countries,
    entry,
    publish,
    read,
    register_csv,
)
from tests.proposals.services.racing import PATIENCE, at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names_wait(monkeypatch):
    monkeypatch.setattr(register_names, "FEW", 0)


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(outbox, "send", lambda task, key: messages.append((task, key)))
    return messages


@pytest.fixture(params=[0, 1000], ids=["at once", "growing"])
def _ways(request, monkeypatch):
    monkeypatch.setattr(name_index, "FEW", request.param)


def all_tails():
    rows = NameTail.objects.values_list("organisation__pic", "text", "is_whole")
    return sorted((pic, bytes(text), whole) for pic, text, whole in rows)


def noted_by_hand():
    note_names(organisations=list(Organisation.objects.all()))
    return all_tails()


def names_wait(publication):
    publication.refresh_from_db()
    return not publication.is_searchable


@pytest.mark.usefixtures("_ways")
def test_names_wait_for_a_worker_and_are_then_as_if_written_by_hand(
    sent, django_capture_on_commit_callbacks
):
    entry(name="Old Name")
    entry("999000009", "Kept as it is")
    with django_capture_on_commit_callbacks(execute=True):
        publication = publish(read(register_csv(GHENT, PATRAS, LODZ)))
    before = all_tails()
    assert sent[-1] == ("alliances.tasks.index_register_names", str(publication.pk))
    assert names_wait(publication)

    tasks.index_register_names(str(publication.pk))

    assert not names_wait(publication)
    assert ("999000003", b"lodzki", False) not in before
    assert ("999000003", b"lodzki", False) in all_tails()
    assert all_tails() == noted_by_hand()


@pytest.mark.usefixtures("_ways")
def test_entries_changed_again_meanwhile_have_the_names_they_have_now(monkeypatch):
    entry("999000009", "Gone")
    first = publish(read(register_csv(GHENT, PATRAS)))
    monkeypatch.setattr(register_names, "FEW", 1000)
    renamed = GHENT.replace("Hogeschool Gent", "School of Ghent")
    publish(read(register_csv(renamed), is_whole=True))

    index_names(key=first.pk)

    assert [pic for pic, _text, _whole in all_tails()] == ["999000001"] * 3
    assert all_tails() == noted_by_hand()


@pytest.mark.usefixtures("_ways")
def test_indexes_are_the_same_afterwards(django_assert_num_queries):
    publication = publish(read(register_csv(GHENT)))
    before = constraints()

    index_names(key=publication.pk)

    assert constraints() == before
    with django_assert_num_queries(1):
        NameTail.objects.create(organisation_id=1, text=b"a", is_whole=True)


def constraints():
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(
            cursor, NameTail._meta.db_table
        )
    kept = ("columns", "primary_key", "unique", "index", "definition")
    return {
        name: {each: about.get(each) for each in kept} for name, about in found.items()
    }


def test_second_worker_finds_it_done():
    publication = publish(read(register_csv(GHENT)))

    assert [index_names(key=publication.pk) for _twice in range(2)] == [True, False]


def test_message_that_got_lost_is_sent_again(sent, django_capture_on_commit_callbacks):
    publication = publish(read(register_csv(GHENT)))
    with django_capture_on_commit_callbacks(execute=True):
        assert resend_register_uploads() == 0
    RegisterPublication.objects.update(
        published_at=timezone.now() - dt.timedelta(hours=1)
    )

    with django_capture_on_commit_callbacks(execute=True):
        assert resend_register_uploads() == 1

    assert sent == [("alliances.tasks.index_register_names", str(publication.pk))]


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_the_names_once(monkeypatch):
    monkeypatch.setattr(name_index, "FEW", 0)
    publication = publish(read(register_csv(GHENT, PATRAS)))

    done = at_once(*[partial(index_names, key=publication.pk)] * 2)

    assert sorted(done) == [False, True]
    assert all_tails() == noted_by_hand()


@pytest.mark.django_db(transaction=True)
def test_name_written_by_hand_while_a_worker_writes_is_kept(monkeypatch):
    countries()
    monkeypatch.setattr(name_index, "FEW", 0)
    publication = publish(read(register_csv(GHENT)))
    under_way, index = Event(), name_index.index_publication

    def index_slowly(**values):
        index(**values)
        under_way.set()
        Event().wait(0.5)

    def write_by_hand():
        under_way.wait(PATIENCE)
        with transaction.atomic():
            row = Organisation.objects.create(name="By hand", country_id="BE")
            note_names(organisations=[row])

    monkeypatch.setattr(register_names, "index_publication", index_slowly)

    outcomes = at_once(partial(index_names, key=publication.pk), write_by_hand)

    assert outcomes == [True, None]
    by_hand = NameTail.objects.filter(organisation__pic=None, is_whole=True)
    assert [bytes(each.text) for each in by_hand] == [b"by hand"]


@pytest.mark.django_db(transaction=True)
def test_searching_goes_on_while_a_worker_writes(monkeypatch):
    monkeypatch.setattr(name_index, "FEW", 0)
    entry("999000009", "Kept")
    publication = publish(read(register_csv(GHENT)))
    under_way, searched, write = Event(), Event(), name_index._write_tails

    def write_slowly(*values):
        under_way.set()
        assert searched.wait(PATIENCE / 2)
        write(*values)

    def search():
        under_way.wait(PATIENCE)
        found = NameTail.objects.beginning("kept").count()
        searched.set()
        return found

    monkeypatch.setattr(name_index, "_write_tails", write_slowly)

    outcomes = at_once(partial(index_names, key=publication.pk), search)

    assert outcomes == [True, 1]
