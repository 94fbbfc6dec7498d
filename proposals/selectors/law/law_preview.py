"""An uploaded rulebook as an applicant would see its call, before it is open."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from alliances.models import Call
from alliances.words import own_words
from eligibility import messages
from eligibility.catalogue import kept_rulebook
from eligibility.core import (
    ConsortiumSnapshot,
    Edition,
    Lot,
    ProjectType,
    Reading,
    Rulebook,
    Sector,
)
from eligibility.models import RulebookUpload
from eligibility.selectors.law_checks import tables_of
from eligibility.services.assess import assess
from proposals.selectors.drafts.start import CallChoice, call_choice, kind_title
from proposals.selectors.standing.targets import TargetLine, target_lines, target_words
from proposals.selectors.standing.verdicts import MARKS, Verdict, verdict_of
from proposals.snapshots import evaluation_day


@dataclass(frozen=True, slots=True)
class KindPreview:
    """One type of project: its target, its list of sectors, an empty workspace."""

    title: str
    target: str
    lines: tuple[TargetLine, ...]
    sectors: tuple[str, ...]
    """Empty where any sector goes."""
    verdict: Verdict
    """What the panel of an alliance without partners would say."""
    clauses: tuple[tuple[str, Verdict], ...]
    """Title and what the panel would say of it."""


@dataclass(frozen=True, slots=True)
class LawPreviewPage:
    """What the start pages and an empty workspace would show."""

    public_id: uuid.UUID
    call: CallChoice
    kinds: tuple[KindPreview, ...]


def law_preview_page(upload: RulebookUpload, *, now: dt.datetime) -> LawPreviewPage:
    """Return the call as applicants would see it once it takes submissions."""
    law = kept_rulebook(upload)
    call = Call(
        code=law.code,
        title=own_words(law.title),
        opens_on=law.opens,
        deadline=law.deadline,
        takes_submissions=True,
    )
    return LawPreviewPage(
        public_id=upload.public_id,
        call=call_choice(call, law, chosen="", now=now),
        kinds=tuple(_kinds(call, law, now)),
    )


def _kinds(call: Call, law: Rulebook, now: dt.datetime) -> Iterator[KindPreview]:
    listed, day = tables_of(law.code).sectors, evaluation_day(call, now)
    for lot in law.lots:
        sectors = tuple(
            Sector(each.slug, each.title) for each in listed if each.lot == lot.code
        )
        for kind in lot.project_types:
            yield _kind(law, lot, kind, sectors, day)


def _kind(
    law: Rulebook,
    lot: Lot,
    kind: ProjectType,
    sectors: tuple[Sector, ...],
    day: dt.date,
) -> KindPreview:
    empty = ConsortiumSnapshot(
        law.code, lot.code, kind.code, (), sectors, Edition(0, "")
    )
    report = assess(snapshot=empty, rulebook=law, on=day)
    return KindPreview(
        title=kind_title(lot.number, kind.title),
        target=target_words(kind, day),
        lines=target_lines(kind, day),
        sectors=tuple(own_words(each.title) for each in sectors),
        verdict=verdict_of(report, Reading.PLANNED),
        clauses=tuple(
            (
                messages.clause_title(each.clause),
                Verdict(
                    MARKS[each.planned.outcome],
                    messages.sentence(each, Reading.PLANNED),
                ),
            )
            for each in report.findings
        ),
    )
