"""What waits for an administrator: of equal uploads one alone."""

import pytest
from django.utils import timezone

from alliances.enums import SharedTable, UploadState
from alliances.models import RegisterUpload
from alliances.services.reviews import ask_to_publish
from eligibility.models import RulebookUpload
from proposals.selectors.administrators.desk import desk_of
from tests.alliances.services.test_uploads import publish, upload
from tests.factories import make_call, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def anton():
    return make_user("anton@example.org", is_staff=True)


@pytest.fixture
def berta():
    return make_user("berta@example.org", is_staff=True)


def kept(reader):
    return [each.public_id for each in desk_of(reader, now=timezone.now()).kept]


def test_of_equal_tables_the_last_waits(anton):
    call = make_call()
    upload(call=call, by=anton)
    last = upload(call=call, by=anton)

    assert kept(anton) == [last.public_id]


def test_equal_tables_of_two_lots_both_wait(anton):
    call = make_call()
    lots = [None, *call.lots.order_by("pk")[:1]]
    both = [upload(call=call, lot=each, by=anton).public_id for each in lots]

    assert sorted(kept(anton)) == sorted(both)


def test_what_another_person_keeps_takes_nothing_off_the_desk(anton, berta):
    call = make_call()
    own = upload(call=call, by=anton)
    upload(call=call, by=berta)

    assert kept(anton) == [own.public_id]


def test_what_is_asked_for_waits_there_alone(anton, berta):
    call = make_call()
    asked = upload(call=call, by=berta)
    upload(call=call, by=anton)
    ask_to_publish(row=asked, reason="Serbia left.", by=berta, figures={})

    desk = desk_of(anton, now=timezone.now())

    assert [each.public_id for each in desk.to_review] == [asked.public_id]
    assert desk.kept == ()


def test_what_is_published_meanwhile_waits_no_more(anton):
    call = make_call()
    first = upload(call=call, by=anton)
    upload(call=call, by=anton)

    publish(first)

    assert kept(anton) == []


def test_what_was_published_before_may_be_meant_to_come_back(anton):
    call = make_call()
    publish(upload(call=call, by=anton))

    again = upload(call=call, by=anton)

    assert kept(anton) == [again.public_id]


def test_equal_shared_tables_are_one(anton):
    call = make_call()
    rows = [upload(call=call, by=anton) for _each in range(2)]
    shared = {"table": SharedTable.NACE, "call": None}
    type(rows[0]).objects.update(**shared)

    assert kept(anton) == [rows[1].public_id]


def test_equal_texts_of_rules_are_one(anton):
    rows = [
        RulebookUpload.objects.create(
            call_code="2020", file_name="r.toml", text=text, uploaded_by=anton
        )
        for text in ("a = 1", "a = 1", "a = 2")
    ]

    assert sorted(kept(anton)) == sorted(each.public_id for each in rows[1:])


def test_equal_files_of_the_register_are_one(anton):
    rows = [
        RegisterUpload.objects.create(
            file_name="r.csv",
            sha256=digest,
            state=UploadState.REFUSED,
            problems=1,
            uploaded_by=anton,
        )
        for digest in ("a", "a", "b")
    ]

    spoilt = desk_of(anton, now=timezone.now()).spoilt

    assert sorted(each.public_id for each in spoilt) == sorted(
        each.public_id for each in rows[1:]
    )
