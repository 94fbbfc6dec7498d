"""Where a page leaves the format to Django, dates are written as Europe writes them."""

import datetime as dt

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.urls import reverse
from django.utils import formats

from tests.factories import make_user

AT = dt.datetime(2026, 11, 3, 20, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("DATE_FORMAT", "3 Nov 2026"),
        ("DATETIME_FORMAT", "3 Nov 2026, 20:05"),
        ("SHORT_DATE_FORMAT", "03/11/2026"),
        ("TIME_FORMAT", "20:05"),
    ],
)
def test_the_day_comes_before_the_month(style, words):
    assert formats.date_format(AT, style) == words


def test_fields_of_browsers_are_read_as_before():
    assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%Y-%m-%d"


@pytest.mark.django_db
def test_the_administration_of_django_writes_them_too(client):
    anton = make_user(is_staff=True, is_superuser=True)
    client.force_login(anton)
    LogEntry.objects.log_actions(anton.pk, [anton], ADDITION, single_object=True)
    LogEntry.objects.update(action_time=AT)

    page = client.get(reverse("admin:alliances_user_history", args=[anton.pk]))

    assert "3 Nov 2026, 21:05" in page.content.decode()
