"""The rates of 2020 as the agency's workbook has them: one country stands twice."""

import csv
from pathlib import Path

from alliances.files.sheets import write_csv
from alliances.files.tables import RATE_COLUMNS, parse_rates
from eligibility.catalogue import shipped_tables
from tests.alliances.files.samples import lines_of

WORKBOOK = Path(__file__).with_name("rates_2020.csv")
OURS = (
    *("iso2", "rate_group", "manager_eur_day", "teacher_trainer_researcher_eur_day"),
    *("technician_eur_day", "administrative_eur_day"),
)


def workbook_rows():
    with WORKBOOK.open(encoding="utf-8", newline="") as file:
        return [[row[name] for name in OURS] for row in csv.DictReader(file)]


def test_equatorial_guinea_is_refused_twice():
    content = write_csv([RATE_COLUMNS, *workbook_rows()])

    assert lines_of(parse_rates, content) == [
        'row 101: "GQ"; expected one row for it; row 54 has it already'
    ]


def test_the_shipped_rates_are_the_others_and_its_first_row():
    rows = workbook_rows()
    kept = [row for number, row in enumerate(rows, start=2) if number != 101]

    rates = parse_rates(write_csv([RATE_COLUMNS, *kept]))

    assert (len(rows), len(rates)) == (202, 201)
    assert set(rates) == set(shipped_tables("2020").rates)
