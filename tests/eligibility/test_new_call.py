"""A new call is one new folder: no line of code knows its name."""

import json
import shutil

import pytest

from eligibility import catalogue
from tests.eligibility.consortium_files import SENDING, load, run

RENAMED = (
    ('code = "2020"', 'code = "2031"'),
    ("value = 4\nreference", "value = 5\nreference"),
)


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """Ship one call, from a folder that did not exist before."""
    folder = tmp_path / "calls" / "2031"
    shutil.copytree(catalogue.CALLS / "2020", folder)
    text = (folder / "rulebook.toml").read_text(encoding="utf-8")
    for old, new in RENAMED:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "rulebook.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "CALLS", folder.parent)
    yield folder.parent
    catalogue.shipped_rulebook.cache_clear()
    catalogue.shipped_tables.cache_clear()


@pytest.fixture
def consortium(tmp_path):
    """Keep a real consortium of four countries as one of the new call."""
    path = tmp_path / "consortium.json"
    data = load(SENDING) | {"call": "2031", "lot": "lot-1"}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.usefixtures("calls")
def test_a_call_in_a_new_folder_is_checked_by_its_own_numbers(consortium):
    result = run(consortium, "--grant", "900000.00", "--format", "json")

    assert catalogue.shipped_codes() == ("2031",)
    assert result.report["rulebook"]["call"] == "2031"
    assert result.clauses("not_met") == ["min-programme-countries"]
    assert result.finding("min-programme-countries")["required"] == 5


def test_without_its_folder_the_call_is_unknown(consortium):
    result = run(consortium)

    assert result.status == 2
    assert '"2031"' in result.errors
