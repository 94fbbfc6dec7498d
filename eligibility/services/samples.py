"""Real consortia to try a law with: those shipped, and the worked cases."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from alliances.files.consortium import ConsortiumFile, parse_json
from eligibility.core import Report, Rulebook
from eligibility.law import Law
from eligibility.services.assess import assess
from eligibility.services.worked_cases import FIXTURES, changed_consortium
from eligibility.snapshots import snapshot_from_file

CASE = "case/"
"""How the key of a worked case begins; those of real consortia do not."""


@cache
def sample_names() -> Mapping[str, str]:
    """Return the samples by key, each with what it is; the files never change."""
    names = {}
    for path in sorted((FIXTURES / "consortia").glob("*.json")):
        names[path.stem] = json.loads(path.read_text(encoding="utf-8"))["acronym"]
    for path in sorted((FIXTURES / "cases").glob("*.toml")):
        story = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        names[f"{CASE}{path.stem}"] = story
    return MappingProxyType(names)


def sample(*, key: str) -> ConsortiumFile:
    """Return one sample; KeyError for a key there is not."""
    if key not in sample_names():
        raise KeyError(key)
    if not key.startswith(CASE):
        return parse_json((FIXTURES / "consortia" / f"{key}.json").read_bytes())
    path = FIXTURES / "cases" / f"{key.removeprefix(CASE)}.toml"
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    return parse_json(json.dumps(changed_consortium(case=case)).encode())


def try_law(*, law: Law, file: ConsortiumFile, lot: str, project_type: str) -> Report:
    """Answer every clause for a consortium as if it applied under this law.

    On the day of the deadline. Raises what `assess` raises.
    """
    moved = replace(file, call=law.rulebook.code, lot=lot, project_type=project_type)
    return assess(
        snapshot=snapshot_from_file(moved, law.tables, law.edition),
        rulebook=law.rulebook,
        on=law.rulebook.deadline.date(),
    )


def has_type(*, rulebook: Rulebook, lot: str, project_type: str) -> bool:
    """Say whether a law has this type of project."""
    return any(
        (each.code, kind.code) == (lot, project_type)
        for each in rulebook.lots
        for kind in each.project_types
    )
