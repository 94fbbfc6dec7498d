"""Where a section of the form stands, from what is written and what is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.completeness.answers import Missing, missing_answers, missing_words
from proposals.completeness.contents import NOTHING_WRITTEN, Contents, Said
from proposals.completeness.findings import Finding, Keeps
from proposals.completeness.money import is_budgeted
from proposals.completeness.proposed import proposed_words
from proposals.completeness.work_plan import missing_kinds
from proposals.enums import WorkPackageKind
from proposals.files.form import Section, SectionKind

TABLES = frozenset({SectionKind.WORK_PLAN, SectionKind.BUDGET})
"""Sections of tables: they have a page although they may ask no question."""


def has_page(section: Section) -> bool:
    """Say whether there is anything to fill in: such a section can be completed."""
    return bool(section.questions) or section.kind in TABLES


@dataclass(frozen=True, slots=True)
class Standing:
    """A section in the task list."""

    state: str
    mark: str = ""
    """todo where something is wrong, wait where something is open, else empty."""
    is_completed: bool = False
    """Whether somebody said so, and it still holds."""
    is_untouched: bool = False
    """Whether it is in progress as soon as one answer is saved."""


def standing_of_section(
    contents: Contents, section: Section, findings: Sequence[Finding]
) -> Standing:
    """Return where a section stands; `findings` are those of the whole draft."""
    own = [each for each in findings if each.section == section.code]
    standing = _standing(contents, section, own)
    proposed = proposed_words(contents) if section.kind is SectionKind.BUDGET else ""
    if not proposed:
        return standing
    state = f"{standing.state}, {proposed}"
    return replace(standing, state=state, mark=standing.mark or "wait")


def _standing(contents: Contents, section: Section, own: Sequence[Finding]) -> Standing:
    said, missing = contents.said_of(section.code), missing_answers(contents, section)
    why = _trouble(section, missing, own)
    # What is not written yet is no news before somebody says that all is.
    news = why if said.is_completed else _wrong_words(section, missing, own)
    if news:
        return _attention(news)
    if said.is_completed:
        return Standing(_("Completed"), is_completed=True)
    if section.kind in TABLES:
        return _tables(contents, section, own, said, why)
    is_named = not any(e.keeps is Keeps.COMPLETING and not e.is_counted for e in own)
    counts = _counts(contents, section, missing)
    return _in_work(contents, section, counts, why, is_named=is_named)


def _wrong_words(
    section: Section, missing: Sequence[Missing], own: Sequence[Finding]
) -> str:
    if section.kind in TABLES:
        return _said([each for each in own if _is_wrong(each)])
    return missing_words([each for each in missing if each.is_over])


def _is_wrong(finding: Finding) -> bool:
    """Say whether a table contradicts something, for certain."""
    return finding.keeps is Keeps.FITTING and not finding.is_open


def keeps_open(finding: Finding, section: Section) -> bool:
    """Say whether a finding keeps its section from being completed.

    In tables also what contradicts something: there is no text to mend it later.
    """
    return finding.keeps is Keeps.COMPLETING or (
        section.kind in TABLES and _is_wrong(finding)
    )


def _in_work(
    contents: Contents,
    section: Section,
    counts: tuple[int, int, bool],
    why: str,
    *,
    is_named: bool,
) -> Standing:
    said, (done, asked, is_begun) = contents.said_of(section.code), counts
    if section.kind is SectionKind.PROFILES:
        # At least one profile with all that is asked of it counts like an answer.
        asked, is_begun = asked + 1, is_begun or bool(contents.profiles)
        done += is_named
    if said.who and (not is_begun or not why):
        return Standing(_("Waiting for %(name)s") % {"name": said.who}, "wait")
    if not is_begun:
        state = _("Not started") if asked else _("Optional")
        return Standing(state, is_untouched=True)
    words = _("In progress: %(done)d of %(asked)d")
    return Standing(words % {"done": done, "asked": asked}, "wait")


def trouble(contents: Contents, section: Section, findings: Sequence[Finding]) -> str:
    """Say what keeps a section from being complete; empty where nothing does."""
    return _trouble(section, missing_answers(contents, section), findings)


def _trouble(
    section: Section, missing: Sequence[Missing], findings: Sequence[Finding]
) -> str:
    others = [
        each
        for each in findings
        if each.section == section.code
        and keeps_open(each, section)
        and not each.is_counted
    ]
    return ", ".join(filter(None, [missing_words(missing), _said(others)]))


def _said(findings: Sequence[Finding]) -> str:
    """Say one finding in full, more by their number."""
    if len(findings) == 1:
        return findings[0].sentence.removesuffix(".")
    if not findings:
        return ""
    words = ngettext(
        "%(number)d thing does not fit", "%(number)d things do not fit", len(findings)
    )
    return words % {"number": len(findings)}


def _attention(why: str) -> Standing:
    return Standing(_("Needs attention: %(why)s") % {"why": why}, "todo")


def _counts(
    contents: Contents, section: Section, missing: Sequence[Missing]
) -> tuple[int, int, bool]:
    """Return how many answers are done of how many, and whether one is begun."""
    answers = contents.answers
    written = [
        (question, answers.get((question.code, number), NOTHING_WRITTEN))
        for question in section.questions
        for number in contents.asked(question)
    ]
    asked = [each for each in written if each[0].is_required or each[1].is_begun]
    done = len(asked) - len(missing)
    return done, len(asked), any(each.is_begun for _question, each in written)


def _tables(
    contents: Contents,
    section: Section,
    own: Sequence[Finding],
    said: Said,
    why: str,
) -> Standing:
    """Return how far tables are that contradict nothing and nobody calls complete."""
    is_plan = section.kind is SectionKind.WORK_PLAN
    is_begun = bool(contents.packages) if is_plan else is_budgeted(contents)
    if said.who and (not is_begun or not why):
        return Standing(_("Waiting for %(name)s") % {"name": said.who}, "wait")
    if not is_begun:
        return Standing(_("Not started"))
    is_open = any(each.keeps is not Keeps.WORD for each in own)
    if is_plan:
        return Standing(*_plan(contents, is_open=is_open))
    return Standing(_("Days entered"), "wait" if is_open else "")


def _plan(contents: Contents, *, is_open: bool) -> tuple[str, str]:
    number = len(contents.packages)
    missing = len(missing_kinds(contents))
    if missing:
        words = _("In progress: %(done)d of %(all)d types of work package")
        every = len(WorkPackageKind)
        return words % {"done": every - missing, "all": every}, "wait"
    words = ngettext("%(number)d work package", "%(number)d work packages", number)
    return words % {"number": number}, "wait" if is_open else ""
