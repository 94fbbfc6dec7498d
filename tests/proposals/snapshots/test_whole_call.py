"""All open drafts of a call in one stream, each under several editions."""

import dataclasses

import pytest
from django.utils import timezone

from alliances.selectors.reference import published_tables
from alliances.services.reference import publish_edition
from eligibility.core import Place, Standing
from proposals.models import Proposal
from proposals.snapshots import (
    counted_drafts,
    open_drafts,
    reference,
    take,
    take_each,
    with_partners_in,
)
from proposals.snapshots.reference import current_reference, reference_from
from tests.factories import (
    PROGRAMME,
    TABLES,
    add,
    make_call,
    make_draft,
    make_eligible_draft,
    submit,
)

pytestmark = pytest.mark.django_db


def without_serbia():
    """Return the tables with Serbia a Partner country."""
    rows = tuple(
        dataclasses.replace(each, standing="partner") if each.code == "RS" else each
        for each in TABLES.countries
    )
    return dataclasses.replace(TABLES, countries=rows)


def test_each_draft_comes_as_it_is_taken_alone():
    call = make_call()
    drafts = [make_draft(call), make_eligible_draft(call), make_draft(call)]
    add(drafts[2], "Last", "RS")
    present = current_reference([call.code])[call.code]

    taken = list(take_each(open_drafts(call), call, [present]))

    assert [(each.draft.key, each.snapshots) for each in taken] == [
        (each.pk, [take(each)]) for each in drafts
    ]


def test_each_edition_resolves_the_countries_its_own_way():
    call = make_call()
    add(make_draft(call), "Belgrade", "RS")
    present = current_reference([call.code])[call.code]
    other = reference_from(without_serbia(), version=2)

    ((_, (before, after), _),) = take_each(open_drafts(call), call, [present, other])

    places = [before.participants[0].place, after.participants[0].place]
    assert places == [
        Place("RS", "RS", Standing.PROGRAMME),
        Place("RS", "RS", Standing.PARTNER),
    ]
    assert after.edition == dataclasses.replace(
        before.edition, version=2, sha256=without_serbia().sha256
    )


def test_a_draft_sees_the_application_of_its_applicant_elsewhere():
    call = make_call()
    submit(make_eligible_draft(call))
    open_one = make_eligible_draft(call)
    present = current_reference([call.code])[call.code]

    ((draft, (snapshot,), _),) = take_each(open_drafts(call), call, [present])

    assert (draft.key, snapshot.applications_elsewhere) == (open_one.pk, 1)


def test_a_draft_is_not_its_own_rival():
    call = make_call()
    submitted = make_eligible_draft(call)
    submit(submitted)
    present = current_reference([call.code])[call.code]

    ((_, (snapshot,), _),) = take_each(
        Proposal.objects.filter(pk=submitted.pk), call, [present]
    )

    assert snapshot.applications_elsewhere == 0


def test_open_are_those_neither_archived_nor_submitted():
    call = make_call()
    plain, archived, submitted, withdrawn = [
        make_eligible_draft(call, applicant=f"University {number}")
        for number in range(4)
    ]
    archived.alliance.archived_at = timezone.now()
    archived.alliance.save()
    submit(submitted)
    given_back = submit(withdrawn)
    given_back.withdrawn_at = timezone.now()
    given_back.save()
    make_draft(make_call("other"))

    assert set(open_drafts(call)) == {plain, withdrawn}
    assert counted_drafts(call) == (2, frozenset([submitted.pk]))


def test_partners_in_a_country_are_the_current_ones():
    call = make_call()
    here, gone, elsewhere = (make_draft(call) for _ in range(3))
    add(here, "Belgrade", "RS")
    add(gone, "Belgrade", "RS", removed_at=timezone.now())
    add(elsewhere, "Ghent", "BE")

    assert list(with_partners_in(Proposal.objects.all(), {"RS"})) == [here]


@pytest.mark.parametrize("drafts", [1, 3])
def test_many_drafts_cost_as_many_queries_as_one(drafts, django_assert_num_queries):
    call = make_call()
    for _number in range(drafts):
        make_eligible_draft(call)
    present = current_reference([call.code])[call.code]

    with django_assert_num_queries(3):
        taken = list(take_each(open_drafts(call), call, [present]))

    assert len(taken) == drafts


def test_tables_read_as_the_edition_they_become():
    call = make_call()
    edition = publish_edition(call=call, tables=without_serbia(), reason="A test.")
    reference._kept.clear()

    present = current_reference([call.code])[call.code]
    become = reference_from(published_tables(edition), version=2)

    assert become.edition == present.edition
    assert become.places == present.places
    assert become.sectors == present.sectors


def test_moved_are_the_countries_that_come_change_or_go():
    before = reference_from(TABLES, version=1)
    rows = tuple(each for each in without_serbia().countries if each.code != "BE")
    after = reference_from(dataclasses.replace(TABLES, countries=rows), version=2)

    assert "RS" in PROGRAMME
    assert after.moved_from(before) == {"BE", "RS"}
    assert before.moved_from(after) == {"BE", "RS"}
    assert before.moved_from(before) == frozenset()


def likenesses(call):
    present = current_reference([call.code])[call.code]
    taken = take_each(open_drafts(call), call, [present])
    return [each.likeness for each in taken]


def test_drafts_are_alike_whatever_their_organisations_are_called():
    call = make_call()
    first, second, third = (make_draft(call) for _ in range(3))
    for draft, names in ((first, "AB"), (second, "DC"), (third, "EF")):
        answer = "invited" if draft == third else "confirmed"
        add(draft, names[0], "RS", "sme", pic=names[0], confirmation=answer)
        add(draft, names[1], "BE")

    one, other, waiting = likenesses(call)

    assert one is not None
    assert (other == one, waiting == one) == (True, False)


def test_a_draft_is_like_no_other_where_rows_may_be_one_organisation():
    call = make_call()
    draft = make_draft(call)
    add(draft, "Ghent", "BE")
    add(draft, "ghent ", "BE")

    assert likenesses(call) == [None]
