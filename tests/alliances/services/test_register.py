"""The register is found by every word of the names its entries have now."""

import pytest
from django.core.management import call_command

from alliances.models import NameTail, Organisation
from alliances.models.organisations import LONGEST_TAIL
from alliances.services.reference import load_countries
from alliances.services.register import note_names
from eligibility.catalogue import iso_countries

pytestmark = pytest.mark.django_db


def written(name):
    load_countries(rows=[("BE", *iso_countries()["BE"])])
    return Organisation.objects.create(name=name, country_id="BE")


def stored():
    rows = NameTail.objects.order_by("text")
    return [(str(each), each.is_whole) for each in rows]


def test_entry_is_found_by_each_word_of_its_name():
    entry = written("École de Gand")

    note_names(organisations=[entry])

    assert stored() == [
        ("de gand", False),
        ("ecole de gand", True),
        ("gand", False),
    ]


def test_renamed_entry_is_no_longer_found_by_its_old_name():
    entry = written("École de Gand")
    note_names(organisations=[entry])
    entry.name = "HoGent"

    note_names(organisations=[entry])

    assert stored() == [("hogent", True)]


def test_long_name_is_cut_where_nobody_types_on():
    entry = written("Ω" * 300)

    note_names(organisations=[entry])

    (tail,) = NameTail.objects.all()
    assert len(tail.text) == LONGEST_TAIL
    assert str(tail) == "ω" * (LONGEST_TAIL // 2)


def test_command_finds_what_was_written_past_the_administration(monkeypatch, capsys):
    monkeypatch.setattr("alliances.management.commands.index_register.AT_ONCE", 2)
    for name in ("One", "Two", "Three"):
        written(name)

    call_command("index_register")
    call_command("index_register")

    assert [text for text, _whole in stored()] == ["one", "three", "two"]
    assert capsys.readouterr().out == "3 organisations can be found by name.\n" * 2
