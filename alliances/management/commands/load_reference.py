"""Loads a table from CSV or XLSX: shows the difference, writes only when confirmed."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alliances.files.diff import diff_rows
from alliances.files.diff_text import diff_lines
from alliances.files.edits import FIELDS, NO_TABLES, edited
from alliances.files.nace import NaceRow, parse_nace
from alliances.files.problems import FileRefused
from alliances.files.sheets import write_csv
from alliances.files.table_sheets import guess_words
from alliances.files.tables import (
    ReferenceTables,
    RegisteredCountry,
    parse_register,
)
from alliances.models import Call, NaceEdition, ReferenceEdition
from alliances.selectors.nace import current_nace_edition, rows_of
from alliances.selectors.reference import (
    current_edition,
    published_tables,
    registered_countries,
)
from alliances.selectors.shared import current_country_edition
from alliances.services.countries import (
    CountriesMoved,
    EuCodeTaken,
    publish_countries,
)
from alliances.services.nace import NaceMoved, publish_nace
from alliances.services.reference import (
    EditionMoved,
    UnknownLots,
    publish_edition,
)

REGISTER, NACE = "countries", "nace"
NOT_WRITTEN = "Nothing written: add --confirm --reason TEXT to write."
SAME = "Nothing to change."


class Command(BaseCommand):
    help = (
        "Compare a CSV or XLSX file with what is published. Writes nothing unless"
        " --confirm and --reason are given; then the next edition of the call is"
        " published."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "table",
            choices=[REGISTER, NACE, *FIELDS],
            help="countries: those there are; nace: the economic activities; status:"
            " what countries are under one call; sectors, rates and mobility of one"
            " call",
        )
        parser.add_argument("file", type=Path)
        parser.add_argument("--call", help="code of the call")
        parser.add_argument(
            "--lot", help="the file is the sector list of this Lot alone"
        )
        parser.add_argument(
            "--problems",
            type=Path,
            help="where to write every problem of a refused file, as CSV",
        )
        parser.add_argument("--confirm", action="store_true", help="write")
        parser.add_argument("--reason", default="", help="why, kept with the edition")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        refuse_options(options)
        content = read(options["file"])
        reason = options["reason"].strip() if options["confirm"] else ""
        with refusals_of(options["file"], options["problems"]):
            if guess := guess_words(content):
                self.stderr.write(guess)
            if options["table"] == REGISTER:
                self._load_register(parse_register(content), reason)
            elif options["table"] == NACE:
                self._load_nace(parse_nace(content), reason)
            else:
                call = call_of(options["call"])
                lot = options["lot"] or ""
                self._load_table(call, options["table"], content, lot, reason)

    def _load_register(self, rows: tuple[RegisteredCountry, ...], reason: str) -> None:
        """Compare and publish the countries there are; a file alone removes none."""
        present = registered_countries()
        difference = replace(diff_rows(present, rows), removed=())
        self.stdout.write("\n".join(diff_lines(difference)))
        if not difference.has_changes:
            self.stdout.write(SAME)
        elif reason:
            merged = {row.code: row for row in (*present, *rows)}
            store(tuple(merged.values()), reason)
            self.stdout.write("Stored; countries that the file leaves out stay.")
        else:
            self.stdout.write(NOT_WRITTEN)

    def _load_nace(self, rows: tuple[NaceRow, ...], reason: str) -> None:
        """Compare the classification with the one in force, publish the next one."""
        edition = current_nace_edition()
        present = rows_of(edition) if edition else ()
        self.stdout.write("\n".join(diff_lines(diff_rows(present, rows))))
        if rows == present:
            self.stdout.write(SAME)
        elif reason:
            version = publish_activities(rows, edition, reason).version
            self.stdout.write(f"Published edition {version} of NACE.")
        else:
            self.stdout.write(NOT_WRITTEN)

    def _load_table(
        self, call: Call, table: str, content: bytes, lot: str, reason: str
    ) -> None:
        """Compare a table with the edition in force, publish the next one."""
        edition = current_edition(call)
        present = published_tables(edition) if edition else NO_TABLES
        edit = edited(present, table, content, lot=lot)
        self.stdout.write("\n".join(diff_lines(edit.difference)))
        is_same = edition is not None and edit.is_nothing
        if not (edit.difference.has_changes or is_same):
            self.stdout.write("The rows stand in another order.")
        if is_same:
            self.stdout.write(SAME)
        elif reason:
            version = publish(call, edit.after, edition, reason).version
            self.stdout.write(f"Published edition {version} of call {call.code}.")
        else:
            self.stdout.write(NOT_WRITTEN)


def refuse_options(options: dict[str, Any]) -> None:
    """Refuse options that do not go together, before anything is read."""
    table, call = options["table"], options["call"]
    if options["confirm"] and not options["reason"].strip():
        raise CommandError("--confirm needs --reason: say why the data changes.")
    if options["lot"] and table != "sectors":
        raise CommandError("--lot goes with sectors: no other table has Lots.")
    if table not in {REGISTER, NACE} and not call:
        raise CommandError(f"{table} needs --call: it belongs to one call.")
    if table == NACE and call:
        raise CommandError("nace is the same for every call: leave out --call.")
    if table == REGISTER and call:
        raise CommandError(
            "countries are the same for every call: leave out --call, or load what they"
            " are under one with `load_reference status`."
        )


def read(file: Path) -> bytes:
    """Return the bytes of the file; CommandError if it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


@contextmanager
def refusals_of(file: Path, problems: Path | None = None) -> Iterator[None]:
    """Turn the refusal of a file into a CommandError with its problems.

    A terminal gets as many as can be read; the file `problems` gets each of them.
    """
    try:
        yield
    except FileRefused as refused:
        if problems:
            cells = ((each.where, each.what, each.expected) for each in refused.found)
            problems.write_bytes(write_csv([("where", "what", "expected"), *cells]))
        raise CommandError("\n".join([f"{file}:", *refused.lines()])) from refused


def call_of(code: str) -> Call:
    """Return the call; CommandError names those there are."""
    try:
        return Call.objects.get(code=code)
    except Call.DoesNotExist:
        known = sorted(Call.objects.values_list("code", flat=True))
        names = ", ".join(known) or "none, load_calls publishes them"
        raise CommandError(f"unknown call {code!r}; there are {names}.") from None


def store(rows: tuple[RegisteredCountry, ...], reason: str) -> None:
    """Publish the countries; CommandError where it is refused."""
    present = current_country_edition()
    version = present.version if present else 0
    try:
        publish_countries(rows=rows, reason=reason, compared_with=version)
    except (CountriesMoved, EuCodeTaken) as refused:
        raise CommandError(str(refused.message)) from refused


def publish_activities(
    rows: tuple[NaceRow, ...], edition: NaceEdition | None, reason: str
) -> NaceEdition:
    """Publish the classification; CommandError for a change in between."""
    version = edition.version if edition else 0
    try:
        return publish_nace(rows=rows, reason=reason, compared_with=version)
    except NaceMoved as moved:
        raise CommandError(str(moved.message)) from moved


def publish(
    call: Call, tables: ReferenceTables, edition: ReferenceEdition | None, reason: str
) -> ReferenceEdition:
    """Publish; CommandError for Lots the call lacks, and for a change in between."""
    try:
        return publish_edition(
            call=call,
            tables=tables,
            reason=reason,
            compared_with=edition.version if edition else 0,
        )
    except UnknownLots as unknown:
        lots = ", ".join(unknown.codes)
        raise CommandError(f"call {call.code} has no Lot {lots}.") from unknown
    except EditionMoved as moved:
        raise CommandError(
            f"edition {moved.present.version} was published meanwhile: compare again."
        ) from moved
