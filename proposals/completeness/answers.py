"""What the questions of a form still ask: answers, choices, and a last word."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alliances.phrases import lead
from eligibility.words import figure
from proposals.completeness.contents import NOTHING_WRITTEN, Contents, Written
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.completeness.words import days_in_words
from proposals.files.form import Question, QuestionKind, Section

NO_DAYS = Decimal(0)
MOST_KEPT = 512
"""Counts in a language that are kept in words: each of twenty partners has one."""


class Missing(NamedTuple):
    """A question that is not answered as it asks to be."""

    question: Question
    partner: int | None
    written: Written
    is_over: bool
    """Whether the text is too long; else something is missing."""


class _Said(NamedTuple):
    """What is said of each of hundreds of partners, asked for once."""

    plain: str
    with_days: str
    language: str | None


def answer_findings(contents: Contents, section: Section) -> Iterator[Finding]:
    """Return what a section asks and nobody has answered, then open comments."""
    by_partner: defaultdict[int, list[Missing]] = defaultdict(list)
    for each in missing_answers(contents, section):
        if each.partner is None:
            yield _of_proposal(section, each)
        else:
            by_partner[each.partner].append(each)
    said = _Said(
        _("%(partner)s: %(what)s."),
        _("%(partner)s has %(days)s but no part: %(what)s."),
        get_language(),
    )
    for partner, of_one in sorted(by_partner.items()):
        yield _of_partner(contents, section, partner, of_one, said)
    yield from _comments(contents, section)


def missing_answers(contents: Contents, section: Section) -> list[Missing]:
    """Return what is not answered or too long; optional ones once they are begun."""
    known = contents.missing.get(section.code)
    if known is None or known[0] is not section:
        known = section, list(_missing(contents, section))
        contents.missing[section.code] = known
    return known[1]


def _missing(contents: Contents, section: Section) -> Iterator[Missing]:
    for question in section.questions:
        for number in contents.asked(question):
            written = contents.answers.get((question.code, number), NOTHING_WRITTEN)
            is_asked = question.is_required or written.is_begun
            if is_asked and not is_done(question, written):
                is_over = written.characters > question.limit
                yield Missing(question, number, written, is_over)


def is_done(question: Question, written: Written) -> bool:
    """Say whether an answer says all that is asked, and no more than the limit."""
    is_complete = 0 < written.characters <= question.limit
    if question.kind is QuestionKind.INSTRUMENT:
        return is_complete and bool(written.use)
    return is_complete


def missing_words(missing: Sequence[Missing]) -> str:
    """Count what is too long and what is missing: "1 text is too long, …"."""
    if not missing:
        return ""
    over = sum([each.is_over for each in missing])
    return _counted(over, len(missing) - over, get_language())


@lru_cache(maxsize=MOST_KEPT)
def _counted(over: int, lacking: int, _language: str | None) -> str:
    parts = []
    if over:
        words = ngettext(
            "%(number)d text is too long", "%(number)d texts are too long", over
        )
        parts.append(words % {"number": over})
    if lacking:
        words = ngettext(
            "%(number)d answer is missing", "%(number)d answers are missing", lacking
        )
        parts.append(words % {"number": lacking})
    return ", ".join(parts)


def open_words(number: int) -> str:
    """Say how many comments are open; empty for none."""
    if not number:
        return ""
    words = ngettext("%(number)d open comment", "%(number)d open comments", number)
    return words % {"number": number}


def word_finding(section: Section) -> Finding:
    """Return the question whether a section in which nothing is missing is complete."""
    return Finding(
        _("%(section)s: say whether this section is completed.")
        % {"section": section.title},
        Destination(Place.COMPLETED, (section.code,)),
        Keeps.WORD,
        section=section.code,
        is_open=True,
    )


def _of_proposal(section: Section, missing: Missing) -> Finding:
    question, written = missing.question, missing.written
    lacks_use = question.kind is QuestionKind.INSTRUMENT and not written.use
    to = (
        Destination(Place.USE, (section.code, question.code))
        if lacks_use and not missing.is_over
        else Destination(Place.ANSWER, (section.code, question.code, None))
    )
    return Finding(
        _sentence(missing),
        to,
        Keeps.COMPLETING,
        section=section.code,
        is_open=not missing.is_over,
        is_counted=True,
    )


def _sentence(missing: Missing) -> str:
    question, written = missing.question, missing.written
    words = {"title": question.title}
    if missing.is_over:
        words["over"] = figure(written.characters - question.limit)
        words["limit"] = figure(question.limit)
        return _("%(title)s Too long by %(over)s of %(limit)s characters.") % {
            **words,
            "title": _ended(question.title),
        }
    if question.kind is not QuestionKind.INSTRUMENT:
        return _("Not answered: %(title)s") % words
    if not written.is_begun:
        return _("%(title)s: neither used nor explained why not.") % words
    if written.use:
        return _("%(title)s: how it is used, or why not, is not said.") % words
    return _("%(title)s: whether it is used is not said.") % words


def _ended(title: str) -> str:
    """End a title like a sentence, unless it asks."""
    return title if title.endswith("?") else f"{title}:"


def _of_partner(
    contents: Contents,
    section: Section,
    partner: int,
    missing: Sequence[Missing],
    said: _Said,
) -> Finding:
    """Return one finding per partner; days without any part are named with it."""
    over = sum([each.is_over for each in missing])
    what = _counted(over, len(missing) - over, said.language)
    words = {"partner": contents.named(partner), "what": what}
    if days := _days_without_part(contents, section, partner):
        words["days"] = days_in_words(days)
    question = missing[0].question.code
    return Finding(
        (said.with_days if days else said.plain) % words,
        Destination(Place.ANSWER, (section.code, question, partner)),
        Keeps.COMPLETING,
        section=section.code,
        partner=partner,
        is_open=not over,
        is_counted=True,
    )


def _days_without_part(contents: Contents, section: Section, partner: int) -> Decimal:
    """Return the days of a partner that has begun nothing of its part; else none."""
    days = contents.days.get(partner, NO_DAYS)
    has_part = days and any(
        contents.written(question.code, partner).is_begun
        for question in section.questions
    )
    return NO_DAYS if has_part else days


def _comments(contents: Contents, section: Section) -> Iterator[Finding]:
    for question in section.questions:
        for (code, partner), number in contents.comments.items():
            if code == question.code:
                yield Finding(
                    f"{lead(open_words(number))} {question.title}",
                    Destination(Place.COMMENTS, (code, partner)),
                    Keeps.WORD,
                    section=section.code,
                    partner=partner,
                    is_open=True,
                )
