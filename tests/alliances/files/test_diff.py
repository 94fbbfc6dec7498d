"""The difference between two tables, as rows and as lines to read."""

from decimal import Decimal

from alliances.files.diff import Diff, diff_rows
from alliances.files.diff_text import diff_lines
from alliances.files.tables import CountryRow, RateRow, RegisteredCountry, SectorRow

BELGIUM = CountryRow("BE", "programme", True, "", "")
GEORGIA = CountryRow("GE", "partner", False, "", "2")
SERBIA_BEFORE = CountryRow("RS", "partner", False, "", "1")
SERBIA = CountryRow("RS", "programme", False, "", "")


def test_rows_are_added_changed_removed_and_unchanged():
    difference = diff_rows([SERBIA_BEFORE, BELGIUM], [SERBIA, GEORGIA, BELGIUM])

    assert difference == Diff(
        added=(GEORGIA,),
        changed=((SERBIA_BEFORE, SERBIA),),
        removed=(),
        unchanged=(BELGIUM,),
    )
    assert diff_rows([BELGIUM], []).removed == (BELGIUM,)


def test_equal_tables_have_no_changes():
    assert not diff_rows([BELGIUM, GEORGIA], [GEORGIA, BELGIUM]).has_changes
    assert diff_rows([BELGIUM], [BELGIUM, GEORGIA]).has_changes
    assert diff_rows([BELGIUM, GEORGIA], [BELGIUM]).has_changes
    assert diff_rows([SERBIA_BEFORE], [SERBIA]).has_changes


def test_lines_have_columns_names_and_numbers():
    difference = diff_rows([SERBIA_BEFORE, BELGIUM], [SERBIA, GEORGIA])

    assert list(diff_lines(difference)) == [
        "Added",
        "    code  standing  eu_member  counts_as  region",
        "  + GE    partner   no         –          2       Georgia",
        "Changed",
        "  ~ RS Serbia: standing partner → programme; region 1 → –",
        "Removed",
        "    code  standing   eu_member  counts_as  region",
        "  - BE    programme  yes        –          –       Belgium",
        "1 added, 1 changed, 1 removed, 0 unchanged.",
    ]


def test_a_changed_amount_is_shown_alone():
    old = RateRow("BE", 2, *map(Decimal, ("336.00", "257.00", "194.00", "157.00")))
    new = RateRow("BE", 2, *map(Decimal, ("336.00", "260.00", "194.00", "157.00")))

    assert list(diff_lines(diff_rows([old], [new])))[:2] == [
        "Changed",
        "  ~ BE Belgium: teacher 257.00 → 260.00",
    ]


def test_a_sector_has_no_country():
    (heading, columns, row, _numbers) = diff_lines(
        diff_rows([], [SectorRow("lot-2", "rail", "Rail")])
    )

    assert [heading, columns, row] == [
        "Added",
        "    lot    slug  title",
        "  + lot-2  rail  Rail",
    ]


def test_a_country_of_the_register_is_named_once():
    old, new = (RegisteredCountry("TR", "TR", name) for name in ("Turkey", "Türkiye"))

    assert list(diff_lines(diff_rows([old], [new])))[1] == (
        "  ~ TR: name Turkey → Türkiye"
    )
