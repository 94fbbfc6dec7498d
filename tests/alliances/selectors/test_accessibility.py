"""What the statement on accessibility takes from the record, and from the operator."""

import json

import pytest
from django.utils import translation

from alliances.selectors import accessibility

LOOKS = {
    "light": {"pages": 301, "tested_on": "2026-11-29"},
    "dark": {"pages": 299, "tested_on": "2026-11-27"},
}


@pytest.fixture
def record(tmp_path, monkeypatch):
    path = tmp_path / "accessibility.json"
    path.write_text(json.dumps({"axe": "4.12.1", "looks": LOOKS}))
    monkeypatch.setattr(accessibility, "RECORD", path)
    accessibility._record.cache_clear()
    yield
    accessibility._record.cache_clear()


@pytest.mark.usefixtures("record")
def test_statement_says_the_least_and_the_oldest(settings):
    settings.CONTACT = "help@example.org"

    assert accessibility.statement() == accessibility.Statement(
        tested_on="27 November 2026",
        pages=299,
        axe="4.12.1",
        address="help@example.org",
    )


@pytest.mark.usefixtures("record")
def test_day_stands_as_dates_do_in_serbian():
    with translation.override("sr-latn"):
        day = accessibility.statement().tested_on

    assert day == "27.\N{NO-BREAK SPACE}novembra 2026."


def test_the_sender_of_mails_is_not_whom_to_tell(settings):
    settings.DEFAULT_FROM_EMAIL = "alliances@example.org"

    assert accessibility.statement().address == ""
