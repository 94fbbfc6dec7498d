"""Under which law a scenario is held: that of the draft, or of another Lot or call."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from alliances.models import ProjectType
from alliances.words import own_words
from eligibility.catalogue import published_rulebook
from eligibility.core import Rulebook
from eligibility.models import Rulebook as PublishedRulebook
from eligibility.selectors.rule_changes import Kind, kinds_of
from proposals.models import Proposal
from proposals.selectors.drafts.facts import allowed_durations
from proposals.selectors.standing.compare import kind_words
from proposals.snapshots import evaluation_day


@dataclass(frozen=True, slots=True)
class Laws:
    """The rulebook the draft pins, and the newest of every other call."""

    rulebooks: Mapping[str, Rulebook]
    kinds: Mapping[str, Kind]
    """Every type of project there is, by "call/lot/code"."""

    def knows(self, target: ProjectType | None) -> bool:
        """Say whether the law has a type of project: rows outlive it."""
        return target is not None and key_of(target) in self.kinds

    def words(self, key: str) -> str:
        """Name a type of project of `kinds` with its call, as short as can be."""
        code, lot, kind = key.split("/")
        rulebook = self.rulebooks[code]
        call = code if code.isdecimal() else own_words(rulebook.title)
        return f"{call} · {kind_words(rulebook, lot, kind)}"

    def durations(self, key: str) -> tuple[int, ...]:
        """Return the months any type of project of the same Lot allows."""
        call, lot, _code = key.split("/")
        rulebook = self.rulebooks[call]
        return tuple(
            sorted(
                {
                    months
                    for kind in rulebook.lot(lot).project_types
                    for months in allowed_durations(kind, rulebook)
                }
            )
        )


def laws_for(proposal: Proposal) -> Laws:
    """Return the laws a draft can be held under; one query."""
    newest = PublishedRulebook.objects.order_by("version").select_related("call")
    rows = {row.call_id: row for row in newest}
    rows[proposal.alliance.call_id] = proposal.rulebook
    rulebooks = {code: published_rulebook(row) for code, row in rows.items()}
    inorder = sorted(
        (each for each in rulebooks.values() if each.is_established),
        key=lambda each: (each.deadline, each.code),
        reverse=True,
    )
    return Laws(rulebooks, {each.key: each for each in kinds_of(inorder)})


def key_of(kind: ProjectType) -> str:
    """Name a type of project as an address does."""
    return f"{kind.lot.call_id}/{kind.lot.code}/{kind.code}"


def own_key(proposal: Proposal) -> str:
    """Name the type of project a draft is for."""
    alliance = proposal.alliance
    return f"{alliance.call_id}/{alliance.lot.code}/{alliance.project_type.code}"


def day_under(
    proposal: Proposal, target: ProjectType | None, now: dt.datetime
) -> dt.date:
    """Return the day whose law applies, under the call of `target` if there is one."""
    call = target.lot.call if target else proposal.alliance.call
    return evaluation_day(call, now)
