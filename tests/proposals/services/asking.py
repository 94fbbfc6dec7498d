"""Asks partners to confirm and reads the links of the mails, for tests about both."""

import datetime as dt
import re

from django.core import mail
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.models import ConfirmationRequest
from proposals.services.confirmation_requests import (
    request_confirmation,
)
from proposals.services.letters import send_letter
from proposals.services.link_codes import send_code
from proposals.snapshots.statements import statements_of
from tests.factories import make_eligible_draft, make_user

FIGURES = re.compile(r"^[0-9]{4} [0-9]{4}$", re.MULTILINE)
LINK = re.compile(r"/confirm/([\w-]{43})/")
ADDRESS = "anna@ghent.example"


def make_charter(**facts):
    """Make a draft that its mails and pages call by names; nobody was asked yet."""
    return make_eligible_draft(
        by=make_user("maria@example.org", full_name="Maria Kazlauskienė"),
        acronym="CHARTER",
        confirmation=Confirmation.NOT_INVITED,
        **facts,
    )


def partner(proposal, number=2):
    """Return a partner of a draft as stored now, with its alliance."""
    rows = proposal.alliance.partnerships.select_related("alliance__proposal")
    return rows.get(number=number)


def ask(proposal, number=2, email=ADDRESS, by=None):
    """Ask one partner, without sending the mail yet."""
    return request_confirmation(
        partnership=partner(proposal, number),
        email=email,
        by=by or proposal.alliance.coordinator,
    )


def newest_token():
    """Return the token in the newest mail."""
    found = LINK.search(str(mail.outbox[-1].body))
    assert found, "the newest mail has no link"
    return found[1]


def ask_by_mail(proposal, number=2, **how):
    """Ask one partner and return the token its mail brought."""
    send_letter(kind="confirmation-request", key=ask(proposal, number, **how).pk)
    return newest_token()


def shown(proposal, number=2):
    """Return the digest of what the page of a partner shows now."""
    return statement(proposal, number).digest


def shown_text(proposal, number=2):
    """Return what the form of a partner's page carries to say what it showed."""
    return statement(proposal, number).text


def statement(proposal, number=2):
    """Return what a partner confirms now."""
    row = partner(proposal, number)
    return statements_of(row.alliance.proposal).of(row)


def grow_old(**by):
    """Let all mails with links be so much older, as long as a day by default."""
    ages = by or {"hours": 24}
    earlier = timezone.now() - dt.timedelta(**ages)
    ConfirmationRequest.objects.update(mailed_at=earlier)


def newest_figures():
    """Return the code in the newest mail."""
    found = FIGURES.search(str(mail.outbox[-1].body))
    assert found, "the newest mail has no code"
    return found[0]


def code_by_mail(token):
    """Have a code sent for a link and return what its mail says."""
    send_letter(kind="link-code", key=send_code(token=token).pk)
    return newest_figures()
