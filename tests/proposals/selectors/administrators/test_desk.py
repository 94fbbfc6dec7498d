"""What waits for one administrator on the first page."""

import pytest
from django.utils import timezone

from alliances.services.reviews import ask_to_publish, refuse_to_publish
from proposals.selectors.administrators.desk import desk_of
from tests.alliances.services.test_uploads import upload
from tests.factories import make_call, make_user

pytestmark = pytest.mark.django_db


def test_what_one_took_back_oneself_does_not_wait():
    anton = make_user(is_staff=True)
    own = upload(call=make_call(), by=anton)
    ask_to_publish(row=own, reason="Perhaps.", by=anton, figures={})
    refuse_to_publish(row=own, reason="My mistake.", by=anton)

    assert desk_of(anton, now=timezone.now()).is_empty
