"""Reads the published classification of economic activities."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from alliances.files.nace import NaceRow, nace_code, shipped_nace
from alliances.models import NaceCode, NaceEdition


def current_nace_edition() -> NaceEdition | None:
    """Return the edition in force; none before the first."""
    return NaceEdition.objects.order_by("-version").first()


def current_nace() -> Mapping[str, NaceRow]:
    """Return the codes in force in their order; the shipped ones before the first.

    One query: an edition never changes, so its codes are read once per process.
    """
    row = NaceEdition.objects.order_by("-version").values_list("pk", "sha256").first()
    return _codes_of(*row) if row else shipped_nace()


def nace_words(stated: str) -> str:
    """Return a sector as people read it: a code with its title, else as stated.

    One query where it is a code, none where it is not.
    """
    code = nace_code(stated)
    if not code:
        return stated
    row = current_nace().get(code) or shipped_nace()[code]
    return f"{row.code} {row.title}"


def rows_of(edition: NaceEdition) -> tuple[NaceRow, ...]:
    """Return the codes of an edition in their order."""
    return tuple(_codes_of(edition.pk, edition.sha256).values())


@lru_cache(maxsize=4)
def _codes_of(edition: int, _sha256: str) -> Mapping[str, NaceRow]:
    codes = NaceCode.objects.filter(edition=edition).order_by("position")
    columns = codes.values_list("code", "parent", "level", "title")
    return MappingProxyType({row[0]: NaceRow(*row) for row in columns})
