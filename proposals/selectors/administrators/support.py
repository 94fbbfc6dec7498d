"""Why a draft is as it is, for support: what it pins, and how far everything is.

No text of the proposal, no figure of its budget and no address of a partner is read.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from alliances.models import Partnership
from alliances.selectors.editions import moment_words, person_words
from alliances.words import day_words
from eligibility.core import Reading, Report
from eligibility.words import deadline_words
from proposals.administrator_access import LOOK_LASTS, last_look
from proposals.models import Proposal
from proposals.selectors.administrators import support_tables as tables
from proposals.selectors.administrators.plain_tables import Shown, Table
from proposals.selectors.administrators.support_lines import (
    ANSWER,
    FORM,
    LATE,
    OVERRIDE,
    PRESENCE,
    RULES,
    Line,
    lines_about,
)
from proposals.selectors.drafts.masthead import call_words, lot_line
from proposals.selectors.standing.verdicts import report_of, verdict_of
from proposals.selectors.submissions.attempts import attempts_of
from proposals.snapshots import take


@dataclass(frozen=True, slots=True)
class SupportDoor:
    """What stands before the page: which draft it is, nothing of its state."""

    key: int
    public_id: uuid.UUID
    acronym: str
    call: str
    code: str
    """Of the call."""
    lot: str
    coordinator: str


@dataclass(frozen=True, slots=True)
class SupportPage:
    """The state of a draft."""

    until: str
    """Until when it is shown without being noted anew."""
    deadline: str
    is_closed: bool
    """Whether the call took submissions and is over."""
    is_archived: bool
    day: str
    """As of which it is checked."""
    verdicts: Table
    number: str
    """Of the submission that counts; empty without one."""
    revision: int
    facts_version: int
    changed: str
    late_texts: int
    """Texts that came after the call had closed."""
    pins: Table
    tables: tuple[Table, ...]


def support_door(proposal: Proposal) -> SupportDoor:
    """Return which draft it is; no query."""
    alliance = proposal.alliance
    return SupportDoor(
        key=proposal.pk,
        public_id=alliance.public_id,
        acronym=alliance.acronym,
        call=call_words(alliance.call),
        code=alliance.call_id,
        lot=lot_line(alliance),
        coordinator=person_words(alliance.coordinator),
    )


def support_page(proposal: Proposal, *, now: dt.datetime) -> SupportPage | None:
    """Return the state of a draft; None to who did not come to look of late.

    Twelve queries however much is in it, with those that obtained it and its reader.
    """
    looked = last_look(proposal)
    if looked is None:
        return None
    alliance = proposal.alliance
    present = Partnership.objects.current().filter(alliance=alliance)
    partners = list(present.select_related("country").order_by("number"))
    report = report_of(proposal, take(proposal, partners=partners), now=now)
    attempts = attempts_of(proposal)
    lines = lines_about(proposal, now=now)
    return SupportPage(
        until=moment_words(looked + LOOK_LASTS),
        deadline=deadline_words(alliance.call.deadline),
        is_closed=alliance.call.takes_submissions and now >= alliance.call.deadline,
        is_archived=alliance.archived_at is not None,
        day=day_words(report.on),
        verdicts=_verdicts(report),
        number=attempts.number,
        revision=proposal.revision,
        facts_version=proposal.facts_version,
        changed=moment_words(proposal.changed_at),
        late_texts=len(lines[LATE]),
        pins=_pins(proposal, lines, report.edition.version),
        tables=(
            tables.clauses_table(report),
            tables.partners_table(proposal, partners, now=now),
            tables.mails_table(proposal),
            tables.packs_table(proposal),
            tables.attempts_table(attempts),
            tables.overrides_table(lines[OVERRIDE]),
            tables.answers_table(lines[ANSWER]),
            tables.people_table(lines[PRESENCE]),
        ),
    )


def _verdicts(report: Report) -> Table:
    """Return the overall verdict of both readings."""
    names = {Reading.PLANNED: _("As planned"), Reading.CONFIRMED: _("As confirmed")}
    verdicts = {name: verdict_of(report, each) for each, name in names.items()}
    return Table(
        key="verdicts",
        title=_("At the moment"),
        headings=(_("Reading"), _("Result")),
        cells=tuple(
            (Shown(name), Shown(verdict.words, mark=verdict.mark))
            for name, verdict in verdicts.items()
        ),
        empty="",
    )


def _pins(
    proposal: Proposal, lines: Mapping[str, Sequence[Line]], edition: int
) -> Table:
    """Return which law and form a draft pins, and whether newer ones are there."""
    rules = proposal.rulebook.version
    form = proposal.form.version if proposal.form else None
    return Table(
        key="pins",
        title=_("What it is checked by"),
        headings=(_("What"), _("Pinned"), _("In force")),
        cells=(
            (Shown(_("Rules")), _version(rules), _in_force(lines[RULES], rules)),
            (Shown(_("Form")), _version(form), _in_force(lines[FORM], form)),
            (
                Shown(_("Reference data")),
                Shown(_("Pinned by submissions alone")),
                _version(edition),
            ),
        ),
        empty="",
    )


def _version(version: int | None) -> Shown:
    if version is None:
        return Shown(_("None"))
    return Shown(_("Version %(version)s") % {"version": version})


def _in_force(newest: Sequence[Line], pinned: int | None) -> Shown:
    """Return the newest version there is, marked where a draft pins another one."""
    version = newest[0].version if newest else None
    if version == pinned:
        return _version(version)
    note = _("Newer than what is pinned")
    return replace(_version(version), mark="act", note=note)
