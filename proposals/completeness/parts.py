"""Where the part of one partner stands in a section that asks each of them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.completeness.answers import missing_answers, missing_words
from proposals.completeness.contents import Contents, Said
from proposals.enums import WORKING_ROLES
from proposals.files.form import Per, Section, SectionKind


def partners_of(contents: Contents, section: Section) -> frozenset[int]:
    """Return the numbers of the partners who have a part of their own in a section.

    In the budget everybody who gets a grant has: its own figures.
    """
    if section.kind is SectionKind.BUDGET:
        roles = contents.roles
        return frozenset(each for each in roles if roles[each].value in WORKING_ROLES)
    return frozenset(
        number
        for question in section.questions
        if question.per is not Per.PROPOSAL
        for number in contents.asked(question)
        if number is not None
    )


def part_trouble(contents: Contents, section: Section, partner: int) -> str:
    """Say what keeps a partner's part from being done; empty where nothing does."""
    missing = missing_answers(contents, section)
    return missing_words([each for each in missing if each.partner == partner])


def done_words(contents: Contents, section: Section) -> str:
    """Count whose part of a section is done; empty while nobody says so."""
    said = [number for code, number in contents.parts if code == section.code]
    if not said:
        return ""
    partners = partners_of(contents, section)
    done = sum(
        _is_done(contents, section, number) for number in said if number in partners
    )
    if not done:
        return ""
    words = ngettext(
        "%(done)d of %(all)d part said to be done",
        "%(done)d of %(all)d parts said to be done",
        len(partners),
    )
    return words % {"done": done, "all": len(partners)}


def open_parts(contents: Contents, section: Section) -> dict[int, bool]:
    """Return whose part of a section is not said to be done, or no longer is.

    Number of the partner → whether something is missing in it.
    """
    return {
        number: bool(part_trouble(contents, section, number))
        for number in sorted(partners_of(contents, section))
        if not _is_done(contents, section, number)
    }


def parts_done(contents: Contents) -> dict[int, str]:
    """Say of each partner whose contact calls a part done how many are, by number."""
    return dict(_parts_done(contents))


def _parts_done(contents: Contents) -> Iterator[tuple[int, str]]:
    if not contents.parts:
        return
    own = {each.code: partners_of(contents, each) for each in contents.sections}
    for number in sorted({number for _code, number in contents.parts}):
        asked = [each for each in contents.sections if number in own[each.code]]
        done = sum(_is_done(contents, each, number) for each in asked)
        if done and done == len(asked):
            yield number, _("part done")
        elif done:
            words = _("%(done)d of %(all)d parts done")
            yield number, words % {"done": done, "all": len(asked)}


def _is_done(contents: Contents, section: Section, partner: int) -> bool:
    """Say whether the contact said so, and it still holds."""
    said = contents.said_of_part(section.code, partner)
    return said.is_completed and not part_trouble(contents, section, partner)


def part_states(contents: Contents, section: Section) -> dict[int, str]:
    """Return how far each partner's part of a section is, by number, in words.

    Only of partners who take part and are asked something there.
    """
    missing = {each.partner for each in missing_answers(contents, section)}
    asked = [
        (question, number)
        for question in section.questions
        if question.per is not Per.PROPOSAL
        for number in contents.asked(question)
        if number is not None
    ]
    begun = {
        number
        for question, number in asked
        if contents.written(question.code, number).is_begun
    }
    needed = {number for question, number in asked if question.is_required}
    return {
        number: _said(
            contents.said_of_part(section.code, number),
            _state(
                is_begun=number in begun,
                is_lacking=number in missing,
                is_needed=number in needed,
            ),
            is_lacking=number in missing,
        )
        for number in sorted({number for _question, number in asked})
    }


def _said(said: Said, state: str, *, is_lacking: bool) -> str:
    if not said.is_completed:
        return state
    words = (
        _("%(name)s said done, but something is missing now")
        if is_lacking
        else _("%(name)s says done")
    )
    return words % {"name": said.completed_by}


def _state(*, is_begun: bool, is_lacking: bool, is_needed: bool) -> str:
    if not is_begun:
        return _("not started") if is_needed else _("optional")
    return _("in progress") if is_lacking else _("all answered")
