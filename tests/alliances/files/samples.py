"""Consortium files for the tests, each one change away from a sound one."""

import json
from pathlib import Path

from alliances.files.consortium import FileRefused, Given, parse_csv, parse_json

FIXTURES = Path(__file__).parents[3] / "fixtures" / "consortia"
COUNTRIES = {
    "AT": "Austria",
    "BE": "Belgium",
    "GB": "United Kingdom",
    "GR": "Greece",
    "XK": "Kosovo",
}
BESIDE = {"call": Given("2020", "--call"), "lot": Given("lot-2", "--lot")}


def partner(**changes):
    """Return a sound partner with changes; a change to `...` leaves the key out."""
    stated = {"name": "University of Patras", "role": "applicant", **changes}
    return {key: value for key, value in stated.items() if value is not ...}


def consortium(**changes):
    """Return a sound consortium with changes; `...` leaves the key out."""
    stated = {
        "schema": "ssa-consortium/1",
        "call": "2020",
        "lot": "lot-2",
        "partners": [partner()],
        **changes,
    }
    return {key: value for key, value in stated.items() if value is not ...}


def read(stated, given=None):
    """Parse a JSON value or JSON bytes."""
    content = stated if isinstance(stated, bytes) else json.dumps(stated).encode()
    return parse_json(content, given, countries=COUNTRIES)


def read_sheet(content, given=BESIDE):
    """Parse CSV text or CSV bytes."""
    content = content if isinstance(content, bytes) else content.encode()
    return parse_csv(content, given, countries=COUNTRIES)


def lines_of(parse, *arguments, **named):
    """Return the lines of the refusal, none where the file is taken."""
    try:
        parse(*arguments, **named)
    except FileRefused as refusal:
        return refusal.lines()
    return []
