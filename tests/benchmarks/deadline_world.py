"""What people open in the last hour: one whole proposal, its people, and long lists."""

import hashlib
import secrets
from dataclasses import dataclass

from django.core.management import call_command
from django.utils import timezone

from alliances.enums import Role
from alliances.models import Country, Organisation, Partnership, User
from proposals.enums import LetterState, PartnerAnswer
from proposals.management.demo_draft import whole_proposal
from proposals.models import AnswerCopy, ConfirmationRequest, Proposal
from proposals.services.whole_drafts import open_whole_proposal
from tests.factories import (
    SECTORS,
    add,
    confirm_by_link,
    make_call,
    make_colleague,
    make_draft,
    make_eligible_draft,
    make_user,
    publish_shipped_call,
    submit,
)

ENTRIES = 300
"""Entries of the register, and partners of the largest draft."""
DRAFTS = 60
"""Small drafts besides: more than administrators see on one page."""
LINKED = 3
"""The partner whose contact opens its link."""


@dataclass(frozen=True, slots=True)
class World:
    """The drafts and who looks at them."""

    coordinator: User
    administrator: User
    draft: Proposal
    """A whole proposal of 20 partners, submitted once."""
    pressed: Proposal
    """Another one, submitted again and again."""
    lacking: Proposal
    """The same, but it states no duration: it is refused."""
    small: Proposal
    """Three partners, no texts, under simple rules."""
    crowded: Proposal
    number: str
    """Of the submission of `draft`."""
    asked: ConfirmationRequest
    token: str
    """Of the link to `asked`."""


def make_world() -> World:
    """Make it all; every partner has confirmed by a link."""
    simple = make_call()
    call = publish_shipped_call("rehearsal")
    call_command("load_forms", verbosity=0)
    _fill_register()
    coordinator, administrator = make_user(), make_user(is_staff=True)
    draft, pressed, lacking = (_whole(coordinator) for _each in range(3))
    pressed.alliance.partnerships.filter(role=Role.APPLICANT).update(
        name="Another school", pic=""
    )
    Proposal.objects.filter(pk=lacking.pk).update(duration_months=None)
    crowded = make_draft(call, by=coordinator, sector=SECTORS[1].slug)
    _crowd(crowded)
    small = make_eligible_draft(simple, by=coordinator)
    _let_confirm(small)
    for place in range(DRAFTS):
        make_eligible_draft(call, applicant=f"School {place}", acronym=f"D{place}")
    asked, token = _linked(draft)
    number = submit(draft, accepts_pending=True).number
    return World(
        *(coordinator, administrator, draft, pressed, lacking, small, crowded),
        *(number, asked, token),
    )


def open_link(asked: ConfirmationRequest) -> None:
    """Let a link be open, whatever came of it before."""
    ConfirmationRequest.objects.filter(pk=asked.pk).update(
        answer=PartnerAnswer.NONE, answered_at=None
    )
    AnswerCopy.objects.filter(request=asked).delete()


def _whole(by: User) -> Proposal:
    """Open the whole proposal of the demo, with editors and partners that confirmed."""
    draft = open_whole_proposal(file=whole_proposal(), by=by)
    make_colleague(draft)
    make_colleague(draft, role="viewer")
    _let_confirm(draft)
    return draft


def _let_confirm(draft: Proposal) -> None:
    for each in draft.alliance.partnerships.exclude(role=Role.APPLICANT):
        confirm_by_link(each)
    ConfirmationRequest.objects.filter(partnership__alliance=draft.alliance).update(
        letter_state=LetterState.SENT, mailed_at=timezone.now()
    )


def _linked(draft: Proposal) -> tuple[ConfirmationRequest, str]:
    """Return the question to a partner with the token of its link."""
    token = secrets.token_urlsafe(32)
    row = ConfirmationRequest.objects.get(
        partnership__alliance=draft.alliance, partnership__number=LINKED
    )
    row.token_digest = hashlib.sha256(token.encode()).hexdigest()
    row.save()
    return row, token


def _crowd(draft: Proposal) -> None:
    add(draft, "University of Soria", "ES", "higher_education", role=Role.APPLICANT)
    Partnership.objects.bulk_create(
        Partnership(
            alliance=draft.alliance,
            number=number,
            name=f"School {number}",
            country_id="BE",
            types="vet_provider",
            role=Role.FULL_PARTNER,
        )
        for number in range(2, ENTRIES + 1)
    )


def _fill_register() -> None:
    country = Country.objects.get(code="BE")
    Organisation.objects.bulk_create(
        Organisation(name=f"School {number}", country=country, types="vet_provider")
        for number in range(ENTRIES)
    )
