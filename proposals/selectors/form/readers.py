"""Who sees a question: whom a comment on it can mention."""

import re
from collections.abc import Iterable

from alliances.models import User
from proposals.files.counting import composed
from proposals.files.form import Question, Section
from proposals.models import CommentThread, FormSection, Proposal
from proposals.policies import COORDINATOR, Seat, seat_in
from proposals.selectors.form.application_forms import form_sections
from proposals.selectors.form.authors import Author


def readers_of(
    proposal: Proposal, section: str, partner: int | None, *, seat: Seat, reader: User
) -> tuple[Author, ...]:
    """Return whom `reader`, in `seat`, can name: who sees these answers, but oneself.

    The answers are those of a section, of a partner or all. The contact of a partner
    names nobody its seat does not know. One query.
    """
    rows = proposal.colleagues.current().filter(person__isnull=False)
    seats = [
        (each.person, seat_in(each))
        for each in rows.select_related("person", "partnership")
        if each.person
    ]
    seats.append((proposal.alliance.coordinator, COORDINATOR))
    found = {
        Author(user.pk, str(user))
        for user, other in seats
        if user != reader and other.reads(section, partner) and seat.knows(other)
    }
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.key)))


def named_in(text: str, people: Iterable[Author]) -> set[int]:
    """Return the keys of those a text names: "@" and the whole name, in any case.

    Where one name begins like another the longer one is meant; of two people of one
    name both are.
    """
    by_name: dict[str, set[int]] = {}
    for each in people:
        by_name.setdefault(composed(each.name).casefold(), set()).add(each.key)
    if not by_name:
        return set()
    names = "|".join(re.escape(each) for each in sorted(by_name, key=len, reverse=True))
    found = re.findall(rf"(?<!\w)@({names})(?!\w)", composed(text).casefold())
    return set().union(*(by_name[each] for each in found))


def asked_at(proposal: Proposal, code: str) -> tuple[Section, Question] | None:
    """Return a question of a draft with its section, None where there is none."""
    return next(
        (
            (section, question)
            for section in form_sections(proposal)
            for question in section.questions
            if question.code == code
        ),
        None,
    )


def listeners_of(
    proposal: Proposal, section: str, partner: int | None, thread: CommentThread
) -> set[int]:
    """Return the keys of those a comment concerns, who can still read it.

    Whose section it is, the contacts of the partner who answers it, and who said
    something in the thread before. Three queries.
    """
    mine = FormSection.objects.filter(
        proposal=proposal, code=section, partnership=None, assigned_to__isnull=False
    )
    joined = proposal.colleagues.current().filter(person__isnull=False)
    seats = dict(joined.values_list("person", "partnership__number"))
    keys = {
        *mine.values_list("assigned_to", flat=True),
        *thread.comments.values_list("by", flat=True),
    }
    if partner is not None:
        keys |= {key for key, number in seats.items() if number == partner}
    return keys & {*seats, proposal.alliance.coordinator_id}
