"""Why a partner's link takes no answer, and what to do instead."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.models import Partnership
from eligibility.words import deadline_words
from proposals.models import ConfirmationRequest


@dataclass(frozen=True, slots=True)
class Closing:
    """Why a link cannot be answered, and what to do instead."""

    title: str
    text: str


def unknown_link() -> Closing:
    """Return what is said of a link nobody knows: nothing that would help to guess."""
    return Closing(
        _("This link leads nowhere"),
        _(
            "Links in mails are long, and some programs cut them. Copy the whole link"
            " from the newest mail you have, or ask who wrote to you to send it again."
        ),
    )


def disowned_link() -> Closing:
    """Return what is said once an address was called wrong: nothing of the draft."""
    return Closing(
        _("Recorded: this is not your organisation"),
        _(
            "Who asked sees that the address is wrong, and nobody waits for you. This"
            " link shows nothing more. Was it a mistake? Write to the person named in"
            " the mail, who can ask you again."
        ),
    )


def closing_of(
    request: ConfirmationRequest, partnership: Partnership, now: dt.datetime
) -> Closing | None:
    """Return why the link is closed; an answer that was given is told as such."""
    about = {
        "organisation": partnership.name,
        "acronym": partnership.alliance.acronym,
        "until": deadline_words(request.expires_at),
    }
    if request.answer:
        return None
    if partnership.removed_at:
        text = _("%(organisation)s is no longer part of %(acronym)s. Nothing to do.")
        return Closing(_("There is nothing to confirm any more"), text % about)
    if partnership.role == Role.APPLICANT:
        text = _("%(organisation)s is the applicant of %(acronym)s now. Nothing to do.")
        return Closing(_("There is nothing to confirm any more"), text % about)
    if request.revoked_at:
        return _revoked(request, partnership, about)
    if request.expires_at <= now:
        text = _("It worked until %(until)s. Nothing was recorded.")
        return Closing(_("This link has expired"), text % about)
    return None


def _revoked(
    request: ConfirmationRequest, partnership: Partnership, about: dict[str, str]
) -> Closing:
    standing = partnership.confirmation_requests.standing().first()
    if standing and standing.email.casefold() != request.email.casefold():
        return Closing(
            _("This question went to somebody else"),
            _(
                "Another address is asked about %(organisation)s in %(acronym)s now."
                " This link records nothing any more."
            )
            % about,
        )
    if standing:
        return Closing(
            _("A newer mail replaces this link"),
            _("Open the link in the newest mail about %(organisation)s in %(acronym)s.")
            % about,
        )
    return Closing(
        _("This question was taken back"),
        _("Nobody waits for an answer about %(acronym)s by this link.") % about,
    )
