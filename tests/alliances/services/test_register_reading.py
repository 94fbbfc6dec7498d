"""A worker reads a file of the register into rows beside it, or lists what is wrong."""

import csv
import io
import uuid

import pytest

from alliances import tasks
from alliances.enums import UploadState
from alliances.files import register_problems
from alliances.files.register_problems import first_problems
from alliances.files.register_rows import read_register
from alliances.models import RegisterUpload, StagedOrganisation
from alliances.services import register_reading, register_staging
from alliances.services.register_reading import ClaimLost, read_register_upload
from tests.alliances.files.workbooks import make_book
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    PATRAS,
    kept,
    problems,
    read,
    register_csv,
)

pytestmark = pytest.mark.django_db

COLUMNS = ("pic", "name", "country", "type")
BOOK = make_book(
    (999000001, "Hogeschool Gent", "BE", "higher_education"),
    ("999000003", "Uniwersytet Łódzki", "Poland", None),
    heading=COLUMNS,
)


def staged(upload):
    rows = StagedOrganisation.objects.filter(upload=upload).order_by("number")
    return list(rows.values_list("number", "pic", "name", "country", "types"))


def later(upload, **times):
    RegisterUpload.objects.filter(pk=upload.pk).update(**times)


def test_rows_wait_beside_the_register():
    upload = read(register_csv(GHENT, "", PATRAS))

    assert (upload.state, upload.rows, upload.problems) == (UploadState.READY, 2, 0)
    assert staged(upload) == [
        (2, "999000001", "Hogeschool Gent", "BE", "higher_education"),
        (
            4,
            "999000002",
            "University of Patras",
            "GR",
            "higher_education|adult_education",
        ),
    ]


def test_signs_of_copy_in_a_name_stay_what_they_are():
    upload = read(register_csv('999000001,A\\N \\t "B" \\\\.,BE,'))

    assert staged(upload) == [(2, "999000001", 'A\\N \\t "B" \\\\.', "BE", "")]


def test_workbook_is_read_as_its_csv():
    upload = read(BOOK, name="register.xlsx")

    assert staged(upload) == [
        (2, "999000001", "Hogeschool Gent", "BE", "higher_education"),
        (3, "999000003", "Uniwersytet Łódzki", "PL", ""),
    ]


def test_every_problem_is_listed_and_no_row_kept():
    upload = read(
        register_csv(
            "12345678,=1+1,QQ,school", GHENT, GHENT, ",,,ngo", PATRAS + ",more"
        )
    )

    assert (upload.state, upload.problems) == (UploadState.REFUSED, 9)
    found = [row[:3] for row in csv.reader(problems(upload))]
    assert found == [
        ["2", "pic", '"12345678"'],
        ["2", "name", '"=1+1"'],
        ["2", "country", '"QQ"'],
        ["2", "type", '"school"'],
        ["5", "pic", '""'],
        ["5", "name", '""'],
        ["5", "country", '""'],
        ["6", "", "5 cells"],
        ["4", "pic", '"999000001"'],
    ]
    assert staged(upload) == []


def test_first_problems_are_said_in_words():
    upload = read(register_csv("123456789,,BE,", GHENT + ",more"))

    with upload.problem_file.open("r") as file:
        found = first_problems(file)
    assert [str(each) for each in found] == [
        'row 2, name: ""; expected a name',
        "row 3: 5 cells; expected 4 cells",
    ]


def test_list_of_problems_ends_and_the_rest_is_counted(monkeypatch):
    monkeypatch.setattr(register_problems, "MOST_WRITTEN", 2)

    upload = read(register_csv(*["1,A,BE,"] * 5))

    assert upload.problems == 5
    assert len(problems(upload)) == 2


def test_heading_without_rows_is_refused():
    upload = read(register_csv())

    assert upload.state == UploadState.REFUSED
    assert problems(upload) == [
        "the file,,a heading without rows,at least one organisation below the heading"
    ]


def test_file_that_breaks_off_is_refused_with_its_row():
    upload = read(register_csv(GHENT, '999000002,"open'))

    assert upload.state == UploadState.REFUSED
    assert problems(upload)[0].startswith("row 3,,not CSV")
    assert staged(upload) == []


def test_task_reads_the_upload():
    upload = kept(register_csv(GHENT))

    tasks.read_register_upload(str(upload.pk))

    upload.refresh_from_db()
    assert upload.state == UploadState.READY


def test_message_that_comes_twice_reads_once():
    upload = read(register_csv(GHENT))

    read_register_upload(key=upload.pk)

    assert RegisterUpload.objects.get().attempt == 1


def test_worker_that_lost_its_claim_stops(monkeypatch, caplog):
    monkeypatch.setattr(register_staging, "AT_ONCE", 1)
    upload = kept(register_csv(GHENT, LODZ))

    def taken_over(*args, **kwargs):
        for row in read_register(*args, **kwargs):
            later(upload, claim=uuid.uuid4())
            yield row

    monkeypatch.setattr(f"{register_reading.__name__}.read_register", taken_over)

    read_register_upload(key=upload.pk)

    upload.refresh_from_db()
    assert upload.state == UploadState.READING
    assert "register_upload_taken_over" in caplog.text
    assert issubclass(ClaimLost, Exception)


def test_worker_that_lost_its_claim_at_the_end_takes_nothing_along(monkeypatch):
    upload = kept(register_csv(GHENT, "1,A,BE,"))
    monkeypatch.setattr(
        register_reading,
        "_note_twice",
        lambda upload, _problems: later(upload, claim=uuid.uuid4()),
    )

    read_register_upload(key=upload.pk)

    upload.refresh_from_db()
    storage = upload.file.storage
    assert upload.state == UploadState.READING
    assert len(staged(upload)) == 1
    assert not storage.exists(f"{upload.file.name}-problems.csv")


def test_problem_cells_are_harmless_to_a_spreadsheet():
    file = io.StringIO()

    register_problems.ProblemFile(file).note(2, "name", "=1+1", "a name")

    assert file.getvalue().splitlines()[1] == "2,name,'=1+1,a name"
