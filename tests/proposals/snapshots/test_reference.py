"""Reference data as kept in memory: found again without asking the database."""

import pytest

from proposals.snapshots import take
from proposals.snapshots.reference import _kept, reference_of
from tests.factories import PROGRAMME, make_draft

pytestmark = pytest.mark.django_db


def test_edition_of_a_snapshot_is_found_without_a_query(django_assert_num_queries):
    snapshot = take(make_draft())

    with django_assert_num_queries(0):
        found = reference_of(snapshot.call, snapshot.edition)

    assert found.edition == snapshot.edition
    assert found.programme_countries == tuple(sorted(PROGRAMME))


def test_edition_no_longer_kept_is_read_again():
    snapshot = take(make_draft())
    _kept.clear()

    found = reference_of(snapshot.call, snapshot.edition)

    assert found.edition == snapshot.edition
