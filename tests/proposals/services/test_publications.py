"""Publishing reference data by two people who know what it does to open drafts."""

from functools import partial

import pytest
from django.utils import timezone

from alliances.models import ReferenceEdition
from alliances.services.reference import EditionMoved, publish_edition
from alliances.services.reviews import NotAskedFor, OwnRequest
from proposals.selectors.law.publishing import impact_of_upload
from proposals.services.publications import (
    ImpactMoved,
    ask_to_publish_upload,
    publish_upload,
)
from proposals.snapshots import take
from tests.alliances.services.test_uploads import SECTORS, upload
from tests.factories import TABLES, make_call, make_user, submit
from tests.proposals.borders import three_countries
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db


def seen(row):
    found = impact_of_upload(row, now=timezone.now())
    assert found is not None
    return found.digest


def act(service, row, **values):
    given = {
        "compared_with": 1,
        "now": timezone.now(),
        **values,
    }
    if "impact_seen" not in given:
        given["impact_seen"] = seen(row)
    return service(upload=row, **given)


def ask(row, **values):
    given = {"by": row.uploaded_by, "reason": "Serbia left.", **values}
    return act(ask_to_publish_upload, row, **given)


def publish(row, **values):
    return act(publish_upload, row, **{"by": make_user(is_staff=True), **values})


def drafts(call):
    three_countries(call, "ES", "BE", "RS", acronym="BORDER")
    three_countries(call, "ES", "BE", "FR", acronym="ELSEWHERE")


def test_both_people_are_kept_with_what_they_saw():
    call = make_call()
    drafts(call)
    row = upload(call=call)
    berta = make_user(is_staff=True)

    ask(row)
    edition = publish(row, by=berta)

    row.refresh_from_db()
    counts = {
        "drafts": 2,
        "become_met": 0,
        "become_not_met": 1,
        "become_unknown": 0,
        "confirmed_only": 0,
        "unchanged": 1,
        "submitted": 0,
        "submitted_flips": 0,
    }
    assert {name: row.asked_figures[name] for name in counts} == counts
    assert row.decided_figures == row.asked_figures
    assert (edition.version, edition.reason, edition.published_by) == (
        2,
        "Serbia left.",
        berta,
    )
    assert (row.asked_by, row.decided_by, row.edition) == (
        row.uploaded_by,
        berta,
        edition,
    )


def test_who_asked_does_not_publish_and_nothing_is_written():
    row = upload()
    ask(row)

    with pytest.raises(OwnRequest):
        publish(row, by=row.uploaded_by)
    assert ReferenceEdition.objects.count() == 1


def test_nobody_publishes_what_was_not_asked_for():
    with pytest.raises(NotAskedFor):
        publish(upload())


def test_an_office_of_one_publishes_with_a_reason(settings):
    settings.FOUR_EYES = False
    row = upload()

    edition = publish(row, by=row.uploaded_by, reason="Alone.")

    assert (edition.version, edition.reason) == (2, "Alone.")


@pytest.mark.parametrize("service", [ask, publish])
def test_other_flips_than_were_seen_are_shown_first(service):
    call = make_call()
    row = upload(call=call)
    before = seen(row)
    if service is publish:
        ask(row)
    drafts(call)

    with pytest.raises(ImpactMoved):
        service(row, impact_seen=before)
    assert ReferenceEdition.objects.count() == 1


@pytest.mark.parametrize("service", [ask, publish])
def test_an_edition_published_meanwhile_is_shown_first(service):
    row = upload()
    if service is publish:
        ask(row)
    without = TABLES.__class__(TABLES.countries, TABLES.sectors[:1], ())
    publish_edition(call=row.call, tables=without, reason="Meanwhile.")

    with pytest.raises(EditionMoved):
        service(row)


def test_pressing_twice_is_publishing_once():
    row = upload()
    ask(row)
    digest = seen(row)

    first, second = (publish(row, impact_seen=digest) for _press in range(2))

    assert first == second
    assert ReferenceEdition.objects.count() == 2


def test_submitted_proposals_never_change():
    call = make_call()
    draft = three_countries(call, "ES", "BE", "RS", acronym="SENT")
    submission = submit(draft)
    content = submission.snapshot, submission.sha256
    row = upload(call=call)
    ask(row)

    publish(row)

    submission.refresh_from_db()
    row.refresh_from_db()
    assert (submission.snapshot, submission.sha256) == content
    assert row.decided_figures["submitted"] == 1
    assert take(draft).edition.version == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_at_once_one_publishes_and_the_other_looks_again():
    call = make_call()
    rows = [upload(call=call), upload(SECTORS.encode(), table="sectors", call=call)]
    acts = []
    for row in rows:
        ask(row)
        acts.append(
            partial(publish, row, impact_seen=seen(row), by=make_user(is_staff=True))
        )

    outcomes = at_once(*acts)

    assert {type(each) for each in outcomes} == {ReferenceEdition, EditionMoved}
    assert ReferenceEdition.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_publish_one_table_make_one_edition():
    row = upload()
    ask(row)
    acts = [
        partial(publish, row, impact_seen=seen(row), by=make_user(is_staff=True))
        for _person in range(2)
    ]

    outcomes = at_once(*acts)

    assert [each.version for each in outcomes] == [2, 2]
    assert ReferenceEdition.objects.count() == 2
