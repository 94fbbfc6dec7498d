"""An index that knows no holes is no clean result: it is refused, loudly."""

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from config import advisories

HOLE = {"id": "PYSEC-2019-1", "aliases": ["CVE-2019-1"]}


class Index:
    """Answers what programs ask of an index, by what it knows."""

    def __init__(self, packages=None, scripts=None, *, said=None):
        self.packages, self.scripts, self.said = packages or {}, scripts or {}, said
        self.asked = []

    def run(self, command, **_options):
        self.asked.append(command)
        if self.said is not None:
            return SimpleNamespace(stdout=self.said, stderr="no route to host")
        if "pip_audit" not in command:
            return SimpleNamespace(stdout=json.dumps(self.of_scripts()), stderr="")
        lock = Path(command[command.index("-r") + 1]).read_text("utf-8")
        names = [line.partition("==")[0] for line in lock.splitlines()]
        found = [
            {"name": name, "version": "1", "vulns": self.packages.get(name, [])}
            for name in names
        ]
        return SimpleNamespace(stdout=json.dumps({"dependencies": found}), stderr="")

    def of_scripts(self):
        return {
            "vulnerabilities": {name: {"via": v} for name, v in self.scripts.items()}
        }


@pytest.fixture
def audit(monkeypatch, tmp_path):
    """Return what audits a lock of one package with an index, and says how it ends."""
    lock = tmp_path / "requirements.txt"
    lock.write_text("pillow==1\n", "utf-8")
    monkeypatch.setattr(
        advisories, "inside", lambda _path: [(None, {"name": "jquery", "version": "3"})]
    )

    def run(index):
        monkeypatch.setattr(subprocess, "run", index.run)
        with pytest.raises(SystemExit) as ended:
            advisories.main(str(lock), str(tmp_path))
        return ended.value.code

    return run


def test_nothing_known_against_anything_ends_well(audit):
    index = Index({"django": [HOLE]}, {"lodash": ["a"]})

    assert audit(index) == 0


def test_an_index_of_packages_without_advisories_is_refused(audit):
    index = Index({}, {"lodash": ["a"]})

    assert audit(index).startswith("No advisories behind the index of packages")
    assert len(index.asked) == 1


def test_an_index_of_scripts_without_advisories_is_refused(audit):
    index = Index({"django": [HOLE]}, {})

    assert audit(index).startswith("No advisories behind the index of scripts")


@pytest.mark.parametrize("said", ["", "<html>502</html>", "[]"])
def test_an_index_that_cannot_be_reached_is_refused(audit, said):
    assert audit(Index(said=said)).startswith("No advisories behind the index")


def test_holes_are_named_and_fail(audit, capsys):
    known = {"url": "https://advisories.example/1"}
    index = Index(
        {"django": [HOLE], "pillow": [HOLE]}, {"lodash": ["a"], "jquery": [known]}
    )

    assert audit(index) == "2 with known holes"
    assert capsys.readouterr().out == (
        "pillow 1: PYSEC-2019-1\njquery: https://advisories.example/1\n"
    )
