"""`export_person EMAIL [--to FILE]`: one JSON, never over another file."""

import json
import stat

import pytest
from django.core.management import CommandError, call_command

from proposals.models import PersonalExport
from tests.factories import make_user

pytestmark = pytest.mark.django_db

BOSS = "boss@example.org"


@pytest.fixture(autouse=True)
def boss():
    return make_user(BOSS, is_staff=True)


@pytest.fixture
def maria():
    return make_user("maria@example.org", full_name="Mária Ócsai")


def test_it_is_printed(maria, capsys):
    call_command("export_person", "Maria@example.org", by=BOSS)

    held = json.loads(capsys.readouterr().out)
    assert held["parts"]["account"][0]["full_name"] == maria.full_name


@pytest.mark.usefixtures("maria")
def test_a_file_is_read_by_its_owner_alone(tmp_path, capsys):
    file = tmp_path / "maria.json"

    call_command("export_person", "maria@example.org", to=file, by=BOSS)

    assert json.loads(file.read_text())["address"] == "maria@example.org"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Mária" not in capsys.readouterr().out


@pytest.mark.usefixtures("maria")
def test_a_file_that_stands_is_left_alone(tmp_path):
    file = tmp_path / "maria.json"
    file.write_text("something else")

    with pytest.raises(CommandError, match="can not be written"):
        call_command("export_person", "maria@example.org", to=file, by=BOSS)

    assert file.read_text() == "something else"


@pytest.mark.parametrize("email", ["", " ", "maria"])
def test_no_address_is_nobody_and_not_who_was_erased(email):
    with pytest.raises(CommandError, match="Say an e-mail address"):
        call_command("export_person", email, by=BOSS)


def test_an_address_nobody_has_is_told_as_such_and_leaves_no_file(tmp_path, capsys):
    file = tmp_path / "nobody.json"

    with pytest.raises(CommandError) as refused:
        call_command("export_person", "nobody@example.org", to=file, by=BOSS)

    assert str(refused.value) == (
        "nobody@example.org: nothing is held about this address, and no file was"
        " written. No account, invitation, mail or log names it. Expected is the"
        " address as the person uses it here, such as name@example.org: check how it is"
        " spelled, and ask for others."
    )
    assert (file.exists(), capsys.readouterr().out) == (False, "")


def test_no_address_is_repeated_with_what_is_expected():
    with pytest.raises(CommandError) as refused:
        call_command("export_person", "maria", by=BOSS)

    assert str(refused.value).endswith(
        "Say an e-mail address, such as name@example.org: “maria” is none."
    )


def test_who_had_it_done_is_kept_and_of_whom_is_not(maria, boss, capsys):
    call_command("export_person", maria.email, by=boss.email.upper())

    kept = PersonalExport.objects.get()
    assert (kept.by, kept.rows > 0) == (boss, True)
    assert maria.full_name in capsys.readouterr().out


@pytest.mark.parametrize("who", [None, "nobody@example.org", "maria@example.org"])
def test_nobody_else_has_it_done(maria, who):
    with pytest.raises(CommandError, match="administrator"):
        call_command("export_person", maria.email, by=who)

    assert PersonalExport.objects.count() == 0
