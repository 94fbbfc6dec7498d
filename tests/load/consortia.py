"""Many whole drafts at once: a real consortium each, its form answered, partners asked.

Rows are written in bulk, by the models and not by the services: what the product would
have left behind, without the days people took for it. The call is the rehearsal as
`make run` opens it, a copy of that of 2020 with its rules and form.
"""

import datetime as dt
import io
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.models import Alliance, Call, Partnership, ProjectType, User
from eligibility.models import Rulebook
from proposals.enums import LetterState, PartnerAnswer
from proposals.models import (
    Answer,
    AnswerVersion,
    ConfirmationRequest,
    FormVersion,
    Proposal,
)
from proposals.models.confirmations import digest_of
from tests.load.people import FILE, questions_of, session_of

CALL, LOT, KIND = "rehearsal", "lot-2", "standard"
SECTOR = "cultural-heritage"
MONTHS, GRANT = 48, Decimal("3900000.00")
TEXT = "An answer of a real length says in some sentences what is going to be done. "
REPEATED = 15
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """A partner whose mail is in its mailbox."""

    request: int
    token: str
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that waits for nothing but its asked partners."""

    proposal: Proposal
    session: str
    """Of its coordinator."""
    asked: tuple[Asked, ...]


def open_call() -> Call:
    """Publish everything that ships, with the call that takes submissions."""
    call_command("load_calls", "--rehearsal", stdout=io.StringIO())
    call_command("load_forms", stdout=io.StringIO())
    return Call.objects.get(code=CALL)


def people(number: int, name: str) -> list[User]:
    """Make people with a proven address, who sign in by nothing but a session."""
    rows = User.objects.bulk_create(
        [
            User(email=f"{name}-{place}@example.org", password="!")
            for place in range(number)
        ]
    )
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user=each, email=each.email, verified=True, primary=True)
            for each in rows
        ]
    )
    return rows


@transaction.atomic
def make_drafts(call: Call, coordinators: Sequence[User], *, asked: int) -> list[Draft]:
    """Make a draft for each, with an applicant of its own; so many partners are asked.

    The other partners confirmed by link before. All questions are answered once.
    """
    kind = ProjectType.objects.select_related("lot").get(
        lot__call=call, lot__code=LOT, code=KIND
    )
    alliances = Alliance.objects.bulk_create(
        [
            Alliance(
                acronym=f"DRAFT{place}",
                title="Skills for all who keep what was handed down",
                call=call,
                lot=kind.lot,
                project_type=kind,
                sector=SECTOR,
                coordinator=each,
            )
            for place, each in enumerate(coordinators)
        ]
    )
    pinned = Rulebook.objects.filter(call=call).latest("version")
    form = FormVersion.objects.filter(call=call).latest("version")
    proposals = Proposal.objects.bulk_create(
        [
            Proposal(
                alliance=each,
                rulebook=pinned,
                form=form,
                duration_months=MONTHS,
                grant_requested_eur=GRANT,
            )
            for each in alliances
        ]
    )
    waiting = _add_partners(alliances, asked)
    _answer(proposals)
    return [
        Draft(proposal, session_of(each.coordinator), tuple(waiting[each.pk]))
        for proposal, each in zip(proposals, alliances, strict=True)
    ]


def _add_partners(alliances: list[Alliance], asked: int) -> dict[int, list[Asked]]:
    """Add the consortium to each; return who is asked, by the key of the alliance."""
    stated = json.loads(FILE.read_text("utf-8"))["partners"]
    rows = Partnership.objects.bulk_create(
        [
            Partnership(
                alliance=alliance,
                number=number,
                name=f"{each['name']} {place}" if number == 1 else each["name"],
                country_id="GR" if each["country"] == "EL" else each["country"],
                types=each["type"],
                role=each["role"],
                confirmation=Confirmation.INVITED
                if 1 < number <= asked + 1
                else Confirmation.CONFIRMED,
            )
            for place, alliance in enumerate(alliances)
            for number, each in enumerate(stated, 1)
        ],
        batch_size=AT_ONCE,
    )
    partners = [each for each in rows if each.role != Role.APPLICANT]
    tokens = [uuid.uuid4().hex for _each in partners]
    requests = ConfirmationRequest.objects.bulk_create(
        [_request(each, token) for each, token in zip(partners, tokens, strict=True)],
        batch_size=AT_ONCE,
    )
    waiting: dict[int, list[Asked]] = {each.pk: [] for each in alliances}
    for request, token in zip(requests, tokens, strict=True):
        if not request.answer:
            row = request.partnership
            waiting[row.alliance_id].append(Asked(request.pk, token, row.name))
    return waiting


def _request(partner: Partnership, token: str) -> ConfirmationRequest:
    """Return the question to a partner, answered by those who confirmed."""
    now = timezone.now()
    has_answered = partner.confirmation == Confirmation.CONFIRMED
    return ConfirmationRequest(
        partnership=partner,
        email=f"partner-{partner.pk}@example.org",
        requested_by=partner.alliance.coordinator,
        expires_at=now + dt.timedelta(days=30),
        token_digest=digest_of(token),
        letter_state=LetterState.SENT,
        mailed_at=now,
        answer=PartnerAnswer.CONFIRMED if has_answered else PartnerAnswer.NONE,
        answered_at=now if has_answered else None,
        answered_name="Anna Kovács" if has_answered else "",
        answered_function="Vice-rector" if has_answered else "",
    )


def _answer(proposals: list[Proposal]) -> None:
    """Answer what is asked once, as the coordinator, with a history of one version."""
    now = timezone.now()
    answers = Answer.objects.bulk_create(
        [
            Answer(
                proposal=proposal,
                question=question,
                text=TEXT * REPEATED,
                changed_by=proposal.alliance.coordinator,
                changed_at=now,
            )
            for proposal in proposals
            for question in questions_of(proposals[0])
        ],
        batch_size=AT_ONCE,
    )
    AnswerVersion.objects.bulk_create(
        [
            AnswerVersion(
                answer=each,
                version=1,
                text=each.text,
                by=each.changed_by,
                started_at=now,
                saved_at=now,
            )
            for each in answers
        ],
        batch_size=AT_ONCE,
    )
