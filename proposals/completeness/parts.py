"""Where the part of one partner stands in a section that asks each of them."""

from django.utils.translation import gettext as _

from proposals.completeness.answers import missing_answers
from proposals.completeness.contents import Contents
from proposals.files.form import Per, Section, asked_partners


def part_states(contents: Contents, section: Section) -> dict[int, str]:
    """Return how far each partner's part of a section is, by number, in words.

    Only of partners who take part and are asked something there.
    """
    missing = {each.partner for each in missing_answers(contents, section)}
    asked = [
        (question, number)
        for question in section.questions
        if question.per is not Per.PROPOSAL
        for number in asked_partners(question, contents.roles)
        if number is not None
    ]
    begun = {
        number
        for question, number in asked
        if contents.written(question.code, number).is_begun
    }
    needed = {number for question, number in asked if question.is_required}
    return {
        number: _state(
            is_begun=number in begun,
            is_lacking=number in missing,
            is_needed=number in needed,
        )
        for number in sorted({number for _question, number in asked})
    }


def _state(*, is_begun: bool, is_lacking: bool, is_needed: bool) -> str:
    if not is_begun:
        return _("not started") if is_needed else _("optional")
    return _("in progress") if is_lacking else _("all answered")
