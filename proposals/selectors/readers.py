"""Who sees a question: whom a comment on it can mention."""

from proposals.files.form import Question, Section
from proposals.models import Proposal
from proposals.policies import seat_in
from proposals.selectors.application_forms import form_sections
from proposals.selectors.authors import Author


def readers_of(
    proposal: Proposal, section: str, partner: int | None
) -> tuple[Author, ...]:
    """Return who sees the answers of a section, of a partner or all: one query."""
    rows = proposal.colleagues.current().filter(person__isnull=False)
    seats = [
        (each.person, seat_in(each))
        for each in rows.select_related("person", "partnership")
        if each.person
    ]
    people = [user for user, seat in seats if seat.reads(section, partner)]
    people.append(proposal.alliance.coordinator)
    found = [Author(each.pk, str(each)) for each in people]
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


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
