"""Asks partners, and answers by the links that their mails bring."""

import re

from alliances.models import User
from config.demo_mail import newest_mails
from proposals.models import Proposal
from proposals.services.confirmation_requests import request_confirmations
from proposals.services.confirmations import confirm_participation
from proposals.snapshots.statements import statements_of

LINK = re.compile(r"/confirm/([\w-]{43})/")


def asked(draft: Proposal, addresses: dict[int, str], by: User) -> dict[int, str]:
    """Ask partners; return the tokens of the links their mails brought."""
    request_confirmations(proposal=draft, addresses=addresses, by=by)
    mails = {each.to: each.body for each in reversed(newest_mails())}
    return {
        number: LINK.findall(mails[address])[0] for number, address in addresses.items()
    }


def confirm(draft: Proposal, number: int, *, token: str, name: str) -> None:
    """Confirm what the page of a partner shows."""
    rows = draft.alliance.partnerships.select_related("alliance")
    confirm_participation(
        token=token,
        name=name,
        function="Director",
        seen_digest=statements_of(draft).of(rows.get(number=number)).digest,
    )
