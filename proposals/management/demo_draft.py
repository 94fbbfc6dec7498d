"""The second draft of the demo: a whole proposal, and people at work on it."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.files.problems import FileRefused
from alliances.models import Alliance, Partnership, User
from proposals.demo import WHOLE_PROPOSAL
from proposals.enums import LetterState, PartnerAnswer
from proposals.files.marked_answers import parse_marked_answers
from proposals.files.proposal_file import FACTS, Part, ProposalFile
from proposals.files.proposal_reader import parse_proposal
from proposals.models import (
    Colleague,
    Comment,
    CommentThread,
    ConfirmationRequest,
    FormSection,
    Proposal,
)
from proposals.services.whole_drafts import open_whole_proposal
from proposals.snapshots.statements import statements_of

People = Mapping[str, User]
"""Demo accounts by their address."""
Rows = Iterable[Mapping[str, Any]]


def whole_proposal() -> ProposalFile:
    """Return the draft as its files state it: plan and money, then the texts."""
    path = WHOLE_PROPOSAL / "proposal.json"
    file = parse_proposal(path.read_bytes())
    rows = dict(file.rows)
    for each in sorted((WHOLE_PROPOSAL / "answers").glob("*.md")):
        rows.update(parse_marked_answers(each.read_text("utf-8")))
    return replace(file, rows=rows, parts=frozenset(Part))


def load_whole_proposal(people: People, coordinator: User) -> None:
    """Open the draft with all its life, unless the coordinator has it already."""
    file = whole_proposal()
    mine = Alliance.objects.filter(coordinator=coordinator)
    if mine.filter(acronym=file.rows[FACTS]["acronym"]).exists():
        return
    try:
        draft = open_whole_proposal(file=file, by=coordinator)
    except FileRefused as refusal:
        hint = "`load_calls` publishes the calls of the demo."
        raise CommandError(f"{WHOLE_PROPOSAL.name}: {refusal}. {hint}") from refusal
    life = tomllib.loads((WHOLE_PROPOSAL / "life.toml").read_text("utf-8"))
    partners = {each.number: each for each in draft.alliance.partnerships.all()}
    _let_join(draft, life["colleagues"], partners, people)
    _ask_partners(draft, life, partners)
    _speak_of_sections(draft, life["sections"], people)
    for each in life["threads"]:
        _discuss(draft, each, partners, people)


def _let_join(
    draft: Proposal, rows: Rows, partners: Mapping[int, Partnership], people: People
) -> None:
    now = timezone.now()
    Colleague.objects.bulk_create(
        Colleague(
            proposal=draft,
            email=each["email"],
            role=each["role"],
            partnership=partners.get(each.get("partner", 0)),
            person=people[each["email"]],
            invited_by=draft.alliance.coordinator,
            joined_at=now,
            letter_state=LetterState.SENT,
            mailed_at=now,
        )
        for each in rows
    )


def _ask_partners(
    draft: Proposal, life: Mapping[str, Rows], partners: Mapping[int, Partnership]
) -> None:
    """Store requests as if their mails had gone: a first start sends none."""
    statements, now = statements_of(draft), timezone.now()
    requests = []
    for each in life["confirmed"]:
        partner = partners[each["partner"]]
        partner.confirmation = Confirmation.CONFIRMED
        request = _request(draft, partner, f"p{partner.number}@demo.example", now)
        request.answer, request.answered_at = PartnerAnswer.CONFIRMED, now
        request.answered_name = each["name"]
        request.answered_function = each["function"]
        covered = statements.of(partner)
        request.covered_digest, request.covered_text = covered.digest, covered.text
        requests.append(request)
    for each in life["asked"]:
        partner = partners[each["partner"]]
        partner.confirmation = Confirmation.INVITED
        why = each.get("came_back", "")
        requests.append(_request(draft, partner, each["email"], now, why))
    ConfirmationRequest.objects.bulk_create(requests)
    Partnership.objects.bulk_update(partners.values(), ["confirmation"])


def _request(
    draft: Proposal,
    partner: Partnership,
    email: str,
    now: dt.datetime,
    came_back: str = "",
) -> ConfirmationRequest:
    return ConfirmationRequest(
        partnership=partner,
        email=email,
        requested_by=draft.alliance.coordinator,
        expires_at=draft.alliance.call.deadline,
        letter_state=LetterState.BOUNCED if came_back else LetterState.SENT,
        problem=came_back,
        problem_at=now if came_back else None,
        mailed_at=now,
    )


def _speak_of_sections(draft: Proposal, rows: Rows, people: People) -> None:
    now = timezone.now()
    FormSection.objects.bulk_create(
        FormSection(
            proposal=draft,
            code=each["code"],
            assigned_to=people.get(each.get("assigned", "")),
            version=1,
            completed_at=now if each.get("is_completed") else None,
            completed_by=draft.alliance.coordinator
            if each.get("is_completed")
            else None,
        )
        for each in rows
    )


def _discuss(
    draft: Proposal,
    row: Mapping[str, Any],
    partners: Mapping[int, Partnership],
    people: People,
) -> None:
    is_settled = row.get("is_settled", False)
    thread = CommentThread.objects.create(
        proposal=draft,
        question=row["question"],
        partnership=partners.get(row.get("partner", 0)),
        resolved_at=timezone.now() if is_settled else None,
        resolved_by=draft.alliance.coordinator if is_settled else None,
    )
    Comment.objects.bulk_create(
        Comment(thread=thread, text=each["text"], by=people[each["by"]])
        for each in row["remarks"]
    )
