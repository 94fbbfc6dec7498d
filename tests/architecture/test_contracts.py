"""The fences themselves: they exist, hold and would notice."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.architecture import sources


def pyproject() -> dict:
    return tomllib.loads((sources.BASE / "pyproject.toml").read_text(encoding="utf-8"))


def test_import_contracts_hold():
    # In a process of its own: its logging set-up silences every logger there is.
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=sources.BASE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_every_contract_is_named_by_a_sentence():
    names = [c["name"] for c in pyproject()["tool"]["importlinter"]["contracts"]]

    assert [name for name in names if not name.endswith(".")] == []


def test_every_ignored_rule_has_a_reason():
    text = (sources.BASE / "pyproject.toml").read_text(encoding="utf-8")
    lines = text.partition("[tool.ruff.lint]")[2].partition("flake8-tidy-imports")[0]
    bare = [
        line.strip()
        for line in lines.splitlines()
        if line.startswith("  ") and "#" not in line
    ]

    assert bare == [], f"Say in a comment why the rule does not fit here: {bare}"


@pytest.mark.django_db
def test_models_and_migrations_agree(settings):
    settings.MIGRATION_MODULES = {}

    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    except SystemExit:
        pytest.fail("Run `manage.py makemigrations` and name the migration.")
