"""Refusals around what colleagues do."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class PartnerGone(Refused):
    """A contact is of a partner who takes part, and this one does not."""

    field = "duty"
    message = _("This partner takes no part any more.")
