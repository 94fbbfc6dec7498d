"""Files that are sent to pages which take none, and to one that takes them."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse

pytestmark = pytest.mark.django_db
LARGE = b"x" * (1024 * 1024 + 1)
"""Waits on disk where it is taken."""


@pytest.fixture(autouse=True)
def empty_counters():
    cache.clear()


@pytest.fixture
def on_disk(monkeypatch):
    """Collect the names of files that wait on disk."""
    names = []
    begin = TemporaryUploadedFile.__init__

    def noted(self, name, *given):
        names.append(name)
        begin(self, name, *given)

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", noted)
    return names


def send(client, page, **more):
    file = SimpleUploadedFile("large.bin", LARGE)
    return client.post(reverse(page), {"file": file, **more})


@pytest.mark.parametrize("page", ["account_login", "account_reset_password", "verify"])
def test_file_for_a_page_that_takes_none_is_thrown_away_as_it_arrives(
    client, on_disk, page
):
    answer = send(client, page, email="maria@example.org")

    assert on_disk == []
    assert dict(answer.wsgi_request.FILES) == {}
    assert answer.wsgi_request.POST["email"] == "maria@example.org"


def test_file_for_a_page_that_takes_one_is_kept_until_it_is_read(client, on_disk):
    answer = send(client, "rules-receipt", text="a")

    assert on_disk == ["large.bin"]
    assert list(answer.wsgi_request.FILES) == ["file"]
