"""Which column is what: guessed from headings people write."""

import pytest

from alliances.files.mapping import MOST_MAPPED, columns_found, guess_mapping
from alliances.files.sheets import Sheet


def sheet(*rows):
    return Sheet(tuple((number, list(row)) for number, row in enumerate(rows, 1)))


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (
            ["name", "country", "role", "type", "pic", "status"],
            ["name", "country", "role", "type", "pic", "status"],
        ),
        (
            ["Organisation", "Country", "Role in project", "Type of organisation"],
            ["name", "country", "role", "type"],
        ),
        (["Einrichtung", "Land", "Rolle", "Art"], ["name", "country", "role", "type"]),
        (
            ["Nom de l'organisme", "Pays", "Rôle", "Catégorie", "Statut"],
            ["name", "country", "role", "type", "status"],
        ),
        (
            ["Institución", "País", "Función", "Tipo", "Estado", "Número PIC"],
            ["name", "country", "role", "type", "status", "pic"],
        ),
        (
            ["Organizacija", "Država", "Vloga", "Vrsta", "Opomba"],
            ["name", "country", "role", "type", ""],
        ),
        (
            ["Назив установе", "Земља", "Улога", "Врста", "Контакт особа"],  # noqa: RUF001  # Serbian
            ["name", "country", "role", "type", ""],
        ),
        (["Nr", "Partnerorganisation", "Land"], ["", "name", "country"]),
        (["Partner organisation", "Country"], ["name", "country"]),
        (["Partner", "Partner country"], ["name", "country"]),
        (["Contact name", "Partner no.", "Organisation"], ["", "", "name"]),
        (["Country of contact", "Land"], ["", "country"]),
        (["Institution name", "Name"], ["", "name"]),
        (["Partner", "Organisation"], ["name", ""]),
        (["", "Budget"], ["", ""]),
    ],
)
def test_columns_are_guessed_from_headings(headings, columns):
    assert guess_mapping(sheet(headings)).columns == tuple(columns)


def test_heading_is_looked_for_below_titles():
    found = guess_mapping(sheet(["Partners of CYBER"], ["Land", "Rolle"], ["DE", "P1"]))

    assert (found.heading, found.columns) == (2, ("country", "role"))


def test_first_row_is_the_heading_where_none_reads_like_one():
    assert guess_mapping(sheet(["A", "B"], ["C", "D"])).heading == 1


@pytest.mark.parametrize(("number", "heading"), [(3, 3), (9, 1)])
def test_heading_can_be_chosen(number, heading):
    rows = sheet(["name", "role"], ["A", "P1"], ["Land", "Rolle"])

    assert guess_mapping(rows, number).heading == heading


def test_sheet_without_rows_has_no_heading():
    assert guess_mapping(sheet()).columns == ()
    assert columns_found(sheet()) == -1


def test_more_columns_than_a_list_has_are_not_offered():
    assert len(guess_mapping(sheet(["x"] * 90)).columns) == MOST_MAPPED
