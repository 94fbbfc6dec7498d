"""Loads one table of a call from CSV: shows the difference, writes when confirmed."""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alliances.files.diff import Diff, diff_rows
from alliances.files.problems import FileRefused
from alliances.files.tables import (
    ReferenceTables,
    parse_countries,
    parse_rates,
    parse_sectors,
)
from alliances.models import Call
from alliances.selectors import current_tables
from alliances.services.reference import UnknownLots, publish_edition

PARSERS: dict[str, Callable[[bytes], tuple[Any, ...]]] = {
    "countries": parse_countries,
    "sectors": parse_sectors,
    "rates": parse_rates,
}


class Command(BaseCommand):
    help = (
        "Compare a CSV file with the published table of a call. Writes nothing unless"
        " --confirm and --reason are given; then the next edition is published."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "table", choices=PARSERS, help="countries holds their status"
        )
        parser.add_argument("file", type=Path)
        parser.add_argument("--call", required=True, help="code of the call")
        parser.add_argument("--confirm", action="store_true", help="write")
        parser.add_argument("--reason", default="", help="why, kept with the edition")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        if options["confirm"] and not options["reason"].strip():
            raise CommandError("--confirm needs --reason: say why the data changes")
        call = self._call(options["call"])
        rows = self._rows(options["table"], options["file"])
        present = current_tables(call)
        difference = diff_rows(getattr(present, options["table"]), rows)
        self._show(difference)
        if difference.is_empty:
            self.stdout.write("Nothing to change.")
        elif options["confirm"]:
            tables = replace(present, **{options["table"]: rows})
            self._publish(call, tables, options["reason"].strip())
        else:
            self.stdout.write("Nothing written: add --confirm --reason TEXT to write.")

    def _call(self, code: str) -> Call:
        try:
            return Call.objects.get(code=code)
        except Call.DoesNotExist:
            known = ", ".join(Call.objects.values_list("code", flat=True))
            raise CommandError(f"unknown call {code!r}; known are {known}") from None

    def _rows(self, table: str, file: Path) -> tuple[Any, ...]:
        try:
            return PARSERS[table](file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except FileRefused as refused:
            raise CommandError(f"{file}\n" + "\n".join(refused.lines())) from refused

    def _publish(self, call: Call, tables: ReferenceTables, reason: str) -> None:
        try:
            edition = publish_edition(call=call, tables=tables, reason=reason)
        except UnknownLots as error:
            raise CommandError(
                f"call {call.code} has no Lot {', '.join(error.codes)}"
            ) from error
        self.stdout.write(f"Published edition {edition.version} of call {call.code}.")

    def _show(self, difference: Diff[Any]) -> None:
        """Print what would change, one line a row, then the numbers."""
        self._list("+", difference.added)
        for before, after in difference.changed:
            self.stdout.write(f"~ {_line(before)}\n  → {_line(after)}")
        self._list("-", difference.removed)
        self.stdout.write(
            f"{len(difference.added)} added, {len(difference.changed)} changed,"
            f" {len(difference.removed)} removed,"
            f" {len(difference.unchanged)} unchanged"
        )

    def _list(self, sign: str, rows: Iterable[Any]) -> None:
        for row in rows:
            self.stdout.write(f"{sign} {_line(row)}")


def _line(row: Any) -> str:  # noqa: ANN401  # any of the three rows
    """Write a row as its columns."""
    return "  ".join(str(each) if each != "" else "–" for each in astuple(row))
