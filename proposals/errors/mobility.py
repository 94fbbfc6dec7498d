"""Refusals around mobility lines."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class NobodyTravels(Refused):
    """The partner left, or gets no grant."""

    message = _(
        "Only the applicant, a full partner or an affiliated entity that takes part can"
        " send people. Choose another."
    )
    field = "partner"


class PackageGone(Refused):
    """The work package is no longer there."""

    message = _("This work package is no longer there. Choose another.")
    field = "work_package"


class NotHalfDays(Refused):
    """Only full and half days are paid."""

    message = _("Only full and half days count: write 5 or 5.5.")
    field = "days"


class MobilityFull(Refused):
    """A draft has as many lines as somebody can read."""

    message = _(
        "A proposal takes 200 mobility lines. Remove one before adding another."
    )
