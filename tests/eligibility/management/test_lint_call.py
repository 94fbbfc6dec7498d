"""`lint_call` on a published call, on a file, and on what is neither."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from eligibility.catalogue import CALLS, shipped_text
from tests.factories import make_call, publish_shipped_call

pytestmark = pytest.mark.django_db


def lint(asked, capsys):
    """Return the exit status and the lines printed."""
    status: str | int | None = 0
    try:
        call_command("lint_call", str(asked))
    except SystemExit as stopped:
        status = stopped.code
    return status, capsys.readouterr().out.splitlines()


def test_a_published_call_that_may_be_opened(capsys):
    publish_shipped_call("rehearsal")

    assert lint("rehearsal", capsys) == (0, ["rehearsal: may be opened"])


def test_a_published_call_with_problems_has_a_line_for_each(capsys):
    make_call()

    status, lines = lint("open", capsys)

    assert status == 1
    assert [each.split(":")[0] for each in lines] == ["rates-missing"]


def test_a_file_is_linted_with_the_tables_shipped_for_its_call(capsys):
    status, lines = lint(CALLS / "2020" / "rulebook.toml", capsys)

    assert status == 1
    assert [each.split(":")[0] for each in lines] == ["deadline-past"]


def test_a_file_is_linted_with_the_tables_published_for_its_call(capsys, tmp_path):
    publish_shipped_call("rehearsal")
    file = tmp_path / "rules.toml"
    file.write_text(shipped_text("rehearsal"))

    assert lint(file, capsys)[0] == 0


def test_a_file_of_a_new_call_lacks_its_tables(capsys, tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text(shipped_text("rehearsal").replace('"rehearsal"', '"2021"'))

    status, lines = lint(file, capsys)

    assert status == 1
    assert lines[0].startswith("no-programme-country: table of countries:")


def test_what_is_no_call_and_no_rulebook_is_bad_input(tmp_path):
    bad = tmp_path / "rules.toml"
    bad.write_text("format = 2")

    for asked in ("1789", str(bad)):
        with pytest.raises(CommandError) as refused:
            call_command("lint_call", asked)

        assert refused.value.returncode == 2


@pytest.fixture
def no_tables(monkeypatch):
    def asked(*_args, **_more):
        raise OperationalError("no such table: eligibility_rulebook")

    monkeypatch.setattr("eligibility.management.commands.lint_call.newest_law", asked)


@pytest.mark.usefixtures("no_tables")
def test_a_call_without_a_database_is_bad_input_in_words():
    with pytest.raises(CommandError, match="expected a database that has") as refused:
        call_command("lint_call", "2020")

    assert refused.value.returncode == 2


@pytest.mark.usefixtures("no_tables")
def test_a_file_needs_no_database(capsys):
    status, lines = lint(CALLS / "2020" / "rulebook.toml", capsys)

    assert status == 1
    assert [each.split(":")[0] for each in lines] == ["deadline-past"]
