"""`check_consortium`: says whether the consortium of a file is eligible, and why."""

import io
import os
import re
import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from alliances.files.consortium import (
    MOST_BYTES,
    ConsortiumFile,
    FileRefused,
    Given,
    parse_file,
    parse_json,
)
from alliances.files.problems import refuse, shown_short
from eligibility.core import Outcome
from eligibility.law import Law, no_database, published_law, shipped_law
from eligibility.services.checking import Checked, check_file, json_report, read_day
from eligibility.text_report import text_report

EXIT = {Outcome.MET: 0, Outcome.NOT_MET: 1, Outcome.UNKNOWN: 3}
BAD_INPUT = 2
CRASHED = 70
STDIN = "-"
OPTIONS = {
    "call": "--call",
    "lot": "--lot",
    "project_type": "--project-type",
    "sector": "--sector",
    "duration_months": "--duration",
    "grant_requested_eur": "--grant",
}


class Command(BaseCommand):
    help = """Says whether the consortium of a file is eligible, clause by clause.

FILE is JSON (ssa-consortium/1), or CSV or XLSX with the heading
name,country,role,type,pic,status; - reads JSON from standard input. Options take the
place of what the file says; --call and --lot are needed beside CSV and XLSX. The rules
and country tables are those shipped with the product, so that no database is needed.

exit status, by the consortium as planned:
  0  every blocking clause is met
  1  a blocking clause is not met
  3  none is not met, and one cannot be told yet
  2  the input is bad; standard error has one line per problem"""
    requires_system_checks = ()
    requires_migrations_checks = False

    def create_parser(
        self,
        prog_name: str,
        subcommand: str,
        **kwargs: Any,  # noqa: ANN401  # Django's own signature
    ) -> CommandParser:
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        words = "JSON, CSV or XLSX; - for stdin"
        parser.add_argument("file", metavar="FILE", help=words)
        parser.add_argument("--call", help='such as "2020"')
        parser.add_argument("--lot", help='such as "lot-2"')
        parser.add_argument("--project-type", help='such as "standard"')
        parser.add_argument("--sector", help="slug, title or free text")
        parser.add_argument(
            "--duration", metavar="MONTHS", dest="duration_months", help="such as 48"
        )
        parser.add_argument(
            "--grant", metavar="EUR", dest="grant_requested_eur", help="3900000.00"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--on",
            metavar="YYYY-MM-DD",
            help="the day whose rules count; the call's deadline day by default",
        )
        parser.add_argument(
            "--published",
            action="store_true",
            help="take the rules and tables published in the database",
        )

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except Exception:  # noqa: BLE001  # Python would exit with 1: "not met"
            sys.excepthook(*sys.exc_info())
            sys.exit(CRASHED)

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        try:
            checked = check(options)
        except FileRefused as refusal:
            for line in refusal.lines():
                self.stderr.write(line, str)
            sys.exit(BAD_INPUT)
        if options["format"] == "json":
            self._print(json_report(checked=checked), encoding="utf-8")
        else:
            text = text_report(
                checked.report,
                checked.law.rulebook,
                acronym=checked.file.acronym,
                title=checked.file.title,
                outlook=checked.outlook(with_pairs=True),
                colour=self._has_colour(options),
            )
            self._print(text, errors="replace")
        if status := EXIT[checked.report.outcome]:
            sys.exit(status)

    def _has_colour(self, options: Mapping[str, Any]) -> bool:
        if options["no_color"] or os.environ.get("NO_COLOR"):
            return False
        is_terminal = self.stdout.isatty() and os.environ.get("TERM") != "dumb"
        return bool(options["force_color"]) or is_terminal

    def _print(
        self, text: str, *, encoding: str | None = None, errors: str | None = None
    ) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding=encoding, errors=errors)
        try:
            self.stdout.write(text, ending="")
            self.stdout.flush()
        except BrokenPipeError:
            # The reader has seen enough, as in `| head`; the status still counts.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def check(options: Mapping[str, Any]) -> Checked:
    """Return what a file comes to; FileRefused for bad input."""
    day = read_day(text=options["on"], where="--on")
    given = _given(options)
    file = _read(options["file"], given)
    return check_file(
        file=file,
        on=day,
        find_law=_readable_law if options["published"] else shipped_law,
        places={key: each.where for key, each in given.items()} | {"on": "--on"},
    )


def _readable_law(code: str, *, where: str) -> Law:
    """Return the published law; a database that is not set up is bad input here."""
    try:
        return published_law(code, where=where)
    except DatabaseError as error:
        raise no_database(error, where="--published") from error


def _given(options: Mapping[str, Any]) -> dict[str, Given]:
    """Return the facts given as options; digits are a number for the duration."""
    given = {
        key: Given(options[key], option)
        for key, option in OPTIONS.items()
        if options[key] is not None
    }
    months = options["duration_months"]
    if months and re.fullmatch(r"[0-9]{1,9}", months, re.ASCII):
        given["duration_months"] = Given(int(months), OPTIONS["duration_months"])
    return given


def _read(path: str, given: Mapping[str, Given]) -> ConsortiumFile:
    if path == STDIN:
        return parse_json(_standard_input(), given)
    try:
        with Path(path).open("rb") as file:
            # One byte more than may be there tells that there is too much.
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        what = error.strerror or str(error)
        raise refuse(shown_short(path), what, _("a file that can be read")) from error
    return parse_file(content, path, given, beside="--%s")


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise refuse(STDIN, _("standard input is closed"), _("JSON"))
    return sys.stdin.buffer.read(MOST_BYTES + 1)
