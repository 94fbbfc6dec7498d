"""`take_stock`: counts and digests all there is, and compares it with another time."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from proposals.selectors.administrators.stock import Stock, take_stock


class Command(BaseCommand):
    help = (
        "Count and digest every row and every file, and verify logs, submissions and"
        " packs. Ends with 1 where something does not verify or differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, help="a file to write it to")
        parser.add_argument("--against", type=Path, help="a file written before")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        stock = take_stock()
        if options["to"]:
            options["to"].write_text(json.dumps(asdict(stock), indent=1), "utf-8")
        wrong = list(stock.problems)
        if options["against"]:
            wrong += _differences(stock, json.loads(options["against"].read_text()))
        for each in wrong:
            self.stderr.write(each)
        if wrong:
            raise CommandError(f"{len(wrong)} things are not as they should be.")
        self.stdout.write(_told(stock, is_compared=bool(options["against"])))


def _differences(stock: Stock, before: dict[str, Any]) -> list[str]:
    """Say which tables differ, and whether the files do."""
    tables = before["tables"] | {name: list(of) for name, of in stock.tables.items()}
    wrong = [
        f"table {name}: "
        f"{_moved(_rows(before['tables'].get(name)), _rows(stock.tables.get(name)))}"
        for name in sorted(tables)
        if list(stock.tables.get(name, ())) != before["tables"].get(name, [])
    ]
    if list(stock.files) != before["files"]:
        then, now = before["files"], stock.files
        wrong.append(
            f"files: {then[0]} with {then[1]} bytes before,"
            f" {now[0]} with {now[1]} bytes now"
        )
    return wrong


def _moved(then: object, now: object) -> str:
    """Say the numbers of rows, or that as many say something else."""
    if then == now:
        return f"{then} rows before and now, not the same"
    return f"{then} rows before, {now} now"


def _rows(found: Any) -> object:  # noqa: ANN401  # of JSON or of a stock
    return found[0] if found else "no"


def _told(stock: Stock, *, is_compared: bool) -> str:
    rows = sum(number for number, _digest in stock.tables.values())
    number, size, _digest = stock.files
    end = ", the same as before" if is_compared else ""
    return (
        f"{rows} rows of {len(stock.tables)} tables and {number} files with {size}"
        f" bytes; logs, submissions and packs verify{end}."
    )
