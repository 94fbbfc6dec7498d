import datetime as dt
import io
import zipfile

import openpyxl
import time_machine

from proposals.files.budget_sheets import Column, Kind, Row, Table, write_workbook_of
from proposals.files.fixed_workbooks import fixed_workbook

TABLE = Table(
    "t", "Days", "Partner", (Column("WP1", Kind.DAYS),), (Row("P1", "Ø", (3,)),)
)
MOMENT = dt.datetime(2020, 2, 24, 15, 42, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def written(moment=MOMENT):
    return fixed_workbook(write_workbook_of([TABLE]), moment=moment)


def test_workbook_does_not_know_when_it_was_written():
    with time_machine.travel("2024-05-06 07:08:09+00:00"):
        earlier = written()
    with time_machine.travel("2025-12-11 10:09:08+00:00"):
        later = written()

    assert earlier == later


def test_workbook_says_the_moment_of_its_content():
    book = openpyxl.load_workbook(io.BytesIO(written()))

    assert book.properties.created == dt.datetime(2020, 2, 24, 14, 42)  # noqa: DTZ001  # as a workbook has it
    assert book.properties.modified == book.properties.created
    assert [each.value for each in book["Days"][2]] == ["P1", "Ø", 3]


def test_entries_bear_the_oldest_date():
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        dates = {each.date_time for each in archive.infolist()}
        systems = {each.create_system for each in archive.infolist()}

    assert (dates, systems) == ({(1980, 1, 1, 0, 0, 0)}, {0})
