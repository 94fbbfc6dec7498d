"""What the statement on accessibility says of the last test that was written down.

The figures are those of `fixtures/accessibility.json`, which the test of every page
writes when somebody runs it for the record: see docs/accessibility.md.
"""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from alliances.words import day_words

RECORD = settings.BASE_DIR / "fixtures" / "accessibility.json"


@dataclass(frozen=True)
class Statement:
    """What the page of the statement shows.

    Attributes:
        tested_on: The day of the test in words; of several looks that of the oldest.
        pages: How many pages were looked at in each look, at least.
        axe: The version of axe-core that looked.
        address: Where barriers are reported; empty where the operator named none.
    """

    tested_on: str
    pages: int
    axe: str
    address: str


def statement() -> Statement:
    """Return what the statement says."""
    record = _record()
    looks = record["looks"].values()
    oldest = dt.date.fromisoformat(min(each["tested_on"] for each in looks))
    return Statement(
        tested_on=day_words(oldest),
        pages=min(each["pages"] for each in looks),
        axe=record["axe"],
        address=settings.CONTACT,
    )


@cache
def _record() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found
