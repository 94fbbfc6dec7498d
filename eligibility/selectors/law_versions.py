"""The versions of the law there are, for the administrators' pages."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import ReviewState
from alliances.files.edits import NO_TABLES
from alliances.files.tables import ReferenceTables
from alliances.selectors.editions import moment_words, person_words
from alliances.selectors.reference import current_edition, published_tables
from alliances.selectors.upload_names import upload_name
from alliances.words import own_words
from eligibility.catalogue import published_rulebook
from eligibility.core import Rulebook as Law
from eligibility.linter import CHECKS, LintProblem, check_title, hidden_by, lint
from eligibility.models import Rulebook, RulebookUpload
from eligibility.words import deadline_words

WAITING = 10
"""Uploads the overview lists; older ones are reached by their address."""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One published version of the law of a call."""

    call: str
    version: int
    published: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class LawLine:
    """A call with the version in force."""

    code: str
    title: str
    deadline: str
    takes_submissions: bool
    is_established: bool
    """Else nobody is offered the call: no drafts, no reference data."""
    present: VersionLine
    earlier: int
    """How many versions there were before."""


@dataclass(frozen=True, slots=True)
class WaitingRulebook:
    """A text that was uploaded and not published."""

    public_id: str
    name: str
    is_asked: bool
    """Whether somebody asked to publish it, so another one has to act."""
    about: str


@dataclass(frozen=True, slots=True)
class LawOverview:
    """The law of every call, and what waits."""

    calls: tuple[LawLine, ...]
    waiting: tuple[WaitingRulebook, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing the linter looks at."""

    title: str
    problems: tuple[LintProblem, ...]
    mark: str
    """Name of the icon: met, not-met, or unknown where it could not be looked at."""


@dataclass(frozen=True, slots=True)
class CallLawPage:
    """One call: may it be opened, and which versions of its law are there."""

    line: LawLine
    deadline: dt.datetime
    checks: tuple[Checked, ...]
    may_open: bool
    versions: tuple[VersionLine, ...]
    """The newest first."""
    kinds: tuple[str, ...]
    """Lots and types of project, as addresses carry them."""


def law_overview() -> LawOverview:
    """Return the law of every call; a fixed number of queries."""
    rows: defaultdict[str, list[Rulebook]] = defaultdict(list)
    for each in Rulebook.objects.select_related("published_by"):
        rows[each.call_id].append(each)
    lines = [_law_line(versions) for versions in rows.values()]
    return LawOverview(tuple(lines), tuple(waiting_rulebooks()))


def call_law_page(code: str, *, now: dt.datetime) -> CallLawPage | None:
    """Return the page of a call, None without a published law."""
    rows = Rulebook.objects.filter(call=code).select_related("published_by", "call")
    versions = list(rows.order_by("-version"))
    if not versions:
        return None
    law = published_rulebook(versions[0])
    edition = current_edition(versions[0].call)
    tables = published_tables(edition) if edition else NO_TABLES
    checks = checklist(law, tables, now=now)
    return CallLawPage(
        line=_law_line(versions),
        deadline=law.deadline,
        checks=checks,
        may_open=not any(each.problems for each in checks),
        versions=tuple(map(version_line, versions)),
        kinds=tuple(
            f"{lot.code}/{kind.code}" for lot in law.lots for kind in lot.project_types
        ),
    )


def checklist(
    law: Law, tables: ReferenceTables, *, now: dt.datetime
) -> tuple[Checked, ...]:
    """Return everything the linter looks at, with what it found."""
    found = lint(law, tables, now=now)
    hidden = hidden_by(found)
    return tuple(
        Checked(
            title=check_title(name),
            problems=(problems := tuple(e for e in found if e.id == name)),
            mark="not-met" if problems else "unknown" if name in hidden else "met",
        )
        for name in CHECKS
    )


def version_line(row: Rulebook) -> VersionLine:
    """Return a version with who published it, when and why."""
    return VersionLine(
        call=row.call_id,
        version=row.version,
        published=moment_words(row.published_at),
        by=person_words(row.published_by),
        reason=own_words(row.reason),
    )


def waiting_rulebooks() -> list[WaitingRulebook]:
    """Return the texts that were uploaded and not published, the newest first."""
    open_ones = (ReviewState.KEPT, ReviewState.ASKED)
    uploads = RulebookUpload.objects.filter(review_state__in=open_ones)
    return [
        WaitingRulebook(
            public_id=str(each.public_id),
            name=upload_name(each.file_name),
            is_asked=each.review_state == ReviewState.ASKED,
            about=_("rules of call %(call)s, %(person)s, %(when)s")
            % {
                "call": each.call_code,
                "person": each.uploaded_by,
                "when": moment_words(each.uploaded_at),
            },
        )
        for each in uploads.select_related("uploaded_by").defer("text")[:WAITING]
    ]


def _law_line(versions: Sequence[Rulebook]) -> LawLine:
    newest, *earlier = versions
    law = published_rulebook(newest)
    return LawLine(
        code=law.code,
        title=own_words(law.title),
        deadline=deadline_words(law.deadline),
        takes_submissions=law.takes_submissions,
        is_established=law.is_established,
        present=version_line(newest),
        earlier=len(earlier),
    )
