"""The sandbox of one person: a draft as it is beside the draft as imagined."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Role
from alliances.words import day_words
from eligibility.core import ConsortiumSnapshot, Participant, Report
from eligibility.services.assess import assess
from eligibility.words import BRUSSELS, country_name, eu_code
from proposals.models import Proposal, Sandbox, SandboxPartner
from proposals.selectors.consortium.partners import PartnerChoices, choices_among
from proposals.selectors.consortium.stated_types import type_words
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.standing.verdicts import report_of, taking_part
from proposals.selectors.standing.what_if_changes import (
    ImaginedChange,
    NameWanted,
    changes_of,
    names_wanted,
)
from proposals.selectors.standing.what_if_differences import (
    ReadingDifferences,
    differences_of,
)
from proposals.selectors.standing.what_if_law import (
    Laws,
    day_under,
    key_of,
    laws_for,
    own_key,
)
from proposals.snapshots.reference import reference_of
from proposals.snapshots.scenarios import Imagined, goes_elsewhere, take_scenario


@dataclass(frozen=True, slots=True)
class TriedPartner:
    """One partner of the draft as the scenario has it."""

    number: str
    label: str
    name: str
    code: str
    country: str
    standing: str
    """Role and type, as imagined."""
    is_out: bool
    is_changed: bool
    """Whether role or type are imagined."""
    role: str
    types: str
    """The imagined type, empty while it is as in the draft."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Everything about a scenario that a change of it changes."""

    public_id: uuid.UUID
    """Of the alliance."""
    state: uuid.UUID | None
    """What applying names; None where nothing was imagined yet."""
    changes: tuple[ImaginedChange, ...]
    readings: tuple[ReadingDifferences, ...]
    partners: tuple[TriedPartner, ...]
    names: tuple[NameWanted, ...]
    elsewhere: str
    """The type of project of another Lot it is held against; empty for its own."""
    elsewhere_key: str
    """The same as an address names it."""
    ends: str
    """When it ends, in words; empty where nothing was imagined yet."""
    expired: str
    """That an earlier one has expired, in a sentence; empty where none has."""

    @property
    def has_moved(self) -> bool:
        """Whether the draft changed under a change."""
        return any(each.moved for each in self.changes)


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """The page of a sandbox."""

    masthead: Masthead
    tasks: Tasks
    what_if: WhatIf
    laws: Laws
    """For the choices of its forms."""
    sandbox: Sandbox
    """The facts as imagined; not stored where nothing is imagined."""
    target: str
    """The type of project it is held against, by "call/lot/code"."""
    choices: PartnerChoices
    """For the forms of partners."""


def what_if_page(
    proposal: Proposal, sandbox: Sandbox | None, *, now: dt.datetime
) -> WhatIfPage:
    """Hold a draft and one person's scenario of it side by side, as of `now`.

    A fixed number of queries, however many partners and changes.
    """
    laws = laws_for(proposal)
    current = None if sandbox is None or sandbox.has_expired(now) else sandbox
    imagined = _imagined(proposal, current)
    scenario = _known(imagined, laws)
    taken = take_scenario(proposal, scenario)
    snapshot, partners = taken.now, taken.rows
    report = report_of(proposal, snapshot, now=now)
    then = _then(proposal, taken.then, scenario, laws, now=now)
    target = scenario.sandbox.project_type
    elsewhere = _elsewhere(proposal, scenario)
    return WhatIfPage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks_of(proposal, snapshot, report),
        what_if=WhatIf(
            public_id=proposal.alliance.public_id,
            state=current.state if current else None,
            changes=changes_of(proposal, imagined, laws),
            readings=differences_of(report, then),
            partners=tuple(
                _partner(each, imagined.present.get(each.label))
                for each in taking_part(snapshot)
            ),
            names=names_wanted(imagined),
            elsewhere=laws.words(elsewhere) if elsewhere else "",
            elsewhere_key=elsewhere,
            ends=_ends(current),
            expired=_expired(sandbox, now),
        ),
        laws=laws,
        sandbox=scenario.sandbox,
        target=key_of(target) if target else own_key(proposal),
        choices=choices_among(
            proposal,
            [each for each in partners if each.removed_at is None],
            reference_of(snapshot.call, snapshot.edition),
            now=now,
        ),
    )


def announcement(what_if: WhatIf) -> str:
    """Say in a sentence what the scenario comes to, for those who listen."""
    planned = what_if.readings[0]
    number = len(planned.lines)
    return _("What if: %(then)s. Now: %(now)s. %(lines)s.") % {
        "then": planned.then.words,
        "now": planned.now.words,
        "lines": ngettext(
            "%(number)d clause differs", "%(number)d clauses differ", number
        )
        % {"number": number},
    }


def _imagined(proposal: Proposal, sandbox: Sandbox | None) -> Imagined:
    if sandbox is None:
        return Imagined(Sandbox(proposal=proposal), ())
    sandbox.proposal = proposal
    return Imagined(sandbox, tuple(sandbox.partners.all()))


def _known(imagined: Imagined, laws: Laws) -> Imagined:
    """Leave a type of project out that the law does not have any more."""
    stored = imagined.sandbox
    if stored.project_type is None or laws.knows(stored.project_type):
        return imagined
    without = Sandbox(
        proposal=stored.proposal,
        duration_months=stored.duration_months,
        grant_requested_eur=stored.grant_requested_eur,
    )
    return Imagined(without, imagined.partners)


def _then(
    proposal: Proposal,
    changed: ConsortiumSnapshot,
    scenario: Imagined,
    laws: Laws,
    *,
    now: dt.datetime,
) -> Report:
    return assess(
        snapshot=changed,
        rulebook=laws.rulebooks[changed.call],
        on=day_under(proposal, scenario.sandbox.project_type, now),
    )


def _partner(each: Participant, change: SandboxPartner | None) -> TriedPartner:
    role, types = str(each.role), [str(one) for one in each.types]
    if change is not None:
        role, types = change.role or role, change.type_list or types
    is_out = change is not None and change.is_out
    place = each.place
    return TriedPartner(
        number=each.label.removeprefix("P"),
        label=each.label,
        name=each.name,
        code=eu_code(place.code) if place else "–",
        country=country_name(place.code) if place else _("Country not stated"),
        standing=f"{Role(role).label} · {type_words(types)}",
        is_out=is_out,
        is_changed=change is not None and not is_out,
        role=role,
        types=change.types if change else "",
    )


def _elsewhere(proposal: Proposal, scenario: Imagined) -> str:
    """Return the key of the type of project of another Lot it is held against."""
    target = scenario.sandbox.project_type
    if target is None or not goes_elsewhere(proposal, scenario.sandbox):
        return ""
    return key_of(target)


def _ends(sandbox: Sandbox | None) -> str:
    if sandbox is None:
        return ""
    return day_words(sandbox.expires_at.astimezone(BRUSSELS).date())


def _expired(sandbox: Sandbox | None, now: dt.datetime) -> str:
    if sandbox is None or not sandbox.has_expired(now):
        return ""
    day = day_words(sandbox.changed_at.astimezone(BRUSSELS).date())
    return _(
        "Your last what-if ended: nobody changed it for 30 days after %(day)s. This"
        " one starts from the draft as it is."
    ) % {"day": day}
