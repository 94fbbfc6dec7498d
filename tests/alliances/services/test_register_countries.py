"""The database itself keeps entries of the register to countries there are.

On PostgreSQL that is a trigger for each statement, which must hold what a foreign key
holds, against people who write at once too.
"""

import time
from functools import partial
from threading import Event

import pytest
from django.db import IntegrityError, connection, transaction

from alliances.models import Country, Organisation
from tests.alliances.register_files import countries
from tests.proposals.services.racing import PATIENCE, at_once


def write(country="BE"):
    with transaction.atomic():
        row = Organisation.objects.create(name="Gent", country_id=country)
        connection.check_constraints()
    return row


def delete_country(code="BE"):
    """Delete past the ORM, which would refuse by itself."""
    with transaction.atomic():
        Country.objects.filter(pk=code)._raw_delete(using="default")
        connection.check_constraints()


@pytest.fixture(autouse=True)
def _countries(db):  # noqa: ARG001  # pytest's way to ask for the database
    countries()


def move(row, country):
    with transaction.atomic():
        Organisation.objects.filter(pk=row.pk).update(country=country)
        connection.check_constraints()


def test_entry_cannot_have_a_country_there_is_not():
    with pytest.raises(IntegrityError):
        write("QQ")

    assert not Organisation.objects.exists()


def test_entry_cannot_move_to_a_country_there_is_not():
    row = write()

    with pytest.raises(IntegrityError):
        move(row, "QQ")

    row.refresh_from_db()
    assert row.country_id == "BE"


def test_country_that_entries_have_cannot_go():
    write()

    with pytest.raises(IntegrityError):
        delete_country()

    assert Country.objects.filter(pk="BE").exists()


def test_country_that_no_entry_has_can_go():
    write()

    delete_country("FR")

    assert not Country.objects.filter(pk="FR").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_entry_first", [True, False])
def test_entry_and_the_end_of_its_country_at_once_leave_one(is_entry_first):
    done = Event()

    def first(act):
        with transaction.atomic():
            act()
            done.set()
            time.sleep(0.5)

    def second(act):
        done.wait(PATIENCE)
        act()

    acts = [write, delete_country] if is_entry_first else [delete_country, write]

    _first, refused = at_once(partial(first, acts[0]), partial(second, acts[1]))

    assert isinstance(refused, IntegrityError)
    has_country = Country.objects.filter(pk="BE").exists()
    assert (Organisation.objects.exists(), has_country) == (is_entry_first,) * 2
