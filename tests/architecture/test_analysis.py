"""What reads the code for holes: ruff's S, and bandit for what ruff does not know."""

import json
import re
import subprocess
import sys
import tomllib
from typing import Any

from tests.architecture.sources import BASE

BY_ANOTHER_NAME = {"B703"}
"""Markup that is called safe after it was computed: ruff's S308 refuses all of it."""


def settings_of(tool: str) -> dict[str, Any]:
    text = (BASE / "pyproject.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["tool"][tool]
    return found


def rules_of_bandit() -> set[str]:
    """Return the numbers bandit lists, of whatever a plug-in brings too."""
    command = [sys.executable, "-m", "bandit", "--help"]
    listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return set(re.findall(r"^\s+(B\d{3})\s", listed, re.MULTILINE))


def rules_of_ruff() -> set[str]:
    """Return the stable rules that ruff took over from bandit, by bandit's numbers."""
    command = [sys.executable, "-m", "ruff", "rule", "--all", "--output-format", "json"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout
    return {
        each["code"].replace("S", "B")
        for each in json.loads(listed)
        if each["linter"] == "flake8-bandit" and not each["preview"]
    }


def test_no_rule_of_either_is_left_out_and_none_asked_twice():
    known = rules_of_bandit()
    ours = set(settings_of("bandit")["tests"])

    assert ours == known - rules_of_ruff() - BY_ANOTHER_NAME
    assert len(known) > 70


def test_ruff_leaves_no_rule_of_security_out_for_the_whole_product():
    linting = settings_of("ruff")["lint"]

    assert linting["select"] == ["ALL"]
    assert [each for each in linting["ignore"] if each.startswith("S")] == []
