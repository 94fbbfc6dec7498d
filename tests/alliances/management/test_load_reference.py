"""`load_reference` shows what would change, and writes only when told why."""

from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from alliances.files.diff import diff_rows
from alliances.management.commands import load_reference
from alliances.models import Country, ReferenceEdition
from alliances.selectors.reference import published_tables
from alliances.services.reference import publish_edition
from tests.factories import make_call

pytestmark = pytest.mark.django_db

HEADING = "code,standing,eu_member,counts_as,region\n"
STATUS = HEADING + "".join(
    f"{code},programme,yes,,\n"
    for code in ("BE", "BG", "CZ", "DE", "ES", "FR", "EL", "IT", "PL", "UK")
)
SERBIA = "RS,programme,no,,\n"
GEORGIA = "GE,partner,no,,\n"
PRESENT = STATUS + SERBIA + GEORGIA
SERBIA_OUT = STATUS + "RS,partner,no,,1\n" + GEORGIA
SECTORS = (
    "lot,slug,title\n"
    "lot-2,cultural-heritage,Cultural heritage\n"
    "lot-2,cybersecurity,Cybersecurity\n"
)
CONFIRMED = ("--confirm", "--reason", "Read in the guide.")


@pytest.fixture
def load(tmp_path):
    """Give a function that loads a table of the open call and returns what it says."""
    make_call()

    def load(table, text, *options, call="open"):
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        out = StringIO()
        named = ("--call", call) if call else ()
        call_command("load_reference", table, path, *named, *options, stdout=out)
        return out.getvalue().splitlines()

    return load


def editions():
    return list(ReferenceEdition.objects.values_list("version", "reason"))


def test_the_difference_is_shown_and_nothing_written(load, no_writes):
    with no_writes():
        said = load("status", SERBIA_OUT)

    assert said == [
        "Changed",
        "  ~ RS Serbia: standing programme → partner; region – → 1",
        "0 added, 1 changed, 0 removed, 11 unchanged.",
        "Nothing written: add --confirm --reason TEXT to write.",
    ]


def test_a_reason_alone_writes_nothing(load):
    load("status", SERBIA_OUT, "--reason", "Read in the guide.")

    assert editions() == [(1, "A test.")]


def test_a_confirmed_change_is_the_next_edition(load):
    said = load("status", SERBIA_OUT, *CONFIRMED)

    assert said[-1] == "Published edition 2 of call open."
    assert editions() == [(2, "Read in the guide."), (1, "A test.")]
    newest, oldest = map(published_tables, ReferenceEdition.objects.all())
    assert {row.code: row.standing for row in newest.countries}["RS"] == "partner"
    assert {row.code: row.standing for row in oldest.countries}["RS"] == "programme"
    assert newest.sectors == oldest.sectors


@pytest.mark.parametrize("options", [(), CONFIRMED])
def test_the_same_table_changes_nothing(load, options):
    said = load("status", PRESENT, *options)

    assert said == [
        "0 added, 0 changed, 0 removed, 12 unchanged.",
        "Nothing to change.",
    ]
    assert editions() == [(1, "A test.")]


def test_sectors_of_one_lot_leave_the_others(load):
    one = "lot,slug,title\nlot-1,any,Any\n"

    said = load("sectors", one, "--lot", "lot-1", *CONFIRMED)

    assert said == [
        "Added",
        "    lot    slug  title",
        "  + lot-1  any   Any",
        "1 added, 0 changed, 0 removed, 2 unchanged.",
        "Published edition 2 of call open.",
    ]
    (newest, _oldest) = ReferenceEdition.objects.all()
    assert [row.key for row in published_tables(newest).sectors] == [
        "lot-1/any",
        "lot-2/cultural-heritage",
        "lot-2/cybersecurity",
    ]


def test_sectors_without_a_lot_are_the_whole_list(load):
    said = load("sectors", "lot,slug,title\nlot-1,any,Any\n")

    assert said[-2] == "1 added, 0 changed, 2 removed, 0 unchanged."


def test_another_order_of_sectors_is_a_change(load):
    heading, first, second = SECTORS.splitlines(keepends=True)

    said = load("sectors", heading + second + first, *CONFIRMED)

    assert said == [
        "0 added, 0 changed, 0 removed, 2 unchanged.",
        "The rows stand in another order.",
        "Published edition 2 of call open.",
    ]


def test_rates_are_loaded(load):
    heading = "country,group,manager,teacher,technician,administrative\n"

    said = load("rates", heading + "UK,2,336,257,194,157\n", *CONFIRMED)

    assert said[2].split() == [
        "+",
        "GB",
        "2",
        "336.00",
        "257.00",
        "194.00",
        "157.00",
        "United",
        "Kingdom",
    ]
    (newest, _oldest) = ReferenceEdition.objects.all()
    rate = newest.rates.get()
    assert (rate.country_id, rate.teacher) == ("GB", Decimal("257.00"))


def test_a_call_without_an_edition_gets_its_first(load):
    ReferenceEdition.objects.all().delete()

    said = load("status", PRESENT, *CONFIRMED)

    assert said[-2:] == [
        "12 added, 0 changed, 0 removed, 0 unchanged.",
        "Published edition 1 of call open.",
    ]


def test_countries_are_compared_and_none_is_removed(load, no_writes):
    renamed = "code,eu_code,name\nRS,RS,Srbija\n"

    with no_writes():
        shown = load("countries", renamed, call="")
    written = load("countries", renamed, *CONFIRMED, call="")
    again = load("countries", renamed, *CONFIRMED, call="")

    difference = [
        "Changed",
        "  ~ RS: name Serbia → Srbija",
        "0 added, 1 changed, 0 removed, 0 unchanged.",
    ]
    assert shown == [*difference, load_reference.NOT_WRITTEN]
    assert written == [*difference, "Stored; countries that the file leaves out stay."]
    assert again[-1] == "Nothing to change."
    assert Country.objects.get(code="RS").name == "Srbija"
    assert Country.objects.count() == 13


@pytest.mark.parametrize(
    ("table", "text", "options", "refusal"),
    [
        (
            "status",
            PRESENT,
            ("--confirm",),
            "--confirm needs --reason: say why the data changes.",
        ),
        (
            "status",
            PRESENT,
            ("--confirm", "--reason", " "),
            "--confirm needs --reason: say why the data changes.",
        ),
        (
            "status",
            PRESENT,
            ("--lot", "lot-2"),
            "--lot goes with sectors: no other table has Lots.",
        ),
        (
            "sectors",
            "lot,slug,title\nlot-9,x,X\n",
            CONFIRMED,
            "call open has no Lot lot-9.",
        ),
        (
            "countries",
            "code,eu_code,name\nGR,EL,Greece\n",
            (),
            (
                "countries are the same for every call: leave out --call, or load what"
                " they are under one with `load_reference status`."
            ),
        ),
    ],
)
def test_what_does_not_go_together_is_refused(load, table, text, options, refusal):
    with pytest.raises(CommandError) as refused:
        load(table, text, *options)

    assert str(refused.value) == refusal
    assert editions() == [(1, "A test.")]


def test_list_of_one_lot_holds_no_other(load):
    with pytest.raises(CommandError, match='rows of lot-2; expected only "lot-1"'):
        load("sectors", SECTORS, "--lot", "lot-1", *CONFIRMED)

    assert editions() == [(1, "A test.")]


def test_a_table_of_a_call_needs_the_call(load):
    with pytest.raises(CommandError, match="rates needs --call: it belongs to one"):
        load("rates", "", call="")


def test_an_unknown_call_is_refused_with_those_there_are(load):
    make_call("other")

    with pytest.raises(CommandError) as refused:
        load("status", PRESENT, call="2099")

    assert str(refused.value) == "unknown call '2099'; there are open, other."


def test_an_empty_database_says_how_to_fill_it(tmp_path):
    path = tmp_path / "status.csv"
    path.write_text(PRESENT, encoding="utf-8")

    with pytest.raises(CommandError, match="there are none, load_calls publishes them"):
        call_command("load_reference", "status", path, "--call", "2020")


def test_bad_rows_are_refused_all_at_once_and_nothing_is_written(load, tmp_path):
    text = SERBIA_OUT + "ZZ,partner,no,,\nAM,parter,no,,\n"

    with pytest.raises(CommandError) as refused:
        load("status", text, *CONFIRMED)

    assert str(refused.value).splitlines() == [
        f"{tmp_path / 'table.csv'}:",
        'row 14, code: "ZZ"; expected an ISO 3166-1 country code, XK, EL or UK',
        'row 15, standing: "parter"; expected programme or partner',
    ]
    assert editions() == [(1, "A test.")]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("load_reference", "status", tmp_path / "none", "--call", "open")


def test_a_code_of_another_country_is_refused(load):
    with pytest.raises(CommandError, match="An EU code of the list is another"):
        load("countries", "code,eu_code,name\nXX,EL,Nowhere\n", *CONFIRMED, call="")

    assert not Country.objects.filter(code="XX").exists()


def test_an_edition_published_meanwhile_is_not_undone(load, monkeypatch):
    def meanwhile(old, new):
        edition = ReferenceEdition.objects.get()
        tables = published_tables(edition)
        without = replace(tables, sectors=tables.sectors[:1])
        publish_edition(call=edition.call, tables=without, reason="Meanwhile.")
        return diff_rows(old, new)

    monkeypatch.setattr("alliances.files.edits.diff_rows", meanwhile)

    with pytest.raises(CommandError, match="edition 2 was published meanwhile"):
        load("status", SERBIA_OUT, *CONFIRMED)

    assert editions() == [(2, "Meanwhile."), (1, "A test.")]
