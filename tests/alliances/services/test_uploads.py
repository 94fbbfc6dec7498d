"""Uploaded tables: kept if they can be read, published once and with a reason."""

import threading

import pytest
from django.db import connection

from alliances.enums import ReviewState
from alliances.files.problems import FileRefused
from alliances.models import Lot, ReferenceEdition, ReferenceUpload
from alliances.selectors.reference import published_tables
from alliances.services.reference import (
    EditionMoved,
    NothingToPublish,
    UnknownLots,
    publish_edition,
)
from alliances.services.reviews import ask_to_publish, refuse_to_publish
from alliances.services.uploads import (
    discard_upload,
    keep_upload,
    publish_upload,
)
from tests.factories import TABLES, make_call, make_user

pytestmark = pytest.mark.django_db

HEAD = "code,standing,eu_member,counts_as,region\n"
SECTORS = "lot,slug,title\nlot-2,tourism,Tourism\n"


def status_without_serbia():
    rows = (
        f"{each.code},{each.standing},{'yes' if each.is_eu_member else 'no'},,\n"
        for each in TABLES.countries
        if each.code != "RS"
    )
    return (HEAD + "".join(rows)).encode()


def upload(content=None, *, table="status", call=None, lot=None, by=None):
    return keep_upload(
        table=table,
        call=call or make_call(),
        lot=lot,
        file_name="table.csv",
        content=status_without_serbia() if content is None else content,
        by=by or make_user(is_staff=True),
    )


def publish(row, *, compared_with=1, reason="Serbia left.", by=None):
    """Publish as two people do: who uploaded asks, another one publishes."""
    row.refresh_from_db()
    if row.review_state == ReviewState.KEPT:
        ask_to_publish(row=row, reason=reason, by=row.uploaded_by, figures={})
    return publish_upload(
        upload=row, compared_with=compared_with, by=by or make_user(is_staff=True)
    )


def versions(call):
    return list(call.editions.values_list("version", flat=True))


def codes(edition):
    return {each.code for each in published_tables(edition).countries}


def test_table_that_cannot_be_read_is_not_kept():
    with pytest.raises(FileRefused, match="standing"):
        upload(f"{HEAD}RS,PRG,no,,\n".encode())

    assert ReferenceUpload.objects.count() == 0


@pytest.mark.parametrize("lot", ["", "lot-1"])
def test_sectors_of_other_lots_are_not_kept(lot):
    call = make_call()
    content = b"lot,slug,title\nlot-1,x,X\nlot-8,y,Y\nlot-9,z,Z\n"
    limit = Lot.objects.get(call=call, code=lot) if lot else None

    with pytest.raises(FileRefused) as refused:
        upload(content, table="sectors", call=call, lot=limit)

    assert [(each.where, each.what) for each in refused.value.problems] == [
        ("column lot", '"lot-8"'),
        ("column lot", '"lot-9"'),
    ]
    assert not ReferenceUpload.objects.exists()


def test_heading_alone_does_not_empty_a_table():
    with pytest.raises(FileRefused, match="a heading without rows"):
        upload(HEAD.encode())


def test_long_file_name_is_cut():
    row = keep_upload(
        table="status",
        call=make_call(),
        lot=None,
        file_name=f"{'n' * 250}.csv",
        content=status_without_serbia(),
        by=make_user(is_staff=True),
    )

    assert row.file_name == "n" * 200


def test_keeping_publishes_nothing():
    row = upload()

    assert (row.edition, versions(row.call)) == (None, [1])


def test_published_table_is_the_next_edition_with_who_and_why():
    anton = make_user(is_staff=True)
    row = upload()

    edition = publish(row, by=anton)

    assert (edition.version, edition.reason, edition.published_by) == (
        2,
        "Serbia left.",
        anton,
    )
    row.refresh_from_db()
    assert row.edition == edition
    assert "RS" not in codes(edition)
    assert published_tables(edition).sectors == TABLES.sectors


def test_publishing_twice_is_publishing_once():
    row = upload()

    assert publish(row) == publish(row)
    assert ReferenceEdition.objects.count() == 2


def test_edition_published_meanwhile_is_not_undone():
    row = upload()
    without = TABLES.__class__(TABLES.countries, TABLES.sectors[:1], ())
    publish_edition(call=row.call, tables=without, reason="Meanwhile.")

    with pytest.raises(EditionMoved) as moved:
        publish(row)

    assert moved.value.present.version == 2
    assert publish(row, compared_with=2).version == 3


def test_table_that_changes_nothing_is_not_published():
    call = make_call()
    rows = "".join(f"{each.lot},{each.slug},{each.title}\n" for each in TABLES.sectors)

    row = upload(f"lot,slug,title\n{rows}".encode(), table="sectors", call=call)

    with pytest.raises(NothingToPublish):
        publish(row)
    assert ReferenceEdition.objects.count() == 1


def test_list_of_one_lot_leaves_the_others():
    call = make_call()
    lot = Lot.objects.get(call=call, code="lot-1")
    content = b"lot,slug,title\nlot-1,tourism,Tourism\n"

    edition = publish(upload(content, table="sectors", call=call, lot=lot))

    assert [each.slug for each in published_tables(edition).sectors] == [
        "tourism",
        "cultural-heritage",
        "cybersecurity",
    ]


def test_lot_the_call_has_not_is_refused_and_nothing_written():
    row = upload(SECTORS.encode(), table="sectors")
    Lot.objects.filter(call=row.call, code="lot-2").update(code="lot-9")

    with pytest.raises(UnknownLots):
        publish(row)

    row.refresh_from_db()
    assert (row.edition, ReferenceEdition.objects.count()) == (None, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_at_once_one_publishes():
    call = make_call()
    rows = [upload(call=call), upload(SECTORS.encode(), table="sectors", call=call)]
    start, outcomes = threading.Barrier(2), []

    def work(row):
        try:
            start.wait()
            outcomes.append(publish(row).version)
        except EditionMoved:
            outcomes.append("moved")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[row]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, outcomes)) == ["2", "moved"]
    assert versions(call) == [2, 1]


def test_what_was_asked_for_is_not_thrown_away():
    kept, asked = upload(), upload()
    ask_to_publish(row=asked, reason="A try.", by=asked.uploaded_by, figures={})

    assert (discard_upload(upload=kept), discard_upload(upload=asked)) == (True, False)
    assert list(ReferenceUpload.objects.all()) == [asked]


def test_waiting_are_those_nobody_decided_on_and_asked_ones_first():
    kept, asked, refused, published = (upload() for _row in range(4))
    ask_to_publish(row=asked, reason="A try.", by=asked.uploaded_by, figures={})
    ask_to_publish(row=refused, reason="A try.", by=refused.uploaded_by, figures={})
    refuse_to_publish(row=refused, reason="No source.", by=asked.uploaded_by)
    publish(published)

    assert list(ReferenceUpload.objects.waiting()) == [asked, kept]
