"""What newer country data did to a verdict, said until each reader has read it."""

from dataclasses import replace

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.services.reference import publish_edition
from proposals.models import VerdictChange
from proposals.selectors.law.impact import impact_of
from proposals.selectors.law.verdict_changes import verdict_changes
from proposals.services.verdict_changes import (
    keep_verdict_changes,
    note_verdict_changes_read,
)
from tests.alliances.services.test_uploads import upload
from tests.factories import TABLES, make_call, make_user
from tests.proposals.borders import tables_with, three_countries
from tests.proposals.services.test_publications import ask, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return make_call()


def publish_without_serbia(call):
    row = upload(call=call)
    ask(row)
    return publish(row)


def reader_of(draft):
    return draft.alliance.coordinator


def sentences(draft, reader=None):
    found = verdict_changes(draft, reader or reader_of(draft))
    return [each.sentence for each in found.told] if found else []


def today():
    return f"{timezone.localtime():%-d %B %Y}"


def test_a_flip_is_told_by_clause_with_its_figures_and_the_reason(call):
    draft = three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    same = three_countries(call, "ES", "BE", "FR", acronym="SAME")

    publish_without_serbia(call)

    (sentence,) = sentences(draft)
    assert sentence == (
        f"Country data changed on {today()}: min-programme-countries 3 of 3 → 2 of 3;"
        " min-full-partners 3 of 3 → 2 of 3."
        " As planned the verdict went from “Met” to “Not met”."
    )
    found = verdict_changes(draft, reader_of(draft))
    assert found is not None
    (told,) = found.told
    assert (told.reason, told.is_worse, found.edition) == ("Serbia left.", True, 2)
    assert sentences(same) == []


def test_a_flip_as_confirmed_alone_says_so(call):
    draft = three_countries(
        call, "ES", "BE", "RS", acronym="OPEN", confirmation=Confirmation.INVITED
    )
    keep = [{"title": "Sector", "figures": ["", "listed"]}]
    row = VerdictChange.objects.create(
        proposal=draft,
        edition=call.editions.get(),
        told={
            "planned": ["met", "met"],
            "confirmed": ["unknown", "met"],
            "clauses": [],
        },
    )

    (sentence,) = sentences(draft)
    assert sentence == (
        f"Country data changed on {today()}."
        " As confirmed the verdict went from “Cannot tell yet” to “Met”."
    )
    VerdictChange.objects.filter(pk=row.pk).update(told=row.told | {"clauses": keep})
    assert sentences(draft)[0].startswith(
        f"Country data changed on {today()}: Sector – → listed. As confirmed"
    )


def test_who_has_read_it_reads_it_no_more_and_others_do(call):
    draft = three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    publish_without_serbia(call)
    maria, colleague = reader_of(draft), make_user()

    for _press in range(2):
        note_verdict_changes_read(proposal=draft, edition=2, by=maria)

    assert (len(sentences(draft)), len(sentences(draft, colleague))) == (0, 1)


def test_what_came_after_it_was_shown_stays(call):
    draft = three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    publish_without_serbia(call)

    note_verdict_changes_read(proposal=draft, edition=1, by=reader_of(draft))

    assert len(sentences(draft)) == 1


def test_keeping_twice_is_once(call):
    draft = three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    tables = tables_with(TABLES, RS="partner")
    impact = impact_of(call=call, now=timezone.now(), tables=tables)

    for _press in range(2):
        keep_verdict_changes(edition=call.editions.get(), impact=impact)

    row = VerdictChange.objects.get()
    assert (row.proposal, str(row)) == (draft, "BORDER: open v1")


@pytest.mark.parametrize("editions", [1, 4])
def test_reading_costs_one_query_and_tells_three_at_most(
    call, editions, django_assert_num_queries
):
    draft = three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    told = {"planned": ["met", "not_met"], "confirmed": ["met", "met"], "clauses": []}
    for number in range(editions):
        changed = tables_with(TABLES, RS="partner" if number % 2 else "programme")
        edition = publish_edition(
            call=call, tables=replace(changed, sectors=changed.sectors[:1]), reason="."
        )
        VerdictChange.objects.create(proposal=draft, edition=edition, told=told)

    with django_assert_num_queries(1):
        found = verdict_changes(draft, reader_of(draft))
    assert found is not None
    assert (len(found.told), found.edition) == (min(editions, 3), editions + 1)
