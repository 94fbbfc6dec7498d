"""Whether an application is complete and agrees with itself, one sentence each.

Pure: a draft as plain values in, findings out; no query, no address, no clock. What the
law says comes in as open clauses and ceilings: nothing here is a rule of a call.
"""

from collections.abc import Iterator, Sequence

from proposals.completeness.activities import activity_findings
from proposals.completeness.answers import (
    answer_findings,
    missing_answers,
    open_words,
    word_finding,
)
from proposals.completeness.consortium import (
    added_value_findings,
    consortium_findings,
    fact_findings,
)
from proposals.completeness.contents import (
    NOTHING_SAID,
    Answers,
    Contents,
    NamedProfile,
    OpenClause,
    OpenComments,
    Package,
    Part,
    Representative,
    Said,
    Sort,
    Written,
    number_of,
    takes_part,
)
from proposals.completeness.effort import effort_findings
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.completeness.mobility import gap_words, mobility_findings
from proposals.completeness.money import CEILING, amount_findings, money_findings
from proposals.completeness.part_a import part_a_findings
from proposals.completeness.parts import (
    done_words,
    open_parts,
    part_states,
    part_trouble,
    partners_of,
    parts_done,
)
from proposals.completeness.profiles import profile_findings
from proposals.completeness.proposed import proposed_findings
from proposals.completeness.sections import (
    Standing,
    has_page,
    keeps_open,
    standing_of_section,
    trouble,
)
from proposals.completeness.words import span_words
from proposals.completeness.work_plan import work_plan_findings

__all__ = [
    "CEILING",
    "NOTHING_SAID",
    "Answers",
    "Contents",
    "Destination",
    "Finding",
    "Keeps",
    "NamedProfile",
    "OpenClause",
    "OpenComments",
    "Package",
    "Part",
    "Place",
    "Representative",
    "Said",
    "Sort",
    "Standing",
    "Written",
    "amount_findings",
    "consortium_findings",
    "done_words",
    "fact_findings",
    "findings_of",
    "gap_words",
    "has_page",
    "missing_answers",
    "number_of",
    "open_parts",
    "open_words",
    "part_states",
    "part_trouble",
    "partners_of",
    "parts_done",
    "span_words",
    "standing_of_section",
    "takes_part",
    "trouble",
]


def findings_of(contents: Contents) -> tuple[Finding, ...]:
    """Return all that is left or does not fit: the consortium, Part A, then by section.

    The same contents give the same findings, in the same order.
    """
    order = {each.code: place for place, each in enumerate(contents.sections)}
    of_form = [*_of_tables(contents), *_of_questions(contents)]
    words = _last_words(contents, of_form)
    ordered = sorted([*of_form, *words], key=lambda each: order[each.section])
    return (*consortium_findings(contents), *part_a_findings(contents), *ordered)


def _of_tables(contents: Contents) -> Iterator[Finding]:
    yield from work_plan_findings(contents)
    yield from effort_findings(contents)
    yield from money_findings(contents)
    yield from mobility_findings(contents)
    yield from proposed_findings(contents)
    yield from added_value_findings(contents)
    yield from profile_findings(contents)


def _of_questions(contents: Contents) -> Iterator[Finding]:
    for section in contents.sections:
        yield from answer_findings(contents, section)
        yield from activity_findings(contents, section)


def _last_words(contents: Contents, found: Sequence[Finding]) -> Iterator[Finding]:
    """Ask about each section in which nothing is missing and nobody said so."""
    by_code = {each.code: each for each in contents.sections}
    lacking = {
        each.section for each in found if keeps_open(each, by_code[each.section])
    }
    for section in contents.sections:
        is_said = contents.said_of(section.code).is_completed
        if has_page(section) and section.code not in lacking and not is_said:
            yield word_finding(section)
