"""README and docs name only files, commands and modules that exist."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.sources import BASE, tracked

DOCS = sorted([BASE / "README.md", *(BASE / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
PATH = re.compile(
    r"(?:^|[`\s(])"
    r"((?:alliances|config|docs|eligibility|fixtures|proposals|templates|tests)/"
    r"[\w./-]+|\.env\.example)",
    re.MULTILINE,
)
TARGET = re.compile(r"`make ([a-z]+)|^make ([a-z]+)", re.MULTILINE)
MEASUREMENT = re.compile(r"-m tests\.((?:benchmarks|evidence|load|deployment)[\w.]*)")
COMMAND = re.compile(r"manage\.py (\w+)")


def name(path: Path) -> str:
    return str(path.relative_to(BASE))


@pytest.mark.parametrize("doc", DOCS, ids=name)
def test_every_file_named_exists(doc):
    text = doc.read_text(encoding="utf-8")
    linked = [doc.parent / each for each in LINK.findall(text)]
    named = [BASE / each.rstrip(".") for each in PATH.findall(text)]

    assert [str(each) for each in linked + named if not each.exists()] == []


def test_every_decision_has_a_number_of_its_own():
    decisions = sorted((BASE / "docs" / "adr").glob("*.md"))
    numbers = [int(each.name[:4]) for each in decisions]
    headings = [each.read_text(encoding="utf-8").split(".")[0] for each in decisions]

    assert len(decisions) > 30
    assert headings == [f"# {number}" for number in numbers]
    assert len(set(numbers)) == len(numbers)


def test_every_make_target_named_exists():
    makefile = (BASE / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    said = [*DOCS, *tracked("*.py"), *tracked("deployment/*.*")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in said)
    named = {one or other for one, other in TARGET.findall(text)}

    assert {"run", "test", "bench", "stage"} <= named
    assert named - targets == set()


def test_every_measurement_is_run_by_a_make_target():
    makefile = (BASE / "Makefile").read_text(encoding="utf-8")
    text = "\n".join(doc.read_text(encoding="utf-8") for doc in DOCS)
    named = set(MEASUREMENT.findall(text))

    assert "benchmarks.growth" in named
    assert named - set(MEASUREMENT.findall(makefile)) == set()


def test_every_command_named_exists():
    text = "\n".join(doc.read_text(encoding="utf-8") for doc in DOCS)
    named = set(COMMAND.findall(text))

    assert "check_consortium" in named
    assert named - get_commands().keys() == set()


def test_a_missing_file_would_be_found():
    text = "See `proposals/nowhere.py` and [that](adr/none.md)."

    assert PATH.findall(text) == ["proposals/nowhere.py"]
    assert LINK.findall(text) == ["adr/none.md"]
