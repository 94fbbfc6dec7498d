"""`read_bounces` says what it found, and where there is nothing to read."""

import io

import pytest
from django.core.management import CommandError, call_command

from proposals.tasks import read_bounces

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(tmp_path):
    for name in ("new", "cur"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1").write_bytes(b"nothing")
    return tmp_path


def test_command_says_how_many_files_it_read(box):
    said = io.StringIO()

    call_command("read_bounces", str(box), stdout=said)

    assert said.getvalue() == (
        "1 read: 0 came back, 0 delayed, 1 with nothing new about a letter\n"
    )


def test_command_refuses_a_folder_that_is_no_maildir(tmp_path):
    with pytest.raises(CommandError, match="is no Maildir"):
        call_command("read_bounces", str(tmp_path))


def test_task_reads_the_configured_maildir(box, settings):
    settings.BOUNCE_MAILDIR = str(box)

    read_bounces()

    assert (box / "cur" / "1:2,S").exists()
