"""How the second draft of the demo came about, one act of its people after another.

Each act is done by its service as of its moment, so that timeline, mails and chain say
it as they would of a real draft. No mail leaves: that each was sent is only noted.
"""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any
from unittest.mock import patch

from django.db.models import Max, QuerySet
from django.utils import timezone

from alliances.models import User
from eligibility.words import BRUSSELS
from proposals.enums import ColleagueRole, LetterState
from proposals.models import (
    AnswerCopy,
    Colleague,
    CommentThread,
    ConfirmationRequest,
    News,
    NewsCursor,
    Proposal,
)
from proposals.models.confirmations import digest_of
from proposals.services.colleagues import Duty, invite_colleague, join_proposal
from proposals.services.comments import Remark, add_comment, resolve_thread
from proposals.services.confirmation_requests import request_confirmations
from proposals.services.confirmations import confirm_participation
from proposals.services.form_sections import assign_section, complete_section
from proposals.services.part_a import PartAEntry, state_part_a
from proposals.snapshots.statements import Statements, statements_of

Row = Mapping[str, Any]
Acts = Iterator[tuple[Row, Callable[[], object]]]
"""Moments as the file states them, each with what is done then."""
DELIVERY = dt.timedelta(minutes=1)
"""What a mail takes on its way, there or back."""


@dataclass(frozen=True)
class Story:
    """One draft, what its file says of its life, and the accounts by address."""

    draft: Proposal
    life: Mapping[str, Any]
    people: Mapping[str, User]

    @cached_property
    def statements(self) -> Statements:
        """Return what partners confirm: nothing of it changes as the story goes."""
        return statements_of(self.draft)

    @property
    def coordinator(self) -> User:
        """Return who leads the draft."""
        return self.draft.alliance.coordinator


@contextmanager
def standing_at(moment: Row) -> Iterator[None]:
    """Let the clock stand at a moment of the story, which services read themselves."""
    then = moment_of(moment)
    with patch.object(timezone, "now", lambda: then):
        yield


def moment_of(row: Row) -> dt.datetime:
    """Return in UTC, as the clock tells it, a time in Brussels so many days ago."""
    today = dt.datetime.now(BRUSSELS).date()
    day = today - dt.timedelta(days=row["days_ago"])
    return dt.datetime.combine(day, row["time"], BRUSSELS).astimezone(dt.UTC)


def tell(story: Story) -> None:
    """Do everything in the order in which it happened."""
    parts: tuple[Callable[[Story], Acts], ...]
    parts = (_colleagues, _mailings, _answers, _parts_a)
    if story.draft.form_id:
        # Without the form of its call nobody could speak of sections and questions.
        parts = (*parts, _sections, _threads)
    acts = [each for part in parts for each in part(story)]
    for moment, act in sorted(acts, key=lambda each: moment_of(each[0])):
        with standing_at(moment):
            act()
    _leave_no_news(story.draft)


def _colleagues(story: Story) -> Acts:
    for row in story.life["colleagues"]:
        yield row["invited"], partial(_invite, story, row)
        yield row["joined"], partial(_join, story, row)


def _invite(story: Story, row: Row) -> None:
    duty = Duty(ColleagueRole(row["role"]), row.get("partner"))
    colleague = invite_colleague(
        proposal=story.draft, email=row["email"], by=story.coordinator, duty=duty
    )
    _note_as_sent(Colleague.objects.filter(pk=colleague.pk))


def _join(story: Story, row: Row) -> None:
    colleague = Colleague.objects.get(proposal=story.draft, email=row["email"])
    join_proposal(colleague=colleague, by=story.people[row["email"]])


def _mailings(story: Story) -> Acts:
    asked = {each["partner"]: each["email"] for each in story.life["asked"]}
    for row in story.life["mailings"]:
        emails = {n: asked.get(n, f"p{n}@demo.example") for n in row["partners"]}
        yield row["at"], partial(_ask, story, emails)


def _ask(story: Story, emails: Mapping[int, str]) -> None:
    asked = request_confirmations(
        proposal=story.draft, addresses=emails, by=story.coordinator
    )
    sent = ConfirmationRequest.objects.filter(pk__in=[each.pk for each in asked])
    _note_as_sent(sent)
    for each in story.life["asked"]:
        if "came_back" in each:
            sent.filter(partnership__number=each["partner"]).update(
                letter_state=LetterState.BOUNCED,
                problem=each["came_back"],
                problem_at=timezone.now() + 2 * DELIVERY,
            )


def _answers(story: Story) -> Acts:
    for row in story.life["confirmed"]:
        yield row["answered"], partial(_confirm, story, row)


def _confirm(story: Story, row: Row) -> None:
    """Confirm by a link that nobody ever gets to know."""
    token = secrets.token_urlsafe(32)
    rows = story.draft.alliance.partnerships.select_related("alliance")
    partner = rows.get(number=row["partner"])
    asked = ConfirmationRequest.objects.open().filter(partnership=partner)
    asked.update(token_digest=digest_of(token))
    answered = confirm_participation(
        token=token,
        name=row["name"],
        function=row["function"],
        seen_digest=story.statements.of(partner).digest,
    )
    _note_as_sent(AnswerCopy.objects.filter(request=answered))


def _parts_a(story: Story) -> Acts:
    for row in story.life["part_a"]:
        yield row["at"], partial(_state_part_a, story, row)


def _state_part_a(story: Story, row: Row) -> None:
    rows = story.draft.alliance.partnerships.select_related("alliance__proposal")
    given = {name: row[name] for name in row.keys() - {"partner", "at"}}
    state_part_a(
        partnership=rows.get(number=row["partner"]),
        entry=PartAEntry(**given),
        version=0,
        by=story.coordinator,
    )


def _sections(story: Story) -> Acts:
    for row in story.life["sections"]:
        if "given" in row:
            yield row["given"], partial(_assign, story, row)
        if "completed" in row:
            yield row["completed"], partial(_complete, story, row)


def _assign(story: Story, row: Row) -> None:
    person = story.people[row["assigned"]].pk
    assign_section(
        proposal=story.draft,
        section=row["code"],
        person=person,
        version=0,
        by=story.coordinator,
    )


def _complete(story: Story, row: Row) -> None:
    by = story.people.get(row.get("assigned", ""), story.coordinator)
    complete_section(proposal=story.draft, section=row["code"], by=by)


def _threads(story: Story) -> Acts:
    for row in story.life["threads"]:
        for remark in row["remarks"]:
            yield remark["at"], partial(_say, story, row, remark)
        if "settled" in row:
            yield row["settled"], partial(_settle, story, row)


def _say(story: Story, row: Row, said: Row) -> None:
    thread = CommentThread.objects.filter(
        proposal=story.draft, question=row["question"]
    ).first()
    add_comment(
        proposal=story.draft,
        question=row["question"],
        partner=row.get("partner"),
        remark=Remark(said["text"], uuid.uuid4()),
        thread=thread.pk if thread else None,
        by=story.people[said["by"]],
    )


def _settle(story: Story, row: Row) -> None:
    thread = CommentThread.objects.get(proposal=story.draft, question=row["question"])
    resolve_thread(
        proposal=story.draft,
        question=row["question"],
        partner=row.get("partner"),
        thread=thread.pk,
        by=story.coordinator,
    )


def _note_as_sent(letters: QuerySet[Any]) -> None:
    """Note letters as sent within a minute; the workers then find nothing to do."""
    now = timezone.now()
    letters.update(
        letter_state=LetterState.SENT, queued_at=now, mailed_at=now + DELIVERY
    )


def _leave_no_news(draft: Proposal) -> None:
    """Let the first daily mail begin with what visitors do themselves."""
    News.objects.filter(proposal=draft).delete()
    head = draft.activity.aggregate(head=Max("number"))["head"]
    NewsCursor.objects.create(proposal=draft, number=head)
