"""The comments on one question, as their page shows them."""

import uuid
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.models import Partnership, User
from alliances.words import moment_words
from eligibility.words import BRUSSELS
from proposals.access import threads_heard
from proposals.files.form import Per
from proposals.models import Comment, CommentThread, Proposal
from proposals.policies import Decision, Seat
from proposals.selectors.form.answer_fields import answer_url, field_key
from proposals.selectors.form.authors import Author
from proposals.selectors.form.readers import asked_at, readers_of

MOST_THREADS = 100
"""Of one question, the newest; who has more to say needs a meeting."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment."""

    who: str
    when: str
    text: str
    mentions: str
    """Whom it names, each with an "@"; empty for nobody."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What was said until it is settled."""

    key: int
    remarks: tuple[Remark, ...]
    settled: str
    """By whom; empty while it is open."""


@dataclass(frozen=True, slots=True)
class CommentsPage:
    """The comments on one question."""

    title: str
    partner: str
    """Of whom it is asked, "P5 Forge"; empty for the proposal."""
    section: str
    url: str
    back_url: str
    open: tuple[Thread, ...]
    settled: tuple[Thread, ...]
    people: tuple[Author, ...]
    """Who can be named."""
    request_key: uuid.UUID
    heard_by: str
    """Who sees what is said here, in a sentence."""
    may_settle: Decision
    """Whether the reader calls threads settled and opens them again, and why not."""


def comments_page(
    proposal: Proposal,
    question: str,
    *,
    partner: int | None,
    seat: Seat,
    reader: User,
) -> CommentsPage | None:
    """Return the comments on a question; None where the reader does not see it.

    Five queries, however much is said.
    """
    found = asked_at(proposal, question)
    if found is None or not seat.reads(found[0].code, partner):
        return None
    section, asked = found
    if (partner is None) is not (asked.per is Per.PROPOSAL):
        return None
    heard = threads_heard(proposal, reader, seat, partner).filter(question=question)
    threads = [_thread(each) for each in _rows(heard)]
    place = [proposal.alliance.public_id, section.code]
    back = (
        reverse("form-section", args=place)
        if partner is None
        else reverse("form-partner", args=[*place, partner])
    )
    return CommentsPage(
        title=asked.title,
        partner=_name(proposal, partner),
        section=section.title,
        url=answer_url(proposal, "answer-comments", question, partner),
        back_url=f"{back}#id_{field_key(question, partner)}",
        open=tuple(each for each in threads if not each.settled),
        settled=tuple(each for each in threads if each.settled),
        people=readers_of(proposal, section.code, partner, seat=seat, reader=reader),
        request_key=uuid.uuid4(),
        heard_by=_heard_by(seat, partner),
        may_settle=seat.settles(partner),
    )


def _heard_by(seat: Seat, partner: int | None) -> str:
    if not seat.hears(partner):
        return _(
            "You see the threads you began or are named in. The coordinator and"
            " colleagues see them too."
        )
    if partner is not None:
        return _("The contact of this partner reads all that is said here.")
    return _("Contacts of partners see only threads in which they are named.")


def _rows(threads: QuerySet[CommentThread]) -> list[CommentThread]:
    comments = Comment.objects.select_related("by").prefetch_related("mentions__person")
    return list(
        threads.select_related("resolved_by")
        .prefetch_related(Prefetch("comments", comments))
        .order_by("-pk")[:MOST_THREADS]
    )


def _thread(row: CommentThread) -> Thread:
    return Thread(
        key=row.pk,
        remarks=tuple(_remark(each) for each in row.comments.all()),
        settled=str(row.resolved_by) if row.resolved_at else "",
    )


def _remark(row: Comment) -> Remark:
    return Remark(
        who=str(row.by),
        when=moment_words(row.said_at.astimezone(BRUSSELS)),
        text=row.text,
        mentions=", ".join(f"@{each.person}" for each in row.mentions.all()),
    )


def _name(proposal: Proposal, partner: int | None) -> str:
    if partner is None:
        return ""
    rows = Partnership.objects.filter(alliance=proposal.alliance_id, number=partner)
    return "".join(f"{each.label} {each.name}" for each in rows)
