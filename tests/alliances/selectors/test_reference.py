"""Published reference data as it is read."""

from dataclasses import replace

import pytest

from alliances.selectors.reference import kept_tables
from alliances.services.reference import publish_edition
from tests.factories import publish_shipped_call


@pytest.mark.django_db
def test_kept_tables_are_read_once(django_assert_num_queries):
    edition = publish_shipped_call("2020").editions.get()
    first = kept_tables(edition)

    with django_assert_num_queries(0):
        assert kept_tables(edition) is first


@pytest.mark.django_db
def test_the_next_edition_is_read_anew():
    call = publish_shipped_call("2020")
    former = kept_tables(call.editions.get())

    edition = publish_edition(
        call=call, tables=replace(former, sectors=()), reason="A test."
    )

    assert kept_tables(edition) == replace(former, sectors=())
