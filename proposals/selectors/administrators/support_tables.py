"""What support sees of a draft, table by table: states, numbers, moments, no text."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, Count, Max, QuerySet, Value
from django.utils.translation import gettext as _

from alliances.models import Partnership, User
from alliances.selectors.editions import moment_words, person_words
from eligibility.core import Finding, Outcome, Report, Severity
from eligibility.messages import clause_title, outcome_word
from proposals.enums import LetterState, PackState
from proposals.models import ApplicationPack, Proposal
from proposals.selectors.administrators.plain_tables import NOTHING, Row, Shown, Table
from proposals.selectors.administrators.support_lines import Line
from proposals.selectors.asking.answers import Answer, answers_of
from proposals.selectors.letters.letter_kind import LetterKind
from proposals.selectors.letters.letter_kinds import BY_NAME, KINDS
from proposals.selectors.letters.mail_log import MARKS as MAIL_MARKS
from proposals.selectors.standing.verdicts import MARKS
from proposals.selectors.submissions.attempts import Attempt, Attempts
from proposals.selectors.submissions.pack_failures import failure_words

COUNTING = {"count-at-least", "countries-at-least", "groups-at-least"}
"""Checks whose figures are numbers of partners or countries, not of the budget."""
PACK_MARKS = {
    PackState.QUEUED: "sent",
    PackState.RENDERING: "sent",
    PackState.READY: "tick",
    PackState.FAILED: "act",
    PackState.STOPPED: "none",
}


def clauses_table(report: Report) -> Table:
    """Return how each clause is answered now; no query."""
    return Table(
        key="clauses",
        title=_("Clauses now"),
        headings=(_("Clause"), _("As planned"), _("As confirmed"), _("Found")),
        cells=tuple(_clause(each) for each in report.findings),
        empty=_("The rules have no clause for this type of project."),
    )


def _clause(finding: Finding) -> Row:
    is_advice = finding.clause.severity is Severity.ADVICE
    return (
        Shown(clause_title(finding.clause), note=_("Advice only") if is_advice else ""),
        _outcome(finding.planned.outcome),
        _outcome(finding.confirmed.outcome),
        Shown(_counts(finding)),
    )


def _outcome(outcome: Outcome) -> Shown:
    return Shown(outcome_word(outcome), mark=MARKS[outcome])


def _counts(finding: Finding) -> str:
    planned = finding.planned
    if finding.clause.check not in COUNTING or not isinstance(planned.found, int):
        return ""
    figures = {"found": planned.found, "required": planned.required}
    return _("%(found)s of at least %(required)s") % figures


def answers_table(lines: Sequence[Line]) -> Table:
    """Return the version of each answer and who saved it last; no query."""
    return Table(
        key="answers",
        title=_("Answers"),
        headings=(_("Question"), _("Version"), _("Saved last by"), _("When")),
        cells=tuple(
            (
                Shown(
                    each.name,
                    note=f"P{each.partner}" if each.partner else "",
                    is_code=True,
                ),
                Shown(str(each.version)),
                Shown(_who(each)),
                Shown(_when(each.at)),
            )
            for each in lines
        ),
        empty=_("Nobody has answered a question yet."),
    )


def partners_table(
    proposal: Proposal, partners: Sequence[Partnership], *, now: dt.datetime
) -> Table:
    """Return how far each partner and the newest mail to it are; two queries."""
    given = answers_of(partners, alliance=proposal.alliance_id, now=now)
    return Table(
        key="partners",
        title=_("Partners and the mails to them"),
        headings=(
            *(_("Partner"), _("Confirmation"), _("Asked")),
            *(_("Mail"), _("Mailed"), _("Answered")),
        ),
        cells=tuple(_partner(each, given[each.pk]) for each in partners),
        empty=_("No partners yet"),
    )


def _partner(row: Partnership, given: Answer) -> Row:
    first = (
        Shown(row.label, note=row.name),
        Shown(given.word, mark=given.mark),
    )
    if not given.asked:
        return (*first, NOTHING, NOTHING, NOTHING, NOTHING)
    asked = given.asked[0]
    state = LetterState(asked.letter_state)
    return (
        *first,
        Shown(_when(asked.requested_at)),
        Shown(
            str(state.label),
            mark=MAIL_MARKS[state],
            note=str(asked.get_problem_display()) if asked.problem else "",
        ),
        Shown(_when(asked.mailed_at)),
        Shown(_when(asked.answered_at)),
    )


def mails_table(proposal: Proposal) -> Table:
    """Return how many mails about a draft there are, by kind and state; one query."""
    first, *others = [_counted(kind, proposal) for kind in KINDS]
    counted: QuerySet[Any, Any] = first.union(*others, all=True)
    return Table(
        key="mails",
        title=_("Mails by kind"),
        headings=(_("Kind"), _("State"), _("Mails"), _("Newest")),
        cells=tuple(_mails(*each) for each in sorted(counted)),
        empty=_("No mail was written about this draft."),
    )


def _counted(kind: LetterKind, proposal: Proposal) -> QuerySet[Any, Any]:
    # By key: what is distinct already could not be counted by state.
    rows = kind.every().filter(pk__in=kind.of_proposal(proposal).values("pk"))
    named = rows.order_by().annotate(what=Value(kind.name, CharField()))
    by_state: QuerySet[Any, Any] = named.values_list("what", "letter_state")
    counted: QuerySet[Any, Any] = by_state.annotate(
        number=Count("pk"), newest=Max("queued_at")
    )
    return counted


def _mails(what: str, state: str, number: int, newest: dt.datetime) -> Row:
    known = LetterState(state)
    return (
        Shown(str(BY_NAME[what].plural)),
        Shown(str(known.label), mark=MAIL_MARKS[known]),
        Shown(str(number)),
        Shown(_when(newest)),
    )


def packs_table(proposal: Proposal) -> Table:
    """Return how far each pack is, and why not further; one query."""
    packs = ApplicationPack.objects.filter(proposal=proposal)
    rows = packs.select_related("submission", "stopped_by").defer(
        "content", "submission__snapshot"
    )
    return Table(
        key="packs",
        title=_("Packs"),
        headings=(
            *(_("Pack"), _("State"), _("Attempts")),
            *(_("Asked for"), _("Finished"), _("Seal")),
        ),
        cells=tuple(_pack(each) for each in rows),
        empty=_("Nobody has asked for a pack yet."),
    )


def _pack(row: ApplicationPack) -> Row:
    state = PackState(row.state)
    form = str(row.get_form_display()) if row.form else ""
    return (
        Shown(row.submission.number if row.submission else _("Draft"), note=form),
        Shown(str(state.label), mark=PACK_MARKS[state], note=failure_words(row)),
        Shown(str(row.attempt)),
        Shown(_when(row.requested_at)),
        Shown(_when(row.finished_at)),
        Shown(
            str(row.get_seal_trouble_display()) if row.seal_trouble else row.sealed_by
        ),
    )


def attempts_table(attempts: Attempts) -> Table:
    """Return the presses of the submit button and what came of each; no query."""
    return Table(
        key="attempts",
        title=_("Submissions and attempts"),
        headings=(_("Received"), _("Result"), _("By"), _("Reason")),
        cells=tuple(_attempt(each) for each in attempts.listed),
        empty=_("Nobody has tried to submit it yet."),
    )


def _attempt(each: Attempt) -> Row:
    return (
        Shown(each.received),
        Shown(each.result, mark=each.verdict.mark, note=each.number),
        Shown(each.by),
        Shown(each.reason, note="; ".join(each.particulars)),
    )


def people_table(lines: Sequence[Line]) -> Table:
    """Return who is on the draft at the moment; no query."""
    return Table(
        key="people",
        title=_("Who is on it now"),
        headings=(_("Who"), _("Section of the form"), _("Last seen")),
        cells=tuple(
            (Shown(_who(each)), Shown(each.name, is_code=True), Shown(_when(each.at)))
            for each in lines
        ),
        empty=_("Nobody. Nobody ever locks anything for others."),
    )


def overrides_table(lines: Sequence[Line]) -> Table:
    """Return what administrators allowed; no query."""
    return Table(
        key="overrides",
        title=_("Overrides"),
        headings=(_("Clauses"), _("Given"), _("By"), _("Taken back or replaced")),
        cells=tuple(_override(each) for each in lines),
        empty=_("Nothing was allowed in spite of what is not met."),
    )


def _override(line: Line) -> Row:
    pending = _("Partners may be missing a confirmation") if line.version else ""
    return (
        Shown(", ".join(json.loads(line.name)), note=pending, is_code=True),
        Shown(_when(line.at)),
        Shown(_who(line)),
        Shown(_when(line.ended)),
    )


def _who(line: Line) -> str:
    return person_words(User(full_name=line.by, email=line.email))


def _when(moment: dt.datetime | None) -> str:
    return moment_words(moment) if moment else ""
