"""The countries there are: ISO 3166-1 alpha-2 and Kosovo, from the shipped table."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

COUNTRIES_FILE = Path(__file__).parents[2] / "fixtures" / "countries.csv"
# The EU writes two countries its own way; what is stored is ISO.
ISO_OF_EU = {"EL": "GR", "UK": "GB"}


@cache
def shipped_countries() -> Mapping[str, str]:
    """Return the name of each country by its ISO code."""
    with COUNTRIES_FILE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {row["code"]: row["name"] for row in csv.DictReader(file)}
        )
