"""Refusals around the sections of the form."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class SectionNotAsked(Refused):
    """The form of this draft has no such section."""

    message = _("This section is not in the form.")


class SectionIncomplete(Refused):
    """Something is missing or too long; the sentence says what."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.message = _("Not marked as completed: %(why)s.") % {"why": why}


class PartIncomplete(Refused):
    """Something of a partner's part is missing or too long; the sentence says what."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.message = _("Not marked as done: %(why)s.") % {"why": why}


class NotAnAuthor(Refused):
    """Whoever a section is assigned to must be able to write it."""

    message = _("Only the coordinator and editors of this draft take sections on.")


class SomebodyElse(Refused):
    """A colleague assigned the section meanwhile; `who` is None for nobody."""

    def __init__(self, who: object | None) -> None:
        super().__init__(who)
        self.message = (
            _("A colleague gave this section to %(name)s meanwhile.") % {"name": who}
            if who
            else _("A colleague took this section from everybody meanwhile.")
        )
