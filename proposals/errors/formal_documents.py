"""Refusals around what is signed, and the copies of it."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class NothingToSign(Refused):
    """Nobody who was named signs anything."""

    message = _(
        "There is nothing to sign yet. Add the applicant and partners first: associated"
        " partners sign no mandate."
    )
