"""The types an alliance states of an organisation, in words."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliances.enums import PartnerType
from alliances.phrases import either


def type_words(types: Sequence[str]) -> str:
    """Say a type: one, several it is open between, or none stated."""
    return _in_words(tuple(types), get_language())


@lru_cache(maxsize=512)  # all rows of a list say the same few
def _in_words(types: tuple[str, ...], _language: str | None) -> str:
    if not types:
        return _("Type not stated")
    return either([str(PartnerType(each).label) for each in types])
