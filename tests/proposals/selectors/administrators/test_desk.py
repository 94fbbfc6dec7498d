"""What waits for one administrator on the first page."""

import pytest
from django.utils import timezone

from alliances.enums import UploadState
from alliances.models import RegisterUpload
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


def test_a_file_that_failed_hides_no_equal_one_that_was_compared():
    anton = make_user(is_staff=True)
    states = (UploadState.READY, UploadState.REFUSED, UploadState.REFUSED)
    for number, state in enumerate(states):
        RegisterUpload.objects.create(
            file_name=f"{number}.csv", sha256="a", state=state, uploaded_by=anton
        )

    desk = desk_of(anton, now=timezone.now())

    assert [each.name for each in desk.kept] == ["0.csv"]
    assert [each.name for each in desk.spoilt] == ["2.csv"]
