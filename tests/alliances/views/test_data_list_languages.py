"""Lists of reference data in the language of the reader."""

import pytest

from tests.alliances.views.test_data_lists import address, call, door

__all__ = ["call", "door"]
pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("call")
def test_countries_are_named_and_sorted_as_the_reader_does(door):
    german = {"headers": {"Accept-Language": "de"}}

    page = door.get(address("status"), **german).context["page"]
    found = door.get(address("status"), {"words": "griech"}, **german).context["page"]

    names = [row[0].text for row in page.listing.rows]
    assert names == ["Belgien", "Georgien", "Griechenland", "Serbien"]
    assert [row[0].text for row in found.listing.rows] == ["Griechenland"]
