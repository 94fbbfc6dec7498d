"""What the consortium lacks: clauses, facts, and partners who have not confirmed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from eligibility.core import Answer, Standing
from eligibility.words import together
from proposals.completeness.contents import Contents, number_of, takes_part
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.files.form import SectionKind

MOST_NAMED = 6
"""Partners named in one sentence; more are counted."""


def consortium_findings(contents: Contents) -> Iterator[Finding]:
    """Return open clauses, missing facts and silent partners, in this order."""
    yield from _clauses(contents)
    yield from fact_findings(contents)
    yield from _silent(contents)


def _clauses(contents: Contents) -> Iterator[Finding]:
    for each in sorted(contents.clauses, key=lambda each: each.is_unknown):
        to = (
            Destination(Place.FACT, (each.fact,))
            if each.fact
            else Destination(Place.CLAUSE, (each.id,))
        )
        yield Finding(
            each.sentence,
            to,
            Keeps.SUBMITTING,
            is_open=each.is_unknown,
            brief=each.brief,
        )


def fact_findings(contents: Contents) -> Iterator[Finding]:
    """Return the facts that are not stated yet."""
    facts = {
        "title": (contents.title, gettext_noop("The title is not stated.")),
        "sector": (contents.sector, gettext_noop("The sector is not named.")),
        "duration_months": (
            contents.months,
            gettext_noop("The duration is not stated."),
        ),
        "grant_requested_eur": (
            contents.grant,
            gettext_noop("The grant is not stated."),
        ),
    }
    for name, (stated, sentence) in facts.items():
        if stated in {"", None}:
            to = Destination(Place.FACT, (name,))
            yield Finding(_(sentence), to, Keeps.SUBMITTING, is_open=True)


def _silent(contents: Contents) -> Iterator[Finding]:
    silent = [each for each in contents.participants if each.answer is Answer.INVITED]
    if not silent:
        return
    number = len(silent)
    if number > MOST_NAMED:
        words = _("%(number)d partners have not confirmed.") % {"number": number}
    else:
        words = ngettext(
            "%(partners)s has not confirmed.",
            "%(partners)s have not confirmed.",
            number,
        ) % {"partners": together([each.label for each in silent])}
    yield Finding(words, Destination(Place.CONFIRMATIONS), Keeps.WORD, is_open=True)


def added_value_findings(contents: Contents) -> Iterator[Finding]:
    """Return who is in a Partner country without a text on what that brings."""
    section = contents.section_of(SectionKind.ADDED_VALUE)
    if not section:
        return
    for each in contents.participants:
        is_outside = each.place and each.place.standing is Standing.PARTNER
        if takes_part(each) and is_outside and not each.has_added_value:
            number = number_of(each)
            yield Finding(
                _("%(partner)s is in a Partner country: its added value is not argued.")
                % {"partner": contents.named(number)},
                Destination(Place.PARTNER, (number, "added_value")),
                Keeps.FITTING,
                section=section,
                partner=number,
                is_open=True,
            )
