"""Every reader of a file that somebody sends, and sound files to begin with.

A reader says whether it took the content; a refusal in words is an answer too.
"""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from alliances.files.consortium import FileRefused, Given, parse_file
from alliances.files.lists import read_list
from alliances.files.mapped import read_mapped
from alliances.files.mapping import guess_mapping
from alliances.files.mobility import parse_mobility
from alliances.files.nace import parse_nace
from alliances.files.register_rows import ORGANISATION_COLUMNS, read_register
from alliances.files.register_text import survey, text_rows
from alliances.files.register_workbooks import workbook_rows
from alliances.files.tables import (
    parse_countries,
    parse_rates,
    parse_register,
    parse_sectors,
)
from eligibility.core import RulebookError, parse_rulebook
from eligibility.core.receipts import BadReceiptError, read_receipt
from proposals.errors.formal_documents import CopyRefused
from proposals.files.delivery_reports import MOST_BYTES, read_report
from proposals.files.docx_reader import read_docx
from proposals.files.form_parser import FormError, parse_form
from proposals.files.pack_files import NoPdf, UnreadablePdf, read_pack_file
from proposals.files.paper import read_paper
from proposals.files.proposal_file import Part, Place, write_proposal
from proposals.files.proposal_reader import parse_proposal
from proposals.files.signed_files import read_signed_file
from proposals.files.table_files import TABLES as WORKBOOKS
from proposals.files.table_files import cells_of, read_table, write_table
from proposals.management.demo_draft import whole_proposal
from tests.alliances.files.workbooks import make_book
from tests.architecture.sources import BASE
from tests.eligibility.core.test_receipts import receipt
from tests.fuzz import hostile
from tests.fuzz.counted import Counts
from tests.proposals.files.pack_pdfs import pdf_with, whole_files
from tests.proposals.files.papers import document, make_paper
from tests.proposals.files.reports import QMAIL, dsn
from tests.proposals.files.test_signed_files import picture
from tests.proposals.services.signing import blank_pdf

FIXTURES = BASE / "fixtures"
CALL = FIXTURES / "calls" / "2020"
BESIDE = {"call": Given("2020", "--call"), "lot": Given("lot-2", "--lot")}
NAMES = ("list.csv", "list.xlsx", "list.json", "list")
"""What a file may be called: its ending decides what reads it."""
TABLES = (
    *(parse_register, parse_countries, parse_sectors),
    *(parse_rates, parse_mobility, parse_nace),
)
HEAD_LINES = 12

Read = Callable[[bytes], Any]


@dataclass(frozen=True)
class Reader:
    """One reader, what it says no with, and files that are near to what it takes."""

    name: str
    read: Read
    refusals: tuple[type[Exception], ...]
    seeds: Callable[[], Iterable[bytes]]
    hostile: Callable[[], dict[str, bytes]]

    def takes(self, content: bytes) -> bool:
        """Say whether a content is taken; whatever else is raised was not meant."""
        try:
            self.read(content)
        except self.refusals as refusal:
            return not _words_of(refusal)
        return True

    def read_hostile(self, counts: Counts) -> Counts:
        """Count what becomes of the files made to do harm to this reader."""
        for what, content in self.hostile().items():
            counts.take(what, content, partial(self.takes, content))
        return counts


def _words_of(refusal: Exception) -> str:
    """Return what a refusal says, or what its kind stands for."""
    words = str(refusal) or refusal.__doc__ or ""
    if not words.strip():
        raise ValueError("a refusal without words")
    return words


def _list_of_partners(content: bytes) -> None:
    _by_any(partial(_mapped, content, each) for each in NAMES)


def _mapped(content: bytes, name: str) -> None:
    sheet = read_list(content, name)
    read_mapped(sheet, guess_mapping(sheet))


def _consortium(content: bytes) -> None:
    _by_any(partial(parse_file, content, each, BESIDE) for each in NAMES)


def _reference(content: bytes) -> None:
    _by_any(partial(each, content) for each in TABLES)


def _by_any(reads: Iterable[Callable[[], Any]]) -> None:
    """Let every door have its say; refused is what none of them takes."""
    refused, is_taken = None, False
    for read in reads:
        try:
            read()
        except FileRefused as refusal:
            _words_of(refusal)
            refused = refusal
        else:
            is_taken = True
    if refused and not is_taken:
        raise refused


def _register(content: bytes) -> None:
    file = io.BytesIO(content)
    found = survey(file)
    rows = (
        workbook_rows(file)
        if found.is_workbook
        else text_rows(file, found.encoding, ORGANISATION_COLUMNS)
    )
    problems: list[tuple[int, str, str, str]] = []
    note = lambda *problem: problems.append(problem)  # noqa: E731  # nothing more to it
    staged = list(read_register(rows, countries={"BE", "GR", "PL"}, note=note))
    if problems and not staged:
        raise RowsRefused(problems[0])


class RowsRefused(Exception):
    """Not one row of a register could be taken."""


def _on_paper(content: bytes) -> None:
    read_paper(make_paper(), read_docx(content).lines)


def _table(content: bytes) -> None:
    read_table(content, call="2020", lot="lot-2", free_numbers={Part.PARTNERS: 3})


def _law(content: bytes) -> None:
    parse_rulebook.__wrapped__(content.decode("utf-8-sig"), source="rules.toml")


def _form(content: bytes) -> None:
    parse_form(content.decode("utf-8-sig"))


def _receipt(content: bytes) -> None:
    read_receipt(content.decode())


def _files(*paths: Path) -> Callable[[], Iterable[bytes]]:
    return lambda: (each.read_bytes() for each in paths)


def _lists() -> Iterable[bytes]:
    text = (
        b"name;country;role\nUniversity of Patras;EL;applicant\nGhent;BE;full_partner\n"
    )
    yield from (text, text.decode().encode("utf-16"), text.replace(b";", b"\t"))
    yield make_book(("Patras", "EL", "applicant", "higher_education", "999999999", ""))
    yield (FIXTURES / "consortia" / "sending-2017-lot-2.json").read_bytes()


def _tables() -> Iterable[bytes]:
    """Return the head of each table, and all of them as workbooks."""
    for path in sorted((*CALL.glob("*.csv"), *FIXTURES.glob("*.csv"))):
        lines = path.read_text("utf-8").splitlines()[:HEAD_LINES]
        heading, *rows = csv.reader(lines)
        yield "\n".join(lines).encode()
        yield make_book(*rows, heading=heading)


def _registers() -> Iterable[bytes]:
    rows = (("999000001", "Hogeschool Gent", "BE", "higher_education"),)
    text = ",".join(ORGANISATION_COLUMNS) + "\n" + "\n".join(map(",".join, rows))
    yield from (text.encode(), text.encode("utf-16"), text.replace(",", ";").encode())
    yield make_book(*rows, heading=ORGANISATION_COLUMNS)


def _papers() -> Iterable[bytes]:
    yield document("[answer what]", "Because.", "[end]", "[answer role P4]", "It.")


def _proposals() -> Iterable[bytes]:
    """Return the proposal of the demo with a row or two of each part."""
    whole = whole_proposal()
    few = {place: row for place, row in whole.rows.items() if _is_early(place)}
    yield write_proposal(replace(whole, rows=few))


def _is_early(place: Place) -> bool:
    return all(
        number <= 2 for number in place.at if isinstance(number, int)
    )  # enough of each


def _partner_tables() -> Iterable[bytes]:
    file = whole_proposal()
    for name, part in WORKBOOKS.items():
        rows = [cells_of(part, place, row) for place, row in file.of(part).items()]
        yield write_table(name, rows[:3])


def _signed() -> Iterable[bytes]:
    yield blank_pdf(2)
    for kind in ("JPEG", "PNG"):
        yield picture(kind)


def _either(*made: Callable[[], dict[str, bytes]]) -> Callable[[], dict[str, bytes]]:
    return lambda: {name: each for make in made for name, each in make().items()}


SHEETS = _either(hostile.workbooks, hostile.texts)
NOT_TEXT = (UnicodeDecodeError,)
"""Who reads bytes as text says so itself, before the reader is asked."""

READERS = {
    each.name: each
    for each in (
        Reader("partner-lists", _list_of_partners, (FileRefused,), _lists, SHEETS),
        Reader("consortium-files", _consortium, (FileRefused,), _lists, SHEETS),
        Reader("reference-tables", _reference, (FileRefused,), _tables, SHEETS),
        Reader("register", _register, (FileRefused, RowsRefused), _registers, SHEETS),
        Reader(
            "proposal-json",
            parse_proposal,
            (FileRefused,),
            _proposals,
            hostile.texts,
        ),
        Reader(
            "proposal-docx",
            _on_paper,
            (FileRefused,),
            _papers,
            _either(hostile.documents, hostile.workbooks),
        ),
        Reader("proposal-tables", _table, (FileRefused,), _partner_tables, SHEETS),
        Reader(
            "signed-copies", read_signed_file, (CopyRefused,), _signed, hostile.papers
        ),
        Reader(
            "packs",
            read_pack_file,
            (NoPdf, UnreadablePdf),
            lambda: (pdf_with(whole_files()),),
            hostile.papers,
        ),
        Reader(
            "delivery-reports",
            lambda content: read_report(content[:MOST_BYTES]),
            (),
            lambda: (dsn(), QMAIL),
            hostile.texts,
        ),
        Reader(
            "rulebooks",
            _law,
            (RulebookError, *NOT_TEXT),
            _files(CALL / "rulebook.toml"),
            hostile.texts,
        ),
        Reader(
            "form-files",
            _form,
            (FormError, *NOT_TEXT),
            _files(CALL / "form.toml"),
            hostile.texts,
        ),
        Reader(
            "receipts",
            _receipt,
            (BadReceiptError, *NOT_TEXT),
            lambda: (receipt().encode(),),
            hostile.texts,
        ),
    )
}
