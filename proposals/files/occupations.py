"""Codes of occupations: ISCO-08 and ESCO, by their shape alone.

Whether a code exists is not looked up: no table of either classification is part of
this product.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST_CODE = 120
ISCO = re.compile(r"[0-9]{1,4}")
ESCO = re.compile(r"[0-9]{4}(\.[0-9]{1,3})+")
URI = re.compile(
    r"https?://data\.europa\.eu/esco/occupation/"
    r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?",
    re.IGNORECASE,
)
PREFIX = re.compile(r"^(isco(-08)?|esco)[\s:]+", re.IGNORECASE)


class Scheme(StrEnum):
    """Which classification a code is of."""

    ISCO = "isco"
    ESCO = "esco"


@dataclass(frozen=True, slots=True)
class OccupationCode:
    """A code as it is kept: ISCO-08 digits, an ESCO code, or the URI of one."""

    scheme: Scheme
    code: str

    @property
    def words(self) -> str:
        """The code with its classification: "ISCO-08 2512", "ESCO 2512.4"."""
        return f"{NAMES[self.scheme]} {self.code}"


NAMES = {Scheme.ISCO: "ISCO-08", Scheme.ESCO: "ESCO"}


def parse_code(text: str) -> OccupationCode:
    """Return the code somebody typed: 2512, ISCO 2512, 2512.4 or an ESCO address.

    Raises ValueError for anything of another shape.
    """
    typed = PREFIX.sub("", text.strip()).strip()
    if ISCO.fullmatch(typed):
        return OccupationCode(Scheme.ISCO, typed)
    if ESCO.fullmatch(typed):
        return OccupationCode(Scheme.ESCO, typed)
    if uri := URI.fullmatch(typed):
        known = f"http://data.europa.eu/esco/occupation/{uri[1].lower()}"
        return OccupationCode(Scheme.ESCO, known)
    raise ValueError(text)
