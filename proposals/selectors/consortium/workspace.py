"""The workspace of one alliance: its band, its partners and its eligibility panel."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from alliances.partner import Partner
from alliances.selectors.nace import nace_words
from alliances.words import own_words
from eligibility.core import ConsortiumSnapshot, Edition, Reading, Report
from proposals.completeness import parts_done
from proposals.models import Proposal
from proposals.selectors.asking.planned_statements import planned_statements
from proposals.selectors.consortium.composition import (
    Beside,
    Composition,
    composition_of,
)
from proposals.selectors.consortium.listed_partners import listed_partners
from proposals.selectors.consortium.partner_parts import (
    FIRST,
    Rows,
    Wanted,
    part_of,
    rows_of,
)
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.law.newer_rules import NewerRules, newer_rules, rules_beside
from proposals.selectors.mandates.signing_states import signing_states
from proposals.selectors.standing.map import PartnerMap, map_of
from proposals.selectors.standing.matrix import Matrix, matrix_of
from proposals.selectors.standing.panel import Panel, panel_of
from proposals.selectors.standing.verdicts import report_of
from proposals.snapshots import take
from proposals.snapshots.reference import reference_beside


@dataclass(frozen=True, slots=True)
class Workspace:
    """What the page shows; the form of facts is bound by the view."""

    masthead: Masthead
    composition: Composition
    map: PartnerMap
    panel: Panel
    tasks: Tasks
    newer: NewerRules | None
    """Newer rules than the draft pins."""
    is_history: bool
    """Whether the call takes no submissions here, so this is practice."""
    edition: Edition
    """The countries and sectors the verdict was reached with."""


def workspace_page(
    proposal: Proposal,
    *,
    now: dt.datetime,
    reading: Reading = Reading.PLANNED,
    wanted: Wanted = FIRST,
) -> Workspace:
    """Return the workspace as of `now`, with a part of the partners.

    A fixed number of queries.
    """
    partners = listed_partners(proposal.alliance_id)
    part = part_of(partners, wanted)
    snapshot, report = standing_of(proposal, now=now, partners=partners)
    tasks = tasks_of(proposal, snapshot, report)
    beside = Beside(
        parts=parts_done(tasks.contents),
        signing=signing_states(
            proposal, partners, planned_statements(tasks.contents), of=part
        ),
        focus=wanted.focus,
    )
    return Workspace(
        masthead=masthead_of(proposal, now=now),
        composition=composition_of(
            proposal, partners, snapshot, report, now=now, part=part, beside=beside
        ),
        map=map_of(proposal, snapshot, report),
        panel=panel_of(proposal, snapshot, report, now=now, chosen=reading),
        tasks=tasks,
        newer=_newer(proposal, snapshot, report, tasks, now=now),
        is_history=not proposal.alliance.call.takes_submissions,
        edition=snapshot.edition,
    )


@dataclass(frozen=True, slots=True)
class PanelUpdate:
    """What follows from a change at once: the verdict, and what repeats it."""

    masthead: Masthead
    panel: Panel
    tasks: Tasks
    matrix: Matrix | None
    """None without partners."""
    rows: Rows
    """Where the rows of the partners stand."""
    newer: NewerRules | None
    """Newer rules than the draft pins."""


def panel_update(
    proposal: Proposal, *, now: dt.datetime, reading: Reading = Reading.PLANNED
) -> PanelUpdate:
    """Return the verdict after a change; map and ways out are fetched after it."""
    snapshot, report = standing_of(proposal, now=now)
    tasks = tasks_of(proposal, snapshot, report)
    return PanelUpdate(
        masthead=masthead_of(proposal, now=now),
        panel=panel_of(proposal, snapshot, report, now=now, chosen=reading),
        tasks=tasks,
        matrix=matrix_of(snapshot, report) if snapshot.participants else None,
        rows=rows_of(proposal.alliance.public_id, len(snapshot.participants)),
        newer=_newer(proposal, snapshot, report, tasks, now=now),
    )


def map_update(proposal: Proposal, *, now: dt.datetime) -> PartnerMap:
    """Return the map of a draft as of `now`."""
    return map_of(proposal, *standing_of(proposal, now=now))


def sections_of(
    proposal: Proposal,
    *,
    now: dt.datetime,
    partners: Sequence[Partner] | None = None,
) -> Tasks:
    """Return the sections of a draft, for the pages beside the workspace."""
    return tasks_of(proposal, *standing_of(proposal, now=now, partners=partners))


def standing_of(
    proposal: Proposal,
    *,
    now: dt.datetime,
    partners: Sequence[Partner] | None = None,
) -> tuple[ConsortiumSnapshot, Report]:
    """Return the snapshot of a draft and the report on it.

    `partners` are all of its own where they were read already.
    """
    snapshot = take(proposal, partners=partners, reference=reference_beside(proposal))
    return snapshot, report_of(proposal, snapshot, now=now)


def _newer(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    report: Report,
    tasks: Tasks,
    *,
    now: dt.datetime,
) -> NewerRules | None:
    newest = rules_beside(proposal)
    return newer_rules(
        proposal, snapshot, report, newest, now=now, is_submitted=tasks.is_submitted
    )


def sector_title(snapshot: ConsortiumSnapshot) -> str:
    """Return the sector as the Lot's list or NACE titles it, else as stated."""
    stated = snapshot.sector or ""
    named = (
        own_words(each.title) for each in snapshot.sectors if each.is_named(stated)
    )
    return next(named, "") or nace_words(stated.strip())
