"""The worked cases shipped with the product, each evaluated when first asked for."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alliances.files.consortium import parse_json
from eligibility.core import Report
from eligibility.law import shipped_law
from eligibility.services.checking import check_file

FIXTURES = Path(__file__).parents[2] / "fixtures"
UNKNOWN = "unknown"
"""How a case writes a fact that is not stated."""


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """A real consortium with some changes, and what the engine says to it."""

    name: str
    story: str
    """What was changed, in a sentence."""
    consortium: str
    """The name of the file it starts from."""
    report: Report


@cache
def worked_cases() -> tuple[WorkedCase, ...]:
    """Return every worked case in the order of names; the files never change."""
    return tuple(
        _case(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted((FIXTURES / "cases").glob("*.toml"))
    )


def _case(name: str, text: str) -> WorkedCase:
    data = tomllib.loads(text)
    content = json.dumps(changed_consortium(case=data)).encode()
    checked = check_file(
        file=parse_json(content),
        on=None,
        find_law=shipped_law,
        places={"on": "on"},
    )
    story = text.splitlines()[0].removeprefix("# ")
    return WorkedCase(name, story, data["consortium"], checked.report)


def changed_consortium(*, case: Mapping[str, Any]) -> dict[str, Any]:
    """Make the changes of a case to its real consortium, as `ssa-consortium/1`."""
    path = FIXTURES / "consortia" / f"{case['consortium']}.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    rows = {row["name"]: row for row in data["partners"]}
    for name in case.get("leave", []):
        del rows[name]
    for change in case.get("changes", []):
        stated = _stated(change)
        rows[stated.pop("partner")].update(stated)
    joins = [_stated(row) for row in case.get("joins", [])]
    return data | _stated(case["facts"]) | {"partners": [*rows.values(), *joins]}


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: None if value == UNKNOWN else value for key, value in values.items()}
