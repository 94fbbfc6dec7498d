"""`load_reference` takes tables as people save them, and says all that is wrong."""

import pytest
from django.core.management import CommandError, call_command

from alliances.files.table_templates import write_workbook
from tests.factories import make_call

pytestmark = pytest.mark.django_db

HEADING = "code,standing,eu_member,counts_as,region\n"
SECTORS = (
    ("lot", "slug", "title"),
    ("lot-2", "cultural-heritage", "Cultural heritage"),
    ("lot-2", "cybersecurity", "Cybersecurity"),
)


def load(table, path, *options):
    make_call()
    call_command("load_reference", table, path, "--call", "open", *options)


def test_a_terminal_gets_some_problems_and_a_file_gets_all(tmp_path):
    file = tmp_path / "problems.csv"
    path = tmp_path / "status.csv"
    path.write_text(HEADING + "ZZ,partner,no,,\n" * 60, encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        load("status", path, "--problems", str(file))

    lines = str(refused.value).splitlines()
    assert lines[-1] == "and 10 more problems"
    written = file.read_text(encoding="utf-8-sig").splitlines()
    assert written[0] == "where,what,expected"
    assert len(written) == 61


def test_a_guessed_encoding_is_stated(tmp_path, capsys):
    path = tmp_path / "sectors.csv"
    path.write_bytes("lot,slug,title\nlot-2,energie,Énergie\n".encode("cp1252"))

    load("sectors", path)

    captured = capsys.readouterr()
    assert "It was read as Windows-1252" in captured.err
    assert "Énergie" in captured.out


def test_a_workbook_is_loaded_as_its_csv_is(tmp_path, capsys):
    path = tmp_path / "sectors.xlsx"
    path.write_bytes(write_workbook("sectors", SECTORS))

    load("sectors", path)

    assert "Nothing to change." in capsys.readouterr().out
