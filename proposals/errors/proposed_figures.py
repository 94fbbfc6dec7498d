"""Refusals around figures that partners propose."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class FiguresMoved(Refused):
    """What was seen is not what stands: a figure, a proposal, or its decision."""

    message = _(
        "Something changed since this page was shown, so nothing was decided. Both"
        " stand below as they are now."
    )


class NothingChosen(Refused):
    """No figure was ticked."""

    message = _("Tick at least one figure.")


class ReasonMissing(Refused):
    """The partner is told why."""

    message = _("Write why, in at most 500 characters. The partner reads it.")
    field = "reason"


class NoteTooLong(Refused):
    """A note is a sentence or two."""

    message = _("A note takes at most 500 characters.")
    field = "note"
