"""The types an alliance states of an organisation, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from alliances.enums import PartnerType
from alliances.phrases import either


def type_words(types: Sequence[str]) -> str:
    """Say a type: one, several it is open between, or none stated."""
    if not types:
        return _("Type not stated")
    return either([str(PartnerType(each).label) for each in types])
