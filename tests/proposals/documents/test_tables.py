"""Tables of a budget in print."""

from decimal import Decimal

from proposals.documents.tables import in_blocks, without_columns
from proposals.documents.tables import printed as printed_of
from proposals.files.budget_sheets import Column, Kind, Row, Table


def table_of(*columns, rows=(), foot=None):
    return Table("key", "Title", "Partner", columns, tuple(rows), foot)


def printed(table):
    return printed_of(table)


def parts_of(table, **sizes):
    return list(in_blocks(table, **sizes))


def words(row):
    return [each.words for each in row.cells]


def test_cents_in_one_cell_give_the_whole_column_cents():
    money = Column("Grant", Kind.MONEY)
    rows = [Row("P1", "A", (Decimal("1200.00"),)), Row("P2", "B", (Decimal("0.50"),))]

    with_cents = printed(table_of(money, rows=rows))
    whole = printed(table_of(money, rows=rows[:1]))

    assert [words(each) for each in with_cents.rows] == [["1,200.00"], ["0.50"]]
    assert [words(each) for each in whole.rows] == [["1,200"]]


def test_every_kind_of_cell_has_its_words():
    columns = [Column(each, each) for each in (*Kind, Kind.MONEY, Kind.DAYS)]
    values = ("Spain", Decimal("12.5"), None, Decimal("8.3"), Decimal(0), "")

    (row,) = printed(table_of(*columns, rows=[Row("", "A", values)])).rows

    assert words(row) == ["Spain", "12.5", "not counted", "8.3%", "–", ""]
    assert [each.is_number for each in row.cells] == [False] + [True] * 5
    assert [each.is_quiet for each in row.cells] == [
        False,
        False,
        True,
        False,
        True,
        False,
    ]


def test_short_tables_are_kept_whole_and_labels_have_a_column_where_there_are_some():
    days = Column("Days", Kind.DAYS)
    row = Row("", "Manager", (Decimal(1),))

    short = printed(table_of(days, rows=[row] * 10, foot=row))
    long = printed(table_of(days, rows=[Row("P1", "A", (Decimal(1),))] * 11))

    assert (short.is_short, short.has_labels, short.foot.name) == (
        True,
        False,
        "Manager",
    )
    assert (long.is_short, long.has_labels, long.foot) == (False, True, None)


def test_wide_table_is_parted_and_sums_stand_in_each_part():
    columns = [Column(f"WP{number}", Kind.DAYS) for number in range(1, 6)]
    columns.append(Column("Days", Kind.DAYS))
    row = Row("P1", "A", (1, 2, 3, 4, 5, 15))

    parts = parts_of(table_of(*columns, rows=[row], foot=row), of=2, last=1)

    assert [[each.heading for each in part.columns] for part in parts] == [
        ["WP1", "WP2", "Days"],
        ["WP3", "WP4", "Days"],
        ["WP5", "Days"],
    ]
    assert [part.rows[0].values for part in parts] == [(1, 2, 15), (3, 4, 15), (5, 15)]
    assert [part.foot.values for part in parts] == [(1, 2, 15), (3, 4, 15), (5, 15)]


def test_table_without_a_foot_stays_without_one():
    columns = [Column("WP1", Kind.DAYS), Column("Grant", Kind.MONEY)]
    table = table_of(*columns, rows=[Row("P1", "A", (1, 2))])

    (part,) = in_blocks(table, of=5, last=1)
    shorter = without_columns(table, last=1)

    assert part == table
    assert (shorter.columns, shorter.rows[0].values, shorter.foot) == (
        (columns[0],),
        (1,),
        None,
    )
