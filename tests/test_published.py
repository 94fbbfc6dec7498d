"""What tests begin with is the same however it came into the database."""

import pytest
from django.core import serializers
from django.db import transaction

from tests.factories import make_call, publish_shipped_call
from tests.stack import published

pytestmark = pytest.mark.django_db


def everything():
    """Return every row of the tables a call is published to, but for the moments."""
    rows = [
        row
        for model in published.MODELS
        for row in serializers.serialize("python", model.objects.order_by("pk"))
    ]
    for row in rows:
        row["fields"].pop("published_at", None)
    return rows


def undone(act):
    """Do something, return it with what there was afterwards, and roll it back."""
    with transaction.atomic():
        found = act(), everything()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(
    ("make", "code"), [(make_call, "open"), (publish_shipped_call, "2020")]
)
def test_a_call_written_again_is_the_one_published(make, code):
    published._kept.clear()

    first, published_rows = undone(lambda: make(code))
    again, written_rows = undone(lambda: make(code))

    assert len(published._kept) == 1
    assert again == first
    assert again is not first
    assert written_rows == published_rows


def test_a_second_call_is_published_beside_the_first():
    calls = [make_call(), make_call("other"), make_call("other")]

    assert [each.code for each in calls] == ["open", "other", "other"]
    assert [each.editions.count() for each in calls] == [1, 1, 1]
