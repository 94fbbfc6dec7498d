"""The moment of a deadline where the reader is, in the reader's language."""

from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "static" / "js" / "local-time.js"
TIME = '<html lang="{}"><time datetime="{}" data-local="there:"></time></html>'
NEW_YORK, ATHENS, LORD_HOWE = "America/New_York", "Europe/Athens", "Australia/Lord_Howe"


def beside(visitor, language, moment, zone):
    """Return what the script writes beside a moment; nothing where it is the same."""
    page = visitor.open_page(zone=zone)
    page.set_content(TIME.format(language, moment))
    page.add_script_tag(path=SCRIPT)
    found = page.locator(".local-time").all_text_contents()
    return "".join(found).strip()


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "26 September at 11:00"),
        ("de", "26. September um 11:00"),
        ("fr", "26 septembre à 11:00"),
        ("sr", "26. септембра"),
        ("sr-latn", "26. septembra"),
    ],
)
def test_moment_is_written_in_the_language_of_the_page(visitor, language, written):
    said = beside(visitor, language, "2020-09-26T17:00:00+02:00", NEW_YORK)

    assert said.startswith(f"(there: {written}")
    assert said.endswith(f"11:00, {NEW_YORK})")


def test_serbian_months_are_in_the_genitive(visitor):
    year = [
        beside(visitor, "sr-latn", f"2020-{month:02}-10T12:00:00Z", ATHENS).split()[2]
        for month in range(1, 13)
    ]

    assert " ".join(year) == (
        "januara februara marta aprila maja juna"
        " jula avgusta septembra oktobra novembra decembra"
    )


@pytest.mark.parametrize(
    ("moment", "zone", "hour"),
    [
        ("2020-03-29T01:59:00+01:00", ATHENS, "02:59"),
        ("2020-03-29T03:00:00+02:00", ATHENS, "04:00"),
        ("2020-10-25T02:59:00+02:00", ATHENS, "03:59"),
        ("2020-10-25T02:00:00+01:00", ATHENS, "03:00"),
        # America changes its clocks on other days, Lord Howe by half an hour.
        ("2020-03-20T17:00:00+01:00", NEW_YORK, "12:00"),
        ("2020-03-30T17:00:00+02:00", NEW_YORK, "11:00"),
        ("2020-10-26T17:00:00+01:00", NEW_YORK, "12:00"),
        ("2020-02-26T17:00:00+01:00", LORD_HOWE, "03:00"),
        ("2020-06-26T17:00:00+02:00", LORD_HOWE, "01:30"),
    ],
)
def test_clocks_that_change_are_followed(visitor, moment, zone, hour):
    assert beside(visitor, "de", moment, zone).endswith(f"um {hour}, {zone})")


def test_where_clocks_agree_nothing_stands_beside(visitor):
    assert beside(visitor, "de", "2020-10-25T02:30:00+01:00", "Europe/Berlin") == ""
