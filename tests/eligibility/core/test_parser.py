"""A rulebook that is not understood is refused, with the place and the remedy."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from eligibility.core import NoValue, RulebookError, UnknownLot, UnknownProjectType
from eligibility.core.parser import parse_rulebook
from tests.eligibility.core.rulebook_text import GOOD, changed, problems

pytestmark = pytest.mark.core


def test_a_good_rulebook_is_read_whole():
    book = parse_rulebook(GOOD, source="rulebook.toml")

    assert (book.code, book.version, book.pending_partners) == ("2020", 3, "warn")
    assert book.deadline == dt.datetime(
        2020, 2, 26, 17, 0, tzinfo=ZoneInfo("Europe/Brussels")
    )
    assert [lot.code for lot in book.lots] == ["lot-1", "lot-2"]
    assert (book.lots[0].number, book.lots[1].number) == (1, None)
    assert not book.is_default
    assert not book.takes_submissions
    assert book.is_established


def test_a_value_holds_from_its_day_until_the_next_one():
    book = parse_rulebook(GOOD, source="rulebook.toml")
    clause = book.project_type("lot-2", "standard").clauses[0]

    assert clause.on(dt.date(2019, 12, 31)).value == 8
    assert clause.on(dt.date(2020, 1, 1)).value == 9


def test_a_day_before_the_first_value_is_an_error_not_silence():
    book = parse_rulebook(GOOD, source="rulebook.toml")
    clause = book.project_type("lot-2", "standard").clauses[0]

    with pytest.raises(NoValue, match="min-programme-countries has no value on 2019"):
        clause.on(dt.date(2019, 11, 4))


def test_a_value_without_a_lot_binds_every_lot_that_has_its_project_type():
    book = parse_rulebook(GOOD, source="rulebook.toml")

    values = {
        (lot.code, each.code): [
            value.value for clause in each.clauses[:1] for value in clause.values
        ]
        for lot in book.lots
        for each in lot.project_types
    }

    assert values == {
        ("lot-1", "standard"): [4],
        ("lot-2", "standard"): [8, 9],
        ("lot-2", "twelve"): [12],
    }


def test_ceilings_are_sorted_by_months():
    book = parse_rulebook(GOOD, source="rulebook.toml")

    assert book.project_type("lot-1", "standard").clauses[1].values[0].value == {
        24: Decimal("700000.00"),
        36: Decimal("1000000.00"),
    }


def test_unknown_lots_and_project_types_name_the_known_ones():
    book = parse_rulebook(GOOD, source="rulebook.toml")

    with pytest.raises(UnknownLot) as no_lot:
        book.project_type("lot-3", "standard")
    with pytest.raises(UnknownProjectType) as no_type:
        book.project_type("lot-2", "eight")

    assert no_lot.value.known == ["lot-1", "lot-2"]
    assert no_type.value.known == ["standard", "twelve"]


def test_a_call_not_established_needs_no_lots():
    text = GOOD.split("[[lots]]", maxsplit=1)[0].replace(
        "version = 3", 'version = 3\nestablished = false\nnote = "Not read."'
    )

    book = parse_rulebook(text, source="rulebook.toml")

    assert (book.is_established, book.lots, book.note) == (False, (), "Not read.")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("format = 1", "format = 2", "format: must be 1"),
        ("version = 3", "version = true", "version: must be a whole number"),
        ('title = "A call"', "", "title: is missing; write text"),
        (
            'title = "A call"',
            'title = " "',
            "title: must not be empty; leave the key out",
        ),
        (
            'pending_partners = "warn"',
            'pending_partners = "maybe"',
            "pending_partners: is 'maybe'; write one of 'warn', 'block'",
        ),
        (
            "date = 2019-11-05\n",
            "date = 2019-11-05T00:00:00\n",
            "opens.date: must be a date, as 2019-11-05",
        ),
        (
            'zone = "Europe/Brussels"',
            'zone = "Europe/Atlantis"',
            "deadline: needs a date, a time and a known time zone",
        ),
        (
            'confidence = "found"',
            'confidence = "sure"',
            (
                "references.journal.confidence: is 'sure'; write one of 'found',"
                " 'unverified'"
            ),
        ),
        (
            'confidence = "found"\n',
            "",
            "references.journal.confidence: is missing; write text",
        ),
        (
            'check = "countries-at-least"',
            'check = "countries-at-most"',
            (
                "clauses[min-programme-countries].check: is 'countries-at-most'; write"
                " one of 'count-exactly',"
            ),
        ),
        (
            'arguments = { count = "programme" }',
            'arguments = { count = "all" }',
            (
                "clauses[min-programme-countries].arguments.count: is 'all'; write"
                " one of 'programme', 'eu-member'"
            ),
        ),
        (
            'arguments = { count = "programme" }',
            'arguments = { count = "programme", role = "applicant" }',
            (
                "clauses[min-programme-countries].arguments.role: unknown key; known"
                " are count"
            ),
        ),
        (
            'arguments = { count = "programme" }',
            "",
            "clauses[min-programme-countries].arguments: is missing; write a table",
        ),
        (
            'lots = ["lot-1"]',
            'lots = ["lot-9"]',
            (
                "clauses[min-programme-countries].values[0].lots: unknown Lot 'lot-9';"
                " known are lot-1, lot-2"
            ),
        ),
        (
            'project_types = ["twelve"]',
            'project_types = ["thirteen"]',
            (
                "clauses[min-programme-countries].values[3].project_types: no Lot named"
                " here has 'thirteen'"
            ),
        ),
        (
            'reference = "journal"\n[deadline]',
            'reference = "gazette"\n[deadline]',
            "opens.reference: no [references.gazette] in this file",
        ),
        (
            'value = 4\nreference = "journal"',
            "value = 4",
            (
                "clauses[min-programme-countries].values[0].reference: is missing;"
                " write text"
            ),
        ),
        (
            "since = 2020-01-01",
            "since = 2019-11-05",
            (
                "clauses[min-programme-countries]: two values on 2019-11-05 for lot-2"
                " standard"
            ),
        ),
        (
            'lots = ["lot-1"]\nsince = 2019-11-05',
            'lots = ["lot-1"]\nsince = 2019-11-06',
            (
                "clauses[min-programme-countries]: no value for lot-1 standard from"
                " 2019-11-05, the first day of the call, until 2019-11-06"
            ),
        ),
        (
            "value = 4",
            "value = -4",
            "clauses[min-programme-countries].values[0].value: must not be negative",
        ),
        (
            "value = 4",
            'value = "4"',
            "clauses[min-programme-countries].values[0].value: must be a whole number",
        ),
        (
            '"36" = "1000000.00"',
            '"36" = "a lot"',
            (
                "clauses[grant-within-ceiling].values[0].value: write amounts by"
                ' months: { "24" = "700000.00" }'
            ),
        ),
        (
            '"36" = "1000000.00"',
            '"36" = "Infinity"',
            (
                "clauses[grant-within-ceiling].values[0].value: write amounts by"
                ' months: { "24" = "700000.00" }'
            ),
        ),
        (
            'id = "grant-within-ceiling"',
            'id = "min-programme-countries"',
            "clauses[min-programme-countries]: this clause stands twice",
        ),
        ('code = "lot-2"', 'code = "lot-1"', "lots: two Lots have the same code"),
        (
            '[[lots.project_types]]\ncode = "twelve"\ntitle = "Twelve"',
            '[[lots.project_types]]\ncode = "standard"\ntitle = "Twelve"',
            "lots[lot-2]: two project types have the same code",
        ),
        (
            'severity = "blocking"',
            'severity = "grave"',
            (
                "clauses[min-programme-countries].severity: is 'grave'; write"
                " one of 'blocking', 'advice'"
            ),
        ),
        ("number = 1", "number = 1\ncolour = 1", "lots[lot-1].colour: unknown key"),
        ("[opens]", "[opens]\nhour = 1", "opens.hour: unknown key; known are date"),
    ],
)
def test_a_fault_is_named_with_its_place_and_remedy(old, new, problem):
    assert any(each.startswith(problem) for each in problems(changed(old, new)))


def test_all_faults_are_named_at_once():
    text = changed("version = 3", 'version = "3"').replace('title = "Grant"', "")

    assert problems(text) == [
        "clauses[grant-within-ceiling].title: is missing; write text",
        "version: must be a whole number",
    ]


def test_the_message_names_the_file():
    with pytest.raises(RulebookError, match=r"^2020\.toml: not TOML: "):
        parse_rulebook("format = ", source="2020.toml")


def test_a_call_without_lots_must_say_that_it_is_not_established():
    text = GOOD.split("[[lots]]", maxsplit=1)[0]

    assert problems(text) == ["lots: a call needs a Lot, or established = false"]


def test_a_lot_without_project_types_and_one_without_clauses_are_refused():
    text = changed(
        '[[lots.project_types]]\ncode = "standard"\ntitle = "Standard"\n[[lots]]',
        "[[lots]]",
    )
    unbound = (
        GOOD.split("[[clauses]]", maxsplit=1)[0]
        + '[[clauses]]\nid = "x"\ntitle = "X"\ncheck = "no-duplicates"\n'
        'severity = "advice"\n[[clauses.values]]\nlots = ["lot-1"]\n'
        'since = 2019-11-05\nvalue = true\nreference = "journal"\n'
    )

    assert "lots[lot-1]: a Lot needs a project type" in problems(text)
    assert problems(unbound) == [
        "lots[lot-2].project_types[standard]: no clause binds this project type",
        "lots[lot-2].project_types[twelve]: no clause binds this project type",
    ]
