"""Refusals about what-ifs: scenario or draft are no longer what was seen."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class SandboxGone(Refused):
    """The sandbox expired, or was never begun: there is nothing to apply."""

    message = _("There is nothing to apply: this what-if is empty or has expired.")


class SandboxChanged(Refused):
    """The sandbox holds something else than the page showed."""

    message = _(
        "This what-if changed in another window, so nothing was applied. Look at it as"
        " it is now."
    )


class SandboxFull(Refused):
    """A sandbox takes so many newcomers."""

    message = _("A what-if takes 30 new partners. Take one back before adding another.")


class DraftMoved(Refused):
    """The draft is no longer what the scenario was imagined of; `partners` names where.

    `partners` are the keys of the imagined partners concerned, `facts` says whether the
    facts are.
    """

    message = _(
        "The draft changed meanwhile, so nothing was applied and your what-if is as it"
        " was. Decide about each change marked below."
    )

    def __init__(self, partners: tuple[int, ...], *, facts: bool) -> None:
        super().__init__(partners, facts)
        self.partners = partners
        self.facts = facts


class NameMissing(Refused):
    """A newcomer has no name yet; `newcomers` are the keys of those."""

    message = _("Each new partner needs a name before it can be added to the draft.")

    def __init__(self, newcomers: tuple[int, ...]) -> None:
        super().__init__(newcomers)
        self.newcomers = newcomers
