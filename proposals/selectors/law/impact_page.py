"""How the impact of a change is shown: a sentence, the drafts that flip, a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.phrases import labelled
from eligibility import messages
from eligibility.core import Outcome
from proposals.selectors.administrators.draft_states import OPEN, SUBMITTED, WORDS
from proposals.selectors.law.impact import DraftImpact, Impact
from proposals.selectors.law.shifts import ClauseShift, Shift
from proposals.selectors.standing.verdicts import MARKS

MOST_SHOWN = 50
"""Drafts on the page; the file has all of them."""
MOST_NAMED = 10
"""Drafts that keep their verdict and are named; the file has all of them."""
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Side:
    """A verdict on one side of the change: icon, word and figure."""

    mark: str
    """Name of the icon; empty where the law does not ask."""
    words: str


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """One clause of a draft, before and after."""

    acronym: str
    """Empty on the second and later clauses of a draft."""
    coordinator: str
    state: str
    """That it was submitted and may be again; empty of open drafts, as the name is."""
    clause: str
    note: str
    """That it flips as confirmed alone; else empty."""
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft that keeps its verdict with a clause answered otherwise."""

    acronym: str
    clauses: tuple[str, ...]
    """Each with its answers before and after."""


@dataclass(frozen=True, slots=True)
class ImpactPage:
    """What a change would do to open drafts."""

    digest: str
    """Goes along with the decision: what was seen of the verdicts that flip."""
    headline: str
    submitted: str
    """That submitted proposals keep their verdict, and how many would lose it."""
    rows: tuple[ImpactRow, ...]
    rest: str
    """How many more drafts flip than are shown; else empty."""
    others: str
    """How many keep their verdict with a clause answered otherwise; else empty."""
    kept: tuple[KeptDraft, ...]
    """The first of these, by acronym."""
    more_kept: int
    has_file: bool
    """Whether there is anything to be downloaded."""
    coordinators: int
    """How many people get a message about a verdict that flips."""

    @property
    def told(self) -> str:
        """Say, once it is published, how many people get a message; else nothing."""
        words = ngettext(
            "%(number)d coordinator gets a message about a verdict that flipped.",
            "%(number)d coordinators get a message about verdicts that flipped.",
            self.coordinators,
        )
        return words % {"number": self.coordinators} if self.coordinators else ""


def impact_page(impact: Impact) -> ImpactPage:
    """Return an impact as it is shown; no query."""
    flips = impact.flips
    more = len(flips) - MOST_SHOWN
    kept = [each for each in impact.touched if not each.is_flip]
    return ImpactPage(
        digest=impact.digest,
        headline=headline(impact),
        submitted=submitted_words(impact),
        rows=tuple(row for each in flips[:MOST_SHOWN] for row in _rows(each)),
        rest=_("%(number)d more flip.") % {"number": more} if more > 0 else "",
        others=_others(len(kept), after_flips=bool(flips)) if kept else "",
        kept=tuple(map(_kept, kept[:MOST_NAMED])),
        more_kept=max(len(kept) - MOST_NAMED, 0),
        has_file=bool(impact.touched),
        coordinators=len({each.coordinator for each in flips}),
    )


def headline(impact: Impact) -> str:
    """Say in one line how many verdicts flip, and into what."""
    if not impact.drafts:
        return _("This call has no open drafts.")
    drafts = ngettext("%(number)d draft", "%(number)d drafts", impact.drafts)
    counted = drafts % {"number": impact.drafts}
    if not impact.open_flips:
        return _("%(drafts)s: no verdict flips.") % {"drafts": counted}
    parts = [words for words in _parts(impact) if words]
    return _("%(drafts)s: %(parts)s.") % {"drafts": counted, "parts": ", ".join(parts)}


def _parts(impact: Impact) -> Iterator[str]:
    met, not_met = impact.becoming(Outcome.MET), impact.becoming(Outcome.NOT_MET)
    unknown, gone = impact.becoming(Outcome.UNKNOWN), impact.becoming(None)
    yield _some(not_met, ngettext("%d becomes not met", "%d become not met", not_met))
    yield _some(met, ngettext("%d becomes met", "%d become met", met))
    yield _some(
        unknown, ngettext("%d cannot be told any more", "%d cannot be told", unknown)
    )
    yield _some(gone, ngettext("%d has no place", "%d have no place", gone))
    only = impact.confirmed_only
    yield _some(only, ngettext("%d flips as confirmed", "%d flip as confirmed", only))
    yield _("%d unchanged") % impact.unchanged


def _some(number: int, words: str) -> str:
    return words % number if number else ""


def submitted_words(impact: Impact) -> str:
    """Say that submissions keep their verdict, and which would not get it again."""
    if not impact.submitted:
        return _("Submitted proposals keep their verdict.")
    kept = ngettext(
        "%(number)d submitted proposal keeps its verdict.",
        "%(number)d submitted proposals keep their verdict.",
        impact.submitted,
    )
    words = kept % {"number": impact.submitted}
    return " ".join(filter(None, [words, again_words(impact)]))


def again_words(impact: Impact) -> str:
    """Say how many submitted ones would not get their verdict again; empty for none."""
    words = ngettext(
        "Submitted again, %(number)d of them would have another verdict.",
        "Submitted again, %(number)d of them would have another verdict.",
        impact.submitted_flips,
    )
    number = impact.submitted_flips
    return words % {"number": number} if number else ""


def state_words(draft: DraftImpact) -> str:
    """Say of a draft that it was submitted; nothing of an open one."""
    return _("submitted, may be submitted again") if draft.is_submitted else ""


def _kept(draft: DraftImpact) -> KeptDraft:
    return KeptDraft(draft.acronym, tuple(map(_moved, draft.clauses)))


def _moved(clause: ClauseShift) -> str:
    """Say how a clause is answered before and after: "Countries: Met → Not met"."""
    is_planned = clause.planned.is_one
    before, after = _cells(_shift(clause, is_planned))
    words = labelled(clause.title, f"{before} → {after}")
    reading = _("as confirmed")
    return words if is_planned else f"{words} ({reading})"


def _others(number: int, *, after_flips: bool) -> str:
    alone = ngettext(
        "%(number)d draft keeps its verdict, with a clause answered otherwise.",
        "%(number)d drafts keep their verdict, with a clause answered otherwise.",
        number,
    )
    more = ngettext(
        "%(number)d more draft keeps its verdict, with a clause answered otherwise.",
        "%(number)d more drafts keep their verdict, with a clause answered otherwise.",
        number,
    )
    return (more if after_flips else alone) % {"number": number}


def _rows(draft: DraftImpact) -> Iterator[ImpactRow]:
    """Yield a row per clause; one for the verdict where no clause can be named."""
    is_planned = draft.planned.is_one
    note = "" if is_planned else _("as confirmed")
    head = (draft.acronym, draft.coordinator_name, state_words(draft))
    shown = [
        each
        for each in draft.clauses
        if each.decides and _shift(each, is_planned).is_one
    ]
    if not shown:
        verdict = draft.planned if is_planned else draft.confirmed
        words = _("Its Lot or type of project") if draft.has_no_place else _("Verdict")
        sides = _side(verdict.before), _side(verdict.after)
        yield ImpactRow(*head, words, note, *sides)
    for each in shown:
        shift, figures = _shift(each, is_planned), each.figures
        if not is_planned:
            figures = "", ""
        sides = _side(shift.before, figures[0]), _side(shift.after, figures[1])
        yield ImpactRow(*head, each.title, note, *sides)
        head = "", "", ""


def _shift(clause: ClauseShift, is_planned: bool) -> Shift:  # noqa: FBT001  # private, read beside its caller
    return clause.planned if is_planned else clause.confirmed


def _side(outcome: Outcome | None, figure: str = "") -> Side:
    if outcome is None:
        return Side("", NOTHING)
    words = ", ".join(filter(None, [messages.outcome_word(outcome), figure]))
    return Side(MARKS[outcome], words)


def impact_rows(impact: Impact) -> list[list[str]]:
    """Return every touched draft as the rows of a file, clause by clause."""
    heading = [
        _("acronym"),
        _("coordinator"),
        _("state"),
        _("verdict before"),
        _("verdict after"),
        _("as confirmed before"),
        _("as confirmed after"),
        _("clause"),
        _("clause before"),
        _("clause after"),
        _("clause as confirmed before"),
        _("clause as confirmed after"),
    ]
    return [heading, *(row for each in impact.touched for row in _file_rows(each))]


def _file_rows(draft: DraftImpact) -> Iterator[list[str]]:
    state = WORDS[SUBMITTED if draft.is_submitted else OPEN]
    head = [draft.acronym, draft.coordinator_name, str(state)]
    head += [*_cells(draft.planned), *_cells(draft.confirmed)]
    for each in draft.clauses:
        yield [*head, each.title, *_cells(each.planned), *_cells(each.confirmed)]
    if not draft.clauses:
        yield [*head, "", "", "", "", ""]


def _cells(shift: Shift) -> list[str]:
    return [
        messages.outcome_word(each) if each else NOTHING
        for each in (shift.before, shift.after)
    ]
