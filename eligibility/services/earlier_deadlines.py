"""A deadline that becomes earlier: refused unless whoever publishes means it."""

from django.utils.translation import gettext_lazy as _

from alliances.services.reference import Unpublished
from eligibility.core import Rulebook


class DeadlineEarlier(Unpublished):
    """The version would end its call earlier than `present`; nobody meant that."""

    message = _("Tick that the deadline is meant to be earlier.")

    def __init__(self, present: Rulebook) -> None:
        super().__init__()
        self.present = present


def require_meant(
    *, rulebook: Rulebook, present: Rulebook | None, makes_earlier: bool
) -> None:
    """Raise DeadlineEarlier for a law that closes before the one in force unasked.

    A file of before an extension takes it back, which nobody sees who reads the rest.
    """
    if present and rulebook.deadline < present.deadline and not makes_earlier:
        raise DeadlineEarlier(present)
