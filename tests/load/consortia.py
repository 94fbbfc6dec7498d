"""Many whole drafts at once: a real consortium each, its form answered, partners asked.

Rows are written in bulk, by the models and not by the services: what the product would
have left behind, without the days people took for it. The call is the rehearsal as
`make run` opens it, a copy of that of 2020 with its rules and form.
"""

import datetime as dt
import io
import json
import uuid
from collections.abc import Iterator, Sequence
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
from proposals.snapshots.statements import statements_of
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
    waiting = _add_partners(proposals, asked)
    _answer(proposals)
    return [
        Draft(proposal, session_of(each.coordinator), tuple(waiting[each.pk]))
        for proposal, each in zip(proposals, alliances, strict=True)
    ]


def _add_partners(proposals: list[Proposal], asked: int) -> dict[int, list[Asked]]:
    """Add the consortium to each; return who is asked, by the key of the alliance."""
    stated = json.loads(FILE.read_text("utf-8"))["partners"]
    alliances = [each.alliance for each in proposals]
    Partnership.objects.bulk_create(
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
    rows = [row for each in proposals for row in _requests(each)]
    tokens = [uuid.uuid4().hex for _each in rows]
    for row, token in zip(rows, tokens, strict=True):
        row.token_digest = digest_of(token)
    ConfirmationRequest.objects.bulk_create(rows, batch_size=AT_ONCE)
    waiting: dict[int, list[Asked]] = {each.pk: [] for each in alliances}
    for row, token in zip(rows, tokens, strict=True):
        if not row.answer:
            partner = row.partnership
            waiting[partner.alliance_id].append(Asked(row.pk, token, partner.name))
    return waiting


def _requests(draft: Proposal) -> Iterator[ConfirmationRequest]:
    """Yield the question to each partner; who confirmed did so to what stands now."""
    now, statements = timezone.now(), statements_of(draft)
    partners = draft.alliance.partnerships.exclude(role=Role.APPLICANT)
    for each in partners.select_related("country"):
        request = ConfirmationRequest(
            partnership=each,
            email=f"partner-{each.pk}@example.org",
            requested_by=draft.alliance.coordinator,
            expires_at=now + dt.timedelta(days=30),
            letter_state=LetterState.SENT,
            mailed_at=now,
        )
        if each.confirmation == Confirmation.CONFIRMED:
            covered = statements.of(each)
            request.answer, request.answered_at = PartnerAnswer.CONFIRMED, now
            request.answered_name, request.answered_function = "Anna Kovács", "Rector"
            request.covered_text, request.covered_digest = covered.text, covered.digest
        yield request


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
