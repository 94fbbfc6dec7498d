from proposals.documents.matrix import MOST_NAMES, composition_matrix
from tests.proposals.documents.applications import application, charter, partner


def test_charter_stands_by_country_and_group():
    matrix = composition_matrix(charter())

    assert [row.code for row in matrix.rows] == [
        *("BE", "DE", "IE", "ES", "FR", "IT", "LV", "NL", "AT", "RO", "SI", "FI"),
        "SE",
    ]
    italy = matrix.rows[5]
    assert [[entry.label for entry in cell] for cell in italy.cells] == [
        ["P14"],
        ["P4", "P6"],
        [],
    ]
    assert italy.total == 3
    assert matrix.footer == (
        "Countries: 13 of at least 8",
        "8 of at least 5",
        "8 of at least 5",
        "5 in neither",
    )
    assert matrix.total == 21


def test_organisations_in_neither_group_say_why():
    matrix = composition_matrix(
        application(
            [
                partner("Public", types=["public_body"]),
                partner("Associated", role="associated_partner"),
                partner("Open", types=["sme", "vet_provider"]),
                partner("Unknown", types=[]),
            ]
        )
    )

    (row,) = matrix.rows
    assert [(entry.name, entry.mark) for entry in row.cells[-1]] == [
        ("Public", "Public body"),
        ("Associated", "Associated partner"),
        ("Open", "Type open"),
        ("Unknown", "Type not known"),
    ]


def test_programme_countries_stand_first_and_unknown_ones_last():
    matrix = composition_matrix(
        application(
            [
                partner("A", country=None),
                partner("B", country="CH"),
                partner("C", country="TR"),
                partner("D", country="GB"),
                partner("E", country="SE"),
                partner("F", confirmation="declined", country="BE"),
                partner("G", country="AQ"),
            ]
        )
    )

    assert [(row.code, row.standing) for row in matrix.rows] == [
        ("SE", ""),
        ("UK", ""),
        ("TR", ""),
        ("AQ", "No status in this call"),
        ("CH", "Partner country"),
        ("", ""),
    ]
    assert matrix.rows[-1].name == "Not known"


def test_large_consortium_is_shown_by_numbers():
    named = composition_matrix(
        application([partner(f"N {n}") for n in range(MOST_NAMES)])
    )
    numbered = composition_matrix(
        application([partner(f"N {n}") for n in range(MOST_NAMES + 1)])
    )

    assert named.is_named is True
    assert numbered.is_named is False
    (row,) = numbered.rows
    assert [entry.name for entry in row.cells[1]] == ["P1 to P61"]


def test_call_without_groups_has_one_column():
    matrix = composition_matrix(
        application([partner("A"), partner("B")], call="2014", lot="single")
    )

    assert matrix.columns == ("Organisations",)
    (row,) = matrix.rows
    assert [[entry.mark for entry in cell] for cell in row.cells] == [["", ""]]
    assert matrix.footer == ("Countries: 1 of 3", "")


def test_nobody_gives_no_rows():
    matrix = composition_matrix(application([]))

    assert matrix.rows == ()
    assert matrix.total == 0
