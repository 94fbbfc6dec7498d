"""Refusals around overrides of administrators."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class NothingToOverride(Refused):
    """What was named is met by now, or nothing was named."""

    message = _("Name something that is not met now. What is met needs no override.")


class NoReasonGiven(Refused):
    """An override is printed with its reason."""

    message = _("Say why. The reason is printed on the receipt and in the pack.")
    field = "reason"
