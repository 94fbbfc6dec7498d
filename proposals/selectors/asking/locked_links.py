"""What an old link shows before its code: enough to know it again, no more."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import day_words, own_words
from eligibility.words import BRUSSELS
from proposals.enums import LetterState
from proposals.models import ConfirmationRequest, LinkCode
from proposals.policies import can_draw


@dataclass(frozen=True, slots=True)
class LockedPage:
    """The page of a link whose mail is older than a day."""

    acronym: str
    call: str
    organisation: str
    person: str
    """Who asked."""
    contact: str
    """Whom to write to: who asked, or the coordinator once they have no access."""
    email: str
    asked_on: str
    address: str
    """Where the code goes, so far that its owner knows it: "a…@ghent.example"."""
    sent: str
    """What became of the newest code that can still be used; empty without one."""

    @property
    def has_code(self) -> bool:
        """Whether there is a code to be typed."""
        return bool(self.sent)


def locked_page(request: ConfirmationRequest, *, now: dt.datetime) -> LockedPage:
    """Return the page of a locked request, loaded as its link gives it; one query."""
    alliance = request.partnership.alliance
    asker = request.requested_by
    contact = asker if can_draw(asker, alliance.proposal) else alliance.coordinator
    name, _at, domain = request.email.rpartition("@")
    return LockedPage(
        acronym=alliance.acronym,
        call=own_words(alliance.call.title),
        organisation=request.partnership.name,
        person=str(asker),
        contact=str(contact),
        email=contact.email,
        asked_on=day_words(request.requested_at.astimezone(BRUSSELS).date()),
        address=f"{name[:1]}…\N{WORD JOINER}@{domain}",
        sent=_sent(request.codes.first(), now),
    )


def _sent(code: LinkCode | None, now: dt.datetime) -> str:
    if code is None or code.used_at or (code.expires_at and code.expires_at <= now):
        return ""
    if code.letter_state in {LetterState.FAILED, LetterState.BOUNCED}:
        return ""
    if code.mailed_at is None:
        return _("A code is on its way. It may take some minutes.")
    local = code.mailed_at.astimezone(BRUSSELS)
    return _("A code was mailed at %(time)s. It works for 15 minutes.") % {
        "time": f"{local:%H:%M}"
    }
