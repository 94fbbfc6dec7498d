"""Refusals: what a service will not do, each named for the fact that stops it.

`message` is the sentence for the person. A refusal discloses nothing about proposals
that this person may not see.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eligibility.core import Report

Text = str | Promise


class Refused(Exception):
    """Base of all refusals; nothing was changed."""

    message: Text = _("This cannot be done.")
    field: str | None = None
    """The field of a form the refusal is about; None for the whole act."""
    may_proceed: bool = False
    """Whether a tick on the same form would suffice: it was only incomplete."""

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(Refused, PermissionDenied):
    """A policy says no; unanswered, it becomes the page for status 403."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.message = reason


class StaleVersion(Refused):
    """Somebody else changed this in the meantime; nothing of theirs was overwritten.

    `current` is what stands now: the Partnership, the Proposal with its alliance, or
    the revision, as the service's docstring says.
    """

    message = _("A colleague changed this while you had it open. Nothing was saved.")

    def __init__(self, current: Any) -> None:  # noqa: ANN401  # each service says what it carries
        super().__init__(current)
        self.current = current


class ApplicantTaken(Refused):
    """The alliance has another applicant."""

    message = _(
        "This alliance has an applicant already. Change that partner's role first."
    )


class OrganisationTwice(Refused):
    """The organisation of the register takes part already."""

    message = _("This organisation is in the alliance already.")
    field = "name"


class AllianceFull(Refused):
    """The alliance has as many partners as a file may hold."""

    message = _("An alliance can hold 300 partners. Remove one before adding another.")


class OtherLot(Refused):
    """The project type belongs to another Lot than the alliance."""

    message = _("An alliance stays in its Lot. Choose a project type of this Lot.")


class TypeDropped(Refused):
    """The newest rules of the call do not have the type of project any more."""

    message = _(
        "The newest rules of this call do not have this type of project. Choose"
        " another."
    )


class RulesOutdated(Refused):
    """A newer version of the rules was published than the draft pins."""

    message = _(
        "The rules of this call changed since this alliance was checked against them."
        " Read what changed and move to the newest version, then submit."
    )


class RulesMovedOn(Refused):
    """Another version of the rules was published since the difference was shown."""

    message = _(
        "A newer version of the rules was published meanwhile, so nothing was moved."
        " Read what differs now."
    )


class GrantNegative(Refused):
    """An amount below nothing."""

    message = _("The grant cannot be negative.")


class CallTakesNoSubmissions(Refused):
    """The call is history: build in it, check, practise."""

    message = _("This call takes no submissions here. It is for practice.")


class CallNotOpenYet(Refused):
    """The first day of the call lies ahead."""

    message = _("This call is not open yet.")


class DeadlinePassed(Refused):
    """It arrived at or after the deadline; the second of the deadline is late."""

    message = _("The deadline of this call has passed.")


class NotEligible(Refused):
    """A blocking clause is not met, or cannot be told yet; `report` says which."""

    message = _("A clause that decides eligibility is not met or cannot be told yet.")

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report


class UnverifiedClauses(Refused):
    """Clauses `names` are not met, of unverified values, and were not named.

    The call lets them pass for who names each of them. `names` are their titles as the
    rules write them.
    """

    message = _(
        "Clauses are not met whose values were not read in an official text of this"
        " call. Name each of them to submit."
    )
    may_proceed = True

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names


class PendingPartners(Refused):
    """Without `names` the alliance is not eligible, and they have not confirmed."""

    message = _(
        "Some partners have not confirmed yet. To submit without them, tick the box"
        " that names them."
    )

    def __init__(self, names: tuple[str, ...], *, may_proceed: bool) -> None:
        super().__init__(names)
        self.names = names
        self.may_proceed = may_proceed
        if not may_proceed:
            self.message = _(
                "This call needs the confirmation of partners who have not given it."
            )


class SectorMissing(Refused):
    """No sector is stated, so nobody could tell two applications apart."""

    message = _("The sector is missing. State it before you submit.")


class SectorTaken(Refused):
    """The applicant has a live submission in this sector of the call."""

    message = _(
        "The applicant has a live submission in this sector of this call. An"
        " organisation can be the applicant of several proposals only in different"
        " sectors."
    )


class OrganisationTaken(Refused):
    """Organisations of the consortium stand in another live submission of the call.

    `names` are theirs, as stated here; whose the other submission is stays untold.
    """

    message = _(
        "An organisation of this consortium takes part in another live submission of"
        " this call. Under these rules it can take part in one."
    )

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names


class NothingToWithdraw(Refused):
    """The submission was withdrawn or replaced before."""

    message = _("This submission was withdrawn or replaced already.")


class OwnAddress(Refused):
    """Whoever invites has access already."""

    message = _("This is your own address. Invite somebody else.")


class TooManyColleagues(Refused):
    """A draft has as many colleagues as it may have."""

    message = _("A draft takes 20 colleagues. Remove one before inviting another.")


class InvitationGone(Refused):
    """The invitation was taken back, or somebody else took its place."""

    message = _("This invitation no longer stands. Ask who invited you.")


class StillCoordinator(Refused):
    """Who answers for a draft cannot leave it."""

    message = _("You coordinate this alliance, so you cannot leave it.")


class NothingToConfirm(Refused):
    """The applicant applies for itself, and who was removed takes no part."""

    message = _("The applicant and removed partners are not asked to confirm.")


class ConfirmedAlready(Refused):
    """The partner's confirmation stands; asking again would put it in doubt."""

    message = _("This partner has confirmed already, so no mail was sent.")


class TriedJustNow(Refused):
    """A mail that could not be sent was tried anew minutes ago."""

    message = _("This mail was tried a few minutes ago. Try again in ten minutes.")


class LinkClosed(Refused):
    """A link that cannot be answered: expired, replaced, revoked or used."""

    message = _("This link can no longer be answered.")


class StatementChanged(Refused):
    """What the page showed is no longer what would be confirmed."""

    message = _(
        "This changed while you had the page open, so nothing was recorded. Read what"
        " is new, then answer."
    )


class TooManyReports(Refused):
    """A person may report so many rules a day; administrators read each."""

    message = _("You have sent 20 reports today. You can send more tomorrow.")


class TwinsChanged(Refused):
    """An answer was about what two partners stated, and one states that no longer."""

    message = _("One of the two partners was changed or removed. Look at them again.")


class AddedValueLong(Refused):
    """The text on the added value is longer than it may be."""

    message = _("The text on the added value may have 3,000 characters.")
    field = "added_value"
