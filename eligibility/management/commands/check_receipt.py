"""`check_receipt`: recomputes a receipt and says whether it gives the same bytes."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from eligibility.core import BadReceiptError
from eligibility.receipts import (
    Standing,
    check_receipt,
    published_by_digest,
    shipped_by_digest,
)

EXIT = {
    Standing.SAME: 0,
    Standing.DIFFERS: 1,
    Standing.RULES_UNKNOWN: 2,
    Standing.OTHER_ENGINE: 3,
}
BAD_INPUT = 2


class Command(BaseCommand):
    help = """Recomputes a receipt (ssa-receipt/1) under the rules it names.

exit status:
  0  the same bytes
  1  other bytes: standard output names the clauses that differ
  2  no receipt, or rules that are not known; standard error says why
  3  given by another version of the engine; the clauses that differ are named"""
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a receipt; - for stdin")
        parser.add_argument(
            "--published",
            action="store_true",
            help="look for the rules in the database, not among those shipped",
        )

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        find = published_by_digest if options["published"] else shipped_by_digest
        try:
            found = check_receipt(text=_read(options["file"]), find_rulebook=find)
        except (BadReceiptError, OSError, UnicodeDecodeError) as error:
            self.stderr.write(f"{options['file']}: {error}")
            sys.exit(BAD_INPUT)
        stamp = found.receipt.report.rulebook
        if found.standing is Standing.RULES_UNKNOWN:
            self.stderr.write(f"rules {stamp.call} {stamp.sha256} are not known here")
        else:
            self.stdout.write(f"{found.standing} {found.receipt.sha256}")
        for clause in found.differences:
            self.stdout.write(clause)
        if status := EXIT[found.standing]:
            sys.exit(status)


def _read(path: str) -> str:
    if path == "-":
        return sys.stdin.read()
    return Path(path).read_text(encoding="utf-8")
