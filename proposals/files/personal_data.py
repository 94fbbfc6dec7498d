"""Which columns hold personal data: `fixtures/personal_data.toml`, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REGISTER_FILE = Path(__file__).parents[2] / "fixtures" / "personal_data.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What is said of data that are kept for one reason."""

    whose: str
    why: str
    source: str
    """Where they came from."""
    seen: str
    """Who sees them."""
    kept: str
    """How long."""
    erased: str
    """By what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalRows:
    """Columns of one table that are about one person, and how their rows are found."""

    name: str
    """In an export; an erasure counts some under the same name."""
    model: str
    words: str
    """Which `Why` holds for them."""
    by_address: tuple[str, ...] = ()
    """Columns with an address of the person."""
    by_account: tuple[str, ...] = ()
    """Columns with an account of the person."""
    fields: tuple[str, ...] = ()
    """What is exported."""
    aside: tuple[str, ...] = ()
    """Not personal, exported so that the rest is understood."""
    withheld: tuple[str, ...] = ()
    """Personal and never exported: secrets, other people's data, whole evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """The register; each column of each table stands in it once."""

    whys: Mapping[str, Why]
    rows: tuple[PersonalRows, ...]
    acts: Mapping[str, Mapping[str, list[str]]]
    """Table → column with who acted → what is said of the act."""
    not_personal: Mapping[str, frozenset[str]]


@cache
def personal_data() -> PersonalData:
    """Return the register of personal data."""
    stated = tomllib.loads(REGISTER_FILE.read_text(encoding="utf-8"))
    return PersonalData(
        whys={name: Why(**each) for name, each in stated["words"].items()},
        rows=tuple(_rows(each) for each in stated["personal"]),
        acts=stated["acts"],
        not_personal={
            model: frozenset(columns.split())
            for model, columns in stated["not_personal"].items()
        },
    )


def _rows(stated: Mapping[str, str | list[str]]) -> PersonalRows:
    frozen = {k: tuple(v) if isinstance(v, list) else v for k, v in stated.items()}
    return PersonalRows(**frozen)  # type: ignore[arg-type]  # TOML has no types to check
