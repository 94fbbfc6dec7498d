"""`lint_call`: says whether a call could be opened, and if not, what is in the way."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from alliances.files.edits import NO_TABLES
from alliances.files.problems import FileRefused
from alliances.files.tables import ReferenceTables
from eligibility.catalogue import UnknownCall, shipped_tables
from eligibility.core import Rulebook, RulebookError, parse_rulebook
from eligibility.law import Law, newest_law, no_database
from eligibility.linter import lint

PROBLEMS, BAD_INPUT = 1, 2


class Command(BaseCommand):
    help = """Looks for what would keep everybody from submitting to a call.

A CALL is one published here, with its tables. A FILE is a rulebook; the tables are
those published for its call, else those shipped for it.

exit status:
  0  it may be opened
  1  problems: one line each
  2  no such call, or a file that is not a rulebook; standard error says why"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("call", metavar="CALL|FILE")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        rulebook, tables = _law(options["call"])
        found = lint(rulebook, tables, now=timezone.now())
        for each in found:
            self.stdout.write(str(each))
        if found:
            sys.exit(PROBLEMS)
        self.stdout.write(f"{rulebook.code}: may be opened")


def _law(asked: str) -> tuple[Rulebook, ReferenceTables]:
    path = Path(asked)
    try:
        if not path.is_file():
            law = _newest(asked)
            return law.rulebook, law.tables
        rulebook = parse_rulebook(path.read_text(encoding="utf-8"), source=asked)
    except (FileRefused, RulebookError, UnicodeDecodeError) as error:
        raise CommandError(str(error), returncode=BAD_INPUT) from error
    return rulebook, _tables(rulebook.code)


def _newest(code: str) -> Law:
    try:
        return newest_law(code, where="CALL")
    except DatabaseError as error:
        raise no_database(error, where="CALL") from error


def _tables(code: str) -> ReferenceTables:
    try:
        return _newest(code).tables
    except FileRefused:
        pass
    try:
        return shipped_tables(code)
    except UnknownCall:
        return NO_TABLES
