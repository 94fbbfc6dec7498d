"""Refusals around occupational profiles."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class ProfilesNotAsked(Refused):
    """The form of this draft asks for no occupational profiles."""

    message = _("Occupational profiles are not asked here.")


class ProfilesFull(Refused):
    """A proposal names as many profiles as somebody can read."""

    message = _(
        "A proposal takes 60 occupational profiles. Remove one before adding another."
    )


class CodeUnreadable(Refused):
    """A code that is neither of ISCO-08 nor of ESCO, by its shape."""

    message = _(
        "Write one to four digits of ISCO-08 (2512), an ESCO code (2512.4) or the"
        " address of an ESCO occupation."
    )
    field = "code"


class LevelUnknown(Refused):
    """The European Qualifications Framework has eight levels."""

    message = _("Choose an EQF level from 1 to 8.")
    field = "level"
