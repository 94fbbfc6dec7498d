"""The answers to ASVS stand whole and name what exists; what they promise is fenced."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from alliances.files import archives, problems, register_workbooks
from alliances.views.uploads import PackSizeLimit, RegisterSizeLimit, SizeLimit
from config import own_data, passwords, recovery_code_pages, session_end
from config.account_settings import ACCOUNT_SETTINGS
from eligibility.forms import receipts, rulebooks
from eligibility.views import receipts as receipt_pages
from proposals.files import delivery_reports, pack_files, signed_files
from proposals.services import signed_copies
from proposals.views import (
    mails,
    outside,
    pictures,
    private_links,
    reports,
    verification,
)
from proposals.views import signed_copies as copy_pages
from tests.architecture.sources import BASE, product_files, tracked
from tests.architecture.test_urls import ours
from tests.factories import make_user

FOLDER = BASE / "docs" / "security"
ASVS = (FOLDER / "asvs.md").read_text("utf-8")
DECISIONS = (FOLDER / "decisions.md").read_text("utf-8")

# Of the table that came with edition 5.0.0: numbers within a chapter, by level.
FIRST = """
1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2
3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3 4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1
6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3
7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1 10.4.2
10.4.3 10.4.4 10.4.5 11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1
15.1.1 15.2.1 15.3.1
"""
SECOND = """
4.1.2 4.1.3 4.2.1 4.3.1 4.3.2 4.4.2 4.4.3 4.4.4 5.1.1 5.2.3 5.4.1 5.4.2 5.4.3 6.1.2
6.1.3 6.2.9 6.2.10 6.2.11 6.2.12 6.3.3 6.3.4 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4
6.5.5 6.6.1 6.6.2 6.6.3 6.8.1 6.8.2 6.8.3 6.8.4 7.1.1 7.1.2 7.1.3 7.3.1 7.3.2 7.4.3
7.4.4 7.4.5 7.5.1 7.5.2 7.6.1 7.6.2 8.1.2 8.2.3 8.4.1 9.2.2 9.2.3 9.2.4
"""
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \|.*\|$", re.MULTILINE)
NUMBER = re.compile(r"\d+\.\d+\.\d+")
NAMED = re.compile(r"`([\w./-]+\.\w+)(?:::(\w+))?`")
ANSWERS = {"met", "partly", "not met", "does not apply"}
LEFT_OVER = "## What is not met"
DAY, MIB = 24 * 3600, 1024 * 1024

DOORS = {
    **ACCOUNT_SETTINGS["ACCOUNT_RATE_LIMITS"],
    "mail-stop": mails.RATES,
    **private_links.RATES,
    "pack-check": verification.CHECK_RATES,
    "signed-copy": copy_pages.RATES,
    "proposal-file": outside.RATES,
    "receipt": receipt_pages.RATES,
    **dict.fromkeys(("picture-svg", "picture-png"), pictures.RATES),
    "own-data": own_data.RATES,
    "recovery-codes": recovery_code_pages.RATES,
    "rule-report": reports.RATES,
}
DOOR = re.compile(r'is_too_often\([^)]*door="([\w-]+)"')
PERIODS = [
    f"ticked | {session_end.REST // DAY} days",
    f"rests | {session_end.REST_OF_ADMINISTRATORS // 3600} hour",
    f"for good {session_end.LONGEST // DAY} days",
    f"for good {session_end.LONGEST_OF_ADMINISTRATORS // 3600} hours",
    f"harm | {ACCOUNT_SETTINGS['ACCOUNT_REAUTHENTICATION_TIMEOUT'] // 60} minutes",
    f"without them {passwords.FEWEST_LEFT} characters",
]
PACKED = f"{archives.MOST_UNPACKED // MIB} MiB in {archives.MOST_PARTS} parts"
REGISTER = f"{register_workbooks.MOST_UNPACKED // MIB} MiB"
PACK = f"{pack_files.MOST_UNPACKED // 10**6} MB"
PDF = f"{signed_files.MOST_UNPACKED // 10**6} MB"
SIZES = [
    f".docx | {SizeLimit.most_bytes // MIB} MiB | {PACKED}",
    f".txt, .xlsx | {problems.MOST_BYTES // MIB} MiB | {PACKED}",
    f".xlsx | {RegisterSizeLimit.most_bytes // MIB} MiB | {REGISTER}",
    f".toml | {rulebooks.MOST_KILOBYTES} KiB",
    f"PNG | {SizeLimit.most_bytes // MIB} MiB, {signed_files.MOST_PAGES} pages, ",
    f" pages, {signed_copies.MOST_A_DAY} a day for each partner | {PDF}, or ",
    f", or {signed_files.MOST_PIXELS // 10**6} million pixels",
    f"PDF | {PackSizeLimit.most_bytes // MIB} MiB, not kept | {PACK}",
    f".json | {receipts.MOST_BYTES // MIB} MiB, not kept",
    f"JSON | {problems.MOST_BYTES // MIB} MiB, not kept",
    f"mail | {delivery_reports.MOST_BYTES // 1024} KiB read of each",
]

# A form without Django's token is a decision: add it here, with the reason.
NO_POWER = "no cookie gives any power there"
BY_LINK = "the link is what a forger lacks, and no cookie gives any power"
UPLOADS = [
    *((name, ()) for name in ("reference-upload", "register", "law-upload", "law-try")),
    *((name, ()) for name in ("rules-receipt", "alliance-import")),
    *((name, (uuid4(),)) for name in ("partner-import", "outside")),
    ("partner-document", (uuid4(), 1)),
]
LOOKS_ITSELF = "asks for the token behind the limit of its uploads"
TOKENLESS = {
    **dict.fromkeys(("confirm", "own-mandate", "own-mandate-draw"), BY_LINK),
    **dict.fromkeys(("own-mandate-signed", "mail-stop"), BY_LINK),
    **dict.fromkeys(("verify", "verified"), NO_POWER),
    **{name: LOOKS_ITSELF for name, _arguments in UPLOADS},
}
MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write")


@dataclass(frozen=True)
class Answer:
    """One row of the page."""

    number: str
    level: str
    answer: str
    how: str
    shown: str


def cells(line: str) -> list[str]:
    return [each.strip() for each in line.strip().strip("|").split("|")]


def answers() -> list[Answer]:
    lines = [found[0] for found in ROW.finditer(ASVS.partition(LEFT_OVER)[0])]
    return [
        Answer(number, level, answer, how, shown)
        for number, level, _about, answer, how, shown in map(cells, lines)
    ]


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}


def test_every_requirement_stands_once_with_its_level():
    first, second = NUMBER.findall(FIRST), NUMBER.findall(SECOND)
    asked = [(each, "1") for each in first] + [(each, "2") for each in second]

    assert (len(first), len(second)) == (70, 53)
    assert sorted((each.number, each.level) for each in answers()) == sorted(asked)
    assert {each.answer for each in answers()} == ANSWERS


def test_every_file_and_test_named_exists():
    named = {
        found
        for each in answers()
        for found in NAMED.findall(f"{each.how} {each.shown}")
    }
    missing = [path for path, _test in named if not (BASE / path).is_file()]

    assert missing == []
    assert [
        f"{path}::{test}"
        for path, test in sorted(named)
        if test and test not in functions(BASE / path)
    ] == []


def test_what_is_met_names_a_test_or_says_why_there_is_none():
    bare = [
        each.number
        for each in answers()
        if each.answer == "met"
        and "::" not in each.shown
        and not re.match(r"no test: \S+ \S+", each.shown)
    ]

    assert bare == []


def test_what_is_not_wholly_met_has_a_next_step():
    steps = NUMBER.findall(ASVS.partition(LEFT_OVER)[2])

    assert sorted(steps) == sorted(
        each.number for each in answers() if each.answer in {"partly", "not met"}
    )


def test_limits_are_as_written():
    stated = dict(re.findall(r"^\| `([\w-]+)` \| `(.+)` \|$", DECISIONS, re.MULTILINE))

    assert stated == DOORS


def test_every_door_that_counts_has_its_limit_written_down():
    files = [path.read_text("utf-8") for path in product_files()]
    doors = {door for text in files for door in DOOR.findall(text)}

    assert len(doors) > 8
    assert doors - DOORS.keys() == set()


def test_lengths_of_sessions_are_as_written():
    assert [each for each in PERIODS if each not in DECISIONS] == []


def test_sizes_of_uploads_are_as_written():
    assert [each for each in SIZES if each not in DECISIONS] == []


def test_forms_without_a_token_are_the_listed_ones():
    free = {
        each.name
        for each in ours()
        if getattr(each.callback, "csrf_exempt", False)
        and not str(each.name).startswith("api-")
    }

    assert free == set(TOKENLESS)


@pytest.mark.django_db
def test_uploads_ask_for_the_token_themselves():
    person = make_user(is_staff=True)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)

    found = {
        name: strict.post(reverse(name, args=arguments)).status_code
        for name, arguments in UPLOADS
    }

    assert found == dict.fromkeys(found, 403)


def test_scripts_write_text_as_text():
    """The one exception takes over a page of our own server, which escaped it."""
    writing = {
        str(path.relative_to(BASE))
        for path in tracked("static/*.js")
        if MARKUP.search(path.read_text("utf-8"))
    }

    assert writing == {"static/js/unsaved.js"}
