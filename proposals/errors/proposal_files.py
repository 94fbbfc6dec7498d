"""Refusals around files that are taken into a proposal field by field."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused, Text


class FieldsMoved(Refused):
    """What was taken is not what stands there now; `keys` are the changes concerned."""

    message = _(
        "A colleague changed something you took from the file after this page was"
        " shown. Nothing was written. It is marked below, as it stands now."
    )

    def __init__(self, keys: Collection[str]) -> None:
        super().__init__(keys)
        self.keys = frozenset(keys)


class FieldRefused(Refused):
    """One change cannot be written, so none was; `key` is the one."""

    def __init__(self, key: str, reason: Text) -> None:
        super().__init__(key, reason)
        self.key = key
        self.reason = str(reason)
        self.message = _(
            "One of the fields cannot be taken as the file has it, so nothing was"
            " written. It is marked below."
        )


class OtherKind(Refused):
    """The file is of another call or Lot than the draft."""

    message = _(
        "This file is of another call or Lot. Choose a file of this one, or open a new"
        " alliance with it."
    )


class CountryUnknown(Refused):
    """The country is in no table of this product."""

    message = _("This country is not known here. Choose it in the list of partners.")


class PackageMissing(Refused):
    """Something is taken of a work package that is not there."""

    message = _("Its work package is not there. Take the work package as well.")


class NothingTaken(Refused):
    """No field was ticked."""

    message = _("Nothing is ticked, so nothing was written. Tick what you want.")
