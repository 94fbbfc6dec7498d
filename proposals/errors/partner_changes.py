"""Refusals around changes that partners ask for."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class DecidedAlready(Refused):
    """Somebody else decided on this change, or the partner was asked again."""

    message = _(
        "This change was decided meanwhile, or the partner was asked again. Nothing"
        " more was written; the page shows how it stands."
    )


class RefusalUnexplained(Refused):
    """The partner is told why."""

    message = _("Write why, in at most 500 characters. The partner reads it.")


class PartnerMoved(Refused):
    """The partner was changed since the page was shown: both are to be seen first."""

    message = _(
        "A colleague changed this partner meanwhile, so nothing was written. Look at"
        " what stands now, then decide."
    )
