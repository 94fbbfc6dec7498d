"""What is said of a type of project before there is a consortium."""

import pytest
from django.utils import timezone

from alliances.models import ProjectType
from proposals.selectors.drafts.start import newest_law
from proposals.selectors.standing.targets import target_lines, target_words
from tests.factories import make_call, publish_shipped_call

pytestmark = pytest.mark.django_db


def law_of(call, lot, code):
    kinds = ProjectType.objects.select_related("lot__call")
    found = kinds.get(lot__call=call, lot__code=lot, code=code)
    return newest_law(found).project_type(lot, code)


def test_clause_is_worded_before_there_is_anybody():
    make_call("open")
    lines = target_lines(law_of("open", "lot-2", "standard"), timezone.localdate())

    norms = {line.id: line.norm for line in lines}
    assert norms["min-programme-countries"] == (
        "Full partners come from at least 3 Programme countries."
    )
    assert len(lines) == 10


def test_each_number_says_where_it_was_read_and_whether_that_is_sure():
    publish_shipped_call("2020")
    lines = target_lines(law_of("2020", "lot-2", "standard"), timezone.localdate())

    said = {line.id: (line.figure, line.confidence) for line in lines if line.figure}
    assert said["min-programme-countries"] == ("8", "Found")
    assert said["min-full-partners"] == ("12", "Unverified")
    assert all(line.source for line in lines)
    assert {line.is_found for line in lines if line.confidence == "Found"} == {True}
    assert {line.is_found for line in lines if line.confidence != "Found"} == {False}


def test_advice_asks_for_no_number():
    publish_shipped_call("2020")
    lines = target_lines(law_of("2020", "lot-2", "standard"), timezone.localdate())

    assert {line.figure for line in lines if line.is_advice} == {""}


def test_target_of_the_trio_counts_countries_of_the_union_too():
    publish_shipped_call("2014")
    words = target_words(law_of("2014", "single", "standard"), timezone.localdate())

    assert words.startswith("3 Programme countries, 2 EU Member States")
