"""Several workers find the same request at once: each administrator gets one mail."""

from functools import partial

import pytest
from django.db import IntegrityError
from django.utils import timezone

from proposals.models import ReviewNotice
from proposals.services.review_notices import tell_of_reviews
from tests.factories import make_user
from tests.proposals.services.racing import at_once
from tests.proposals.services.test_review_notices import ask, rules

pytestmark = pytest.mark.django_db(transaction=True)


def test_four_workers_tell_each_administrator_once(sent):
    anton, *_others = (make_user(is_staff=True) for _each in range(3))
    ask(rules(), anton)

    outcomes = at_once(*[partial(tell_of_reviews, now=timezone.now())] * 4)

    keys = sorted(str(each.pk) for each in ReviewNotice.objects.all())
    assert sorted(outcomes) == [0, 0, 0, 2]
    assert sorted(sent) == [("proposals.tasks.send_review_notice", key) for key in keys]


@pytest.mark.usefixtures("sent")
def test_second_letter_about_one_request_is_not_stored():
    anton, berta = (make_user(is_staff=True) for _each in range(2))
    row = ask(rules(), anton)
    tell_of_reviews(now=timezone.now())

    with pytest.raises(IntegrityError):
        ReviewNotice.objects.create(person=berta, email=berta.email, rules=row)


@pytest.mark.usefixtures("sent")
def test_letter_about_nothing_or_two_things_is_not_stored():
    berta = make_user(is_staff=True)

    with pytest.raises(IntegrityError):
        ReviewNotice.objects.create(person=berta, email=berta.email)
