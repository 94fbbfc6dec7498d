"""`load_register`: the difference on the terminal, written only when told to."""

import csv

import pytest
from django.core.management import CommandError, call_command

from alliances.management.commands import load_register
from alliances.models import (
    NameTail,
    Organisation,
    RegisterPublication,
    RegisterUpload,
    StagedOrganisation,
)
from alliances.selectors.register_diff import register_counts
from alliances.services import register_names
from alliances.services.register import note_names
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    PATRAS,
    entry,
    kept,
    register,
    register_csv,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path, capsys):
    path = tmp_path / "register.csv"

    def run(content, *options):
        path.write_bytes(content)
        call_command("load_register", str(path), *options)
        return capsys.readouterr().out

    return run


def test_difference_is_shown_and_nothing_written(load):
    entry(name="Old")
    entry("999000009", "Missing")

    said = load(register_csv(GHENT, PATRAS))

    assert said == (
        "1 added, 1 changed, 0 unchanged, 1 not in the file, kept.\n"
        "0 partnerships are linked to changed entries; none changes.\n"
        "+ 999000002 University of Patras, GR, higher_education|adult_education\n"
        "~ 999000001 Old, BE -> Hogeschool Gent, BE, higher_education\n"
        "Nothing written: add --publish --reason TEXT to write.\n"
    )
    assert len(register()) == 2
    assert not RegisterUpload.objects.exists()
    assert not StagedOrganisation.objects.exists()


def test_told_to_publish_it_writes_with_the_reason(load):
    entry("999000009", "Missing")

    said = load(register_csv(GHENT), "--whole", "--publish", "--reason", "May.")

    assert said.splitlines()[-2:] == [
        "- 999000009 Missing, BE -> Missing, BE (ended)",
        "Published as revision 2 of the register.",
    ]
    upload = RegisterUpload.objects.get()
    assert upload.publication.reason == "May."
    assert Organisation.objects.get(pic="999000009").ended_on is not None


def test_same_file_again_is_answered_at_once(load):
    entry("999000009", "Missing")
    load(register_csv(GHENT), "--publish", "--reason", "May.")

    said = load(register_csv(GHENT))

    assert said == "This file is the register, as revision 2.\n"


def test_other_file_that_says_the_same_changes_nothing(load):
    entry("999000009", "Missing")
    load(register_csv(GHENT, LODZ), "--publish", "--reason", "May.")

    said = load(register_csv(LODZ, GHENT), "--publish", "--reason", "Again.")

    assert said.splitlines()[-1] == "Nothing to change."


def test_problems_are_listed(load, monkeypatch):
    monkeypatch.setattr("alliances.files.register_problems.MOST_LISTED", 1)
    entry()

    with pytest.raises(CommandError) as refused:
        load(register_csv("1,A,BE,", "2,B,BE,"))

    assert str(refused.value) == (
        'register.csv:\nrow 2, pic: "1"; expected exactly nine digits\nand 1 more'
    )


def test_file_that_is_no_table_is_refused(load):
    with pytest.raises(CommandError, match="a PDF"):
        load(b"%PDF-1.7")


def test_publishing_needs_a_reason(load):
    with pytest.raises(CommandError, match="needs --reason"):
        load(register_csv(GHENT), "--publish")


def test_file_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_register", "/nowhere/register.csv")


def test_file_that_a_worker_reads_is_left_to_it(load):
    kept(register_csv(GHENT))
    RegisterUpload.objects.update(state="reading")

    with pytest.raises(CommandError, match="reading this file already"):
        load(register_csv(GHENT))


def test_register_that_moved_meanwhile_is_compared_again(load, monkeypatch):
    row = entry("999000009", "Missing")

    def somebody_writes(upload):
        counts = register_counts(upload)
        note_names(organisations=[row])
        return counts

    monkeypatch.setattr(f"{load_register.__name__}.register_counts", somebody_writes)

    with pytest.raises(CommandError, match="Somebody changed the register"):
        load(register_csv(GHENT), "--publish", "--reason", "May.")


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"%PDF-1.7", [["the file", "", "a PDF"]]),
        (
            register_csv("1,A,BE,", "2,B,BE,"),
            [["2", "pic", '"1"'], ["3", "pic", '"2"']],
        ),
    ],
)
def test_every_problem_of_a_refused_file_is_written(load, tmp_path, content, problems):
    entry()
    listed = tmp_path / "problems.csv"

    with pytest.raises(CommandError) as refused:
        load(content, "--problems", str(listed))

    assert refused.value.returncode == 1
    heading, *rows = csv.reader(listed.read_text(encoding="utf-8-sig").splitlines())
    assert heading == ["row", "column", "found", "expected"]
    assert [row[:3] for row in rows] == problems


def test_guessed_encoding_is_said(tmp_path, capsys):
    entry("999000009", "Missing")
    path = tmp_path / "register.csv"
    path.write_bytes(register_csv(LODZ, encoding="cp1250"))

    call_command("load_register", str(path))

    said = capsys.readouterr()
    assert "+ 999000003 Uniwersytet Łódzki, PL" in said.out.splitlines()
    assert "It was read as Windows-1250" in said.err


def test_names_are_searchable_at_the_end_without_a_worker(load, monkeypatch):
    monkeypatch.setattr(register_names, "FEW", 0)
    entry("999000009", "Missing")

    load(register_csv(GHENT), "--publish", "--reason", "May.")

    assert NameTail.objects.beginning("gent").exists()
    assert RegisterPublication.objects.get().is_searchable
