"""`export_person EMAIL [--to FILE]`: one JSON, never over another file."""

import json
import stat

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make_user("maria@example.org", full_name="Mária Ócsai")


def test_it_is_printed(maria, capsys):
    call_command("export_person", "Maria@example.org")

    held = json.loads(capsys.readouterr().out)
    assert held["parts"]["account"][0]["full_name"] == maria.full_name


@pytest.mark.usefixtures("maria")
def test_a_file_is_read_by_its_owner_alone(tmp_path, capsys):
    file = tmp_path / "maria.json"

    call_command("export_person", "maria@example.org", to=file)

    assert json.loads(file.read_text())["address"] == "maria@example.org"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Mária" not in capsys.readouterr().out


def test_a_file_that_stands_is_left_alone(tmp_path):
    file = tmp_path / "maria.json"
    file.write_text("something else")

    with pytest.raises(CommandError, match="can not be written"):
        call_command("export_person", "maria@example.org", to=file)

    assert file.read_text() == "something else"


@pytest.mark.parametrize("email", ["", " ", "maria"])
def test_no_address_is_nobody_and_not_who_was_erased(email):
    with pytest.raises(CommandError, match="Say an e-mail address"):
        call_command("export_person", email)
