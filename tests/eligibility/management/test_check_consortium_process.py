"""`check_consortium` as a program: no database, no environment, exact statuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.eligibility.consortium_files import CHARTER, FIXTURES

ROOT = Path(__file__).parents[3]
NOWHERE = "postgres://nobody@127.0.0.1:1/nothing"
FILE = FIXTURES / f"{CHARTER}.json"


def program(*arguments, environment=None, **options):
    """Run the command with nothing but `environment`."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "check_consortium", *arguments],
        env=environment or {},
        capture_output=True,
        check=False,
        timeout=60,
        **options,
    )


def test_no_environment_and_any_folder_will_do(tmp_path):
    result = program(str(FILE), "--grant", "3900000.00", cwd=tmp_path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode().startswith("CHARTER\n")
    assert list(tmp_path.iterdir()) == []


def test_no_database_is_asked():
    result = program(str(FILE), environment={"DATABASE_URL": NOWHERE})

    assert (result.returncode, result.stderr) == (3, b"")


def test_published_rules_ask_the_database_and_say_so():
    result = program(str(FILE), "--published", environment={"DATABASE_URL": NOWHERE})

    (line,) = result.stderr.decode().splitlines()
    assert (result.returncode, result.stdout) == (2, b"")
    assert line.startswith("--published: the database cannot be read (")


def test_bytes_are_utf_8_whatever_the_terminal_speaks():
    latin = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}

    plain = program(str(FILE), "--format", "json")
    other = program(str(FILE), "--format", "json", environment=latin)

    assert "Institutul Național al Patrimoniului" in plain.stdout.decode("utf-8")
    assert plain.stdout == other.stdout


def test_text_survives_a_terminal_without_the_letters():
    result = program(str(FILE), environment={"PYTHONIOENCODING": "ascii"})

    assert (result.returncode, result.stderr) == (3, b"")
    assert b"K?nste" in result.stdout


def test_standard_input_is_read():
    stated = json.loads(FILE.read_bytes()) | {"partners": []}

    result = program("-", "--format", "json", input=json.dumps(stated).encode())

    assert result.returncode == 1
    assert json.loads(result.stdout)["outcome"] == "not_met"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [str(FILE), "--format", "yaml"],
    ],
)
def test_wrong_usage_is_bad_input(arguments):
    result = program(*arguments)

    assert (result.returncode, result.stdout) == (2, b"")
    assert b"error: " in result.stderr


def test_bad_file_leaves_standard_output_empty():
    result = program("-", input=b"{")

    assert (result.returncode, result.stdout) == (2, b"")
    assert len(result.stderr.splitlines()) == 1


def test_reader_who_stops_early_gets_no_complaint():
    command = f"{sys.executable} manage.py check_consortium {FILE} | head -1"

    result = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert (result.returncode, result.stderr) == (3, b"")
    assert result.stdout == b"CHARTER\n"
