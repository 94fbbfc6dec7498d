"""Publishing countries and NACE by two people who know which drafts name them."""

from functools import partial

import pytest

from alliances.files.problems import FileRefused
from alliances.files.shared_edits import parse_country_list, shared_file
from alliances.models import CountryEdition, NaceEdition
from alliances.services.countries import CountriesMoved, publish_countries
from alliances.services.nace import NaceMoved
from alliances.services.reviews import NotAskedFor, OwnRequest
from proposals.models import VerdictNotice
from proposals.selectors.law.publishing import shared_impact_of_upload
from proposals.services.publications import ImpactMoved
from proposals.services.shared_publications import (
    ask_to_publish_shared,
    publish_shared,
)
from proposals.snapshots import take
from tests.alliances.services.test_shared_uploads import (
    RETITLED,
    present,
    renamed,
    shared_upload,
    without,
)
from tests.factories import make_call, make_user
from tests.proposals.borders import three_countries
from tests.proposals.services.racing import at_once

__all__ = ["present"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("present")]


def seen(row):
    found = shared_impact_of_upload(row)
    assert found is not None
    return found.digest


def act(service, row, **values):
    given = {"compared_with": 1, **values}
    if "impact_seen" not in given:
        given["impact_seen"] = seen(row)
    return service(upload=row, **given)


def ask(row, **values):
    given = {"by": row.uploaded_by, "reason": "Its name.", **values}
    return act(ask_to_publish_shared, row, **given)


def publish(row, **values):
    return act(publish_shared, row, **{"by": make_user(is_staff=True), **values})


def test_both_people_are_kept_with_what_they_saw():
    three_countries(make_call(), "ES", "BE", "RS", acronym="BORDER")
    row = shared_upload(without("RS"))
    berta = make_user(is_staff=True)

    ask(row)
    edition = publish(row, by=berta)

    row.refresh_from_db()
    assert row.asked_figures["naming"] == 1
    assert row.decided_figures == row.asked_figures
    assert (row.asked_by, row.decided_by, row.shared_edition) == (
        row.uploaded_by,
        berta,
        edition,
    )
    assert edition.reason == "Its name."


def test_no_verdict_moves_and_nobody_is_written_to():
    draft = three_countries(make_call(), "ES", "BE", "RS", acronym="BORDER")
    before = take(draft)
    row = shared_upload(without("RS"))
    ask(row)

    publish(row)

    assert take(draft) == before
    assert VerdictNotice.objects.count() == 0


def test_who_asked_does_not_publish():
    row = shared_upload()
    ask(row)

    with pytest.raises(OwnRequest):
        publish(row, by=row.uploaded_by)


def test_nobody_publishes_what_was_not_asked_for():
    with pytest.raises(NotAskedFor):
        publish(shared_upload())


def test_an_office_of_one_publishes_with_a_reason(settings):
    settings.FOUR_EYES = False
    row = shared_upload(shared_file("nace", RETITLED), table="nace")

    edition = publish(row, by=row.uploaded_by, reason="Alone.")

    assert (edition.version, edition.reason) == (2, "Alone.")


@pytest.mark.parametrize("service", [ask, publish])
def test_a_code_that_is_used_by_now_is_shown_first(service):
    row = shared_upload(without("RS"))
    before = seen(row)
    if service is publish:
        ask(row)
    three_countries(make_call(), "ES", "BE", "RS", acronym="BORDER")

    with pytest.raises(ImpactMoved):
        service(row, impact_seen=before)
    assert CountryEdition.objects.count() == 1


@pytest.mark.parametrize("service", [ask, publish])
@pytest.mark.parametrize(
    ("table", "moved"), [("countries", CountriesMoved), ("nace", NaceMoved)]
)
def test_another_edition_than_was_seen_is_shown_first(service, table, moved):
    content = renamed() if table == "countries" else shared_file("nace", RETITLED)
    row = shared_upload(content, table=table)
    if service is publish:
        ask(row)

    with pytest.raises(moved):
        service(row, compared_with=7)


def test_a_code_taken_meanwhile_is_told():
    row = shared_upload(without("RS") + b"XX,XX,Nowhere\n")
    ask(row)
    rows = [row for row in parse_country_list(without("RS")) if row.code != "GE"]
    taken = type(rows[0])("ZZ", "XX", "Elsewhere")
    publish_countries(rows=[*rows, taken], reason="Now.", compared_with=1)

    with pytest.raises(FileRefused, match="eu_code of XX"):
        publish(row, compared_with=2, impact_seen="")


def test_pressing_twice_is_publishing_once():
    row = shared_upload()
    ask(row)
    digest = seen(row)

    first, second = (publish(row, impact_seen=digest) for _press in range(2))

    assert first == second
    assert CountryEdition.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_at_once_one_publishes_and_the_other_looks_again():
    rows = [shared_upload(), shared_upload(without("RS"))]
    acts = []
    for row in rows:
        ask(row)
        acts.append(
            partial(publish, row, impact_seen=seen(row), by=make_user(is_staff=True))
        )

    outcomes = at_once(*acts)

    assert {type(each) for each in outcomes} == {CountryEdition, CountriesMoved}
    assert CountryEdition.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_publish_one_table_make_one_edition():
    row = shared_upload(shared_file("nace", RETITLED), table="nace")
    ask(row)
    acts = [
        partial(publish, row, impact_seen=seen(row), by=make_user(is_staff=True))
        for _person in range(2)
    ]

    outcomes = at_once(*acts)

    assert [each.version for each in outcomes] == [2, 2]
    assert NaceEdition.objects.count() == 2
