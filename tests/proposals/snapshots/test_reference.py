"""Reference data as kept in memory: found again without asking the database."""

import pytest
from django.db import transaction

from alliances.services.reference import publish_edition
from eligibility.core import Edition
from proposals.access import get_proposal
from proposals.snapshots import take
from proposals.snapshots.reference import (
    _kept,
    current_reference,
    reference_beside,
    reference_of,
)
from tests.factories import PROGRAMME, TABLES, make_call, make_draft, tables_where

pytestmark = pytest.mark.django_db


def test_edition_of_a_snapshot_is_found_without_a_query(django_assert_num_queries):
    snapshot = take(make_draft())

    with django_assert_num_queries(0):
        found = reference_of(snapshot.call, snapshot.edition)

    assert found.edition == snapshot.edition
    assert found.programme_countries == tuple(sorted(PROGRAMME))


def seen(draft):
    """Return a draft as a page obtains it."""
    return get_proposal(draft.alliance.coordinator, draft.alliance.public_id)


def test_a_page_reads_with_its_draft_which_edition_is_the_newest(
    django_assert_num_queries,
):
    draft, other = make_draft(), make_call("other")
    publish_edition(call=other, tables=tables_where("RS", "partner"), reason=".")
    now = current_reference(["open"])
    found = seen(draft)

    with django_assert_num_queries(0):
        assert reference_beside(found) == now


def test_a_page_reads_a_new_edition_as_soon_as_there_is_one():
    draft = make_draft()
    before = reference_beside(seen(draft))["open"]
    publish_edition(
        call=draft.alliance.call, tables=tables_where("RS", "partner"), reason="."
    )

    found = seen(draft)

    assert (before.edition.version, found.newest_data) == (1, 2)
    assert reference_beside(found) == current_reference(["open"])
    assert reference_beside(draft) == current_reference(["open"])


def test_edition_no_longer_kept_is_read_again():
    snapshot = take(make_draft())
    _kept.clear()

    found = reference_of(snapshot.call, snapshot.edition)

    assert found.edition == snapshot.edition


def test_equal_tables_of_another_call_have_their_own_number():
    other, own = make_call("other"), make_call("own")
    publish_edition(call=other, tables=tables_where("RS", "partner"), reason=".")
    publish_edition(call=other, tables=TABLES, reason=".")
    _kept.clear()
    current_reference(["other"])

    found = reference_of("own", Edition(1, own.editions.get().sha256))

    assert found.edition == Edition(1, TABLES.sha256)


def test_tables_that_came_back_have_the_number_of_each_edition():
    call = make_call()
    first = current_reference(["open"])["open"].edition
    for tables in (tables_where("RS", "partner"), TABLES):
        publish_edition(call=call, tables=tables, reason=".")
    third = current_reference(["open"])["open"].edition

    found = [reference_of("open", each).edition.version for each in (first, third)]

    assert found == [1, 3]


def test_a_key_that_a_rollback_frees_brings_no_other_edition_back():
    call = make_call()
    with transaction.atomic():
        for tables in (tables_where("RS", "partner"), TABLES):
            publish_edition(call=call, tables=tables, reason=".")
        rolled_back = current_reference(["open"])["open"].edition
        transaction.set_rollback(True)
    make_call("second")
    make_call("third")  # on SQLite under the key that was free again

    found = current_reference(["third"])["third"].edition

    assert (rolled_back.version, found.version) == (3, 1)
