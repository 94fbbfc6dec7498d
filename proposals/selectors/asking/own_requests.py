"""What a person was ever asked to confirm, at any address they have proven."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.access import proven_addresses
from alliances.models import User
from alliances.words import day_words, own_words
from eligibility.words import BRUSSELS, deadline_words
from proposals.access import requests_to
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.closed_links import closing_of
from proposals.selectors.drafts.masthead import second_words

MOST = 200
"""Requests the page lists, the newest; nobody was asked more often yet."""


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """One question to the person, and what became of it."""

    key: uuid.UUID
    acronym: str
    call: str
    organisation: str
    role: str
    email: str
    """The address it went to."""
    asked: str
    """The day it was asked."""
    state: str
    """What became of it, with its time where it was answered."""
    is_waiting: bool
    """Whether it waits for an answer."""
    has_page: bool
    """Whether there is something to open: a question, or an answer to read again."""


@dataclass(frozen=True, slots=True)
class OwnRequestsPage:
    """Everything one person was asked."""

    addresses: tuple[str, ...]
    """The proven addresses that were looked for."""
    rows: tuple[OwnRequest, ...]


def own_requests_page(user: User, *, now: dt.datetime) -> OwnRequestsPage:
    """Return what `user` was asked, newest first, in two queries."""
    return OwnRequestsPage(
        addresses=tuple(sorted(proven_addresses(user))),
        rows=tuple(_row(each, now) for each in requests_to(user)[:MOST]),
    )


def _row(request: ConfirmationRequest, now: dt.datetime) -> OwnRequest:
    partnership = request.partnership
    is_over = bool(request.revoked_at or closing_of(request, partnership, now))
    is_waiting = not request.answer and not is_over
    return OwnRequest(
        key=request.public_id,
        acronym=partnership.alliance.acronym,
        call=own_words(partnership.alliance.call.title),
        organisation=partnership.name,
        role=partnership.get_role_display(),
        email=request.email,
        asked=day_words(request.requested_at.astimezone(BRUSSELS).date()),
        state=_state(request, is_waiting=is_waiting),
        is_waiting=is_waiting,
        has_page=is_waiting or _is_readable(request),
    )


def _is_readable(request: ConfirmationRequest) -> bool:
    return bool(request.answer) and request.answer != PartnerAnswer.NOT_OURS


def _state(request: ConfirmationRequest, *, is_waiting: bool) -> str:
    if request.answer and request.answered_at:
        return _("%(answer)s, %(moment)s") % {
            "answer": request.get_answer_display(),
            "moment": second_words(request.answered_at),
        }
    if is_waiting:
        until = {"until": deadline_words(request.expires_at)}
        return _("Waits for your answer until %(until)s") % until
    if request.revoked_at:
        return _("Taken back or asked anew")
    return _("No longer open")
