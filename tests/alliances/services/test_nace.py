"""The classification is published in editions, all of it or nothing."""

from functools import partial

import pytest

from alliances.files.nace import NaceRow, shipped_nace
from alliances.models import NaceCode, NaceEdition
from alliances.selectors.nace import current_nace, nace_words, rows_of
from alliances.services.nace import NaceMoved, publish_nace
from tests.proposals.services.racing import at_once

SECTION = NaceRow("J", "", 1, "Information and communication")
DIVISION = NaceRow("62", "J", 2, "Programming")
OTHER = NaceRow("62", "J", 2, "Consultancy")


def publish(*rows, compared_with=0):
    return publish_nace(rows=rows, reason="A test.", compared_with=compared_with)


@pytest.mark.django_db
def test_an_edition_holds_the_codes_in_their_order():
    edition = publish(SECTION, DIVISION)

    assert (str(edition), edition.reason) == ("NACE v1", "A test.")
    assert rows_of(edition) == (SECTION, DIVISION)
    assert str(NaceCode.objects.get(code="62")) == "62 Programming"


@pytest.mark.django_db
def test_the_same_codes_twice_are_one_edition():
    first = publish(SECTION, DIVISION)

    assert publish(SECTION, DIVISION, compared_with=1) == first


@pytest.mark.django_db
def test_who_compared_with_an_older_edition_is_told():
    publish(SECTION, DIVISION)

    with pytest.raises(NaceMoved):
        publish(SECTION, OTHER)

    assert list(NaceEdition.objects.values_list("version", flat=True)) == [1]


@pytest.mark.django_db
def test_a_corrected_title_is_read_at_once(django_assert_num_queries):
    assert nace_words("J62") == (
        "62 Computer programming, consultancy and related activities"
    )
    publish(SECTION, DIVISION)
    publish(SECTION, OTHER, compared_with=1)

    assert nace_words("J62") == "62 Consultancy"
    with django_assert_num_queries(1):
        assert list(current_nace()) == ["J", "62"]


@pytest.mark.django_db
def test_a_code_the_edition_leaves_out_keeps_its_shipped_title():
    publish(SECTION)

    assert nace_words("62.01") == "62.01 Computer programming activities"


@pytest.mark.django_db
def test_words_of_ones_own_cost_no_question(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert nace_words("rail") == "rail"


@pytest.mark.django_db
def test_before_the_first_edition_the_shipped_codes_count():
    assert current_nace() is shipped_nace()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_published_whole():
    outcomes = at_once(*[partial(publish, SECTION, each) for each in (DIVISION, OTHER)])

    assert {type(each) for each in outcomes} == {NaceEdition, NaceMoved}
    assert NaceCode.objects.count() == 2
