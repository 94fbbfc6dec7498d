"""Reports and snapshots read back from what `serialise` wrote.

What was not written by it raises KeyError, TypeError or ValueError.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from eligibility.core.findings import (
    Evidence,
    Excluded,
    Figure,
    Finding,
    Gap,
    Report,
    Stamp,
)
from eligibility.core.rulebook import Clause, DatedValue, Reference
from eligibility.core.snapshot import (
    ConsortiumSnapshot,
    Edition,
    Participant,
    Place,
    Sector,
)
from eligibility.core.terms import (
    Answer,
    Confidence,
    Outcome,
    PartnerType,
    Role,
    Severity,
    Standing,
    Why,
)


def load_report(data: Mapping[str, Any]) -> Report:
    """Return the report that `dump_report` wrote."""
    return Report(
        dt.date.fromisoformat(data["on"]),
        Stamp(**data["rulebook"]),
        Edition(**data["edition"]),
        tuple(_load_finding(each) for each in data["findings"]),
    )


def load_snapshot(data: Mapping[str, Any]) -> ConsortiumSnapshot:
    """Return the consortium that `dump_snapshot` wrote."""
    grant = data["grant_requested"]
    return ConsortiumSnapshot(
        call=data["call"],
        lot=data["lot"],
        project_type=data["project_type"],
        participants=tuple(load_participant(each) for each in data["participants"]),
        sectors=tuple(Sector(slug, title) for slug, title in data["sectors"]),
        edition=Edition(**data["edition"]),
        sector=data["sector"],
        duration_months=data["duration_months"],
        grant_requested=None if grant is None else Decimal(grant),
        applications_elsewhere=data["applications_elsewhere"],
        has_texts=data.get("has_texts", False),
        standing_elsewhere=_load_keys(data.get("standing_elsewhere")),
    )


def _load_keys(data: list[str] | None) -> tuple[str, ...] | None:
    return None if data is None else tuple(data)


def _load_finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        _load_clause(data["clause"]),
        DatedValue(
            dt.date.fromisoformat(data["since"]),
            _load_value(data["value"]),
            _load_reference(data["reference"]),
        ),
        _load_evidence(data["planned"]),
        _load_evidence(data["confirmed"]),
    )


def _load_clause(data: Mapping[str, Any]) -> Clause:
    return Clause(
        data["id"],
        data["title"],
        data["check"],
        Severity(data["severity"]),
        {name: _load_argument(name, each) for name, each in data["arguments"].items()},
    )


def _load_argument(name: str, value: Any) -> object:  # noqa: ANN401  # JSON
    if isinstance(value, Mapping):
        return {key: _load_types(types) for key, types in value.items()}
    if isinstance(value, list):
        return _load_types(value)
    kinds: dict[str, Callable[[str], object]] = {"role": Role, "standing": Standing}
    return kinds.get(name, str)(value)


def _load_types(names: list[str]) -> frozenset[PartnerType]:
    return frozenset(PartnerType(each) for each in names)


def _load_value(value: Any) -> int | bool | tuple[int, ...] | Mapping[int, Decimal]:  # noqa: ANN401  # JSON
    if isinstance(value, Mapping):
        return {int(months): Decimal(ceiling) for months, ceiling in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _load_reference(data: Mapping[str, Any]) -> Reference:
    return Reference(
        **{
            **data,
            "checked": dt.date.fromisoformat(data["checked"]),
            "confidence": Confidence(data["confidence"]),
        }
    )


def _load_evidence(data: Mapping[str, Any]) -> Evidence:
    return Evidence(
        Outcome(data["outcome"]),
        _load_figure(data["required"]),
        _load_figure(data["found"]),
        _load_figure(data["possible"]),
        tuple(load_participant(each) for each in data["counted"]),
        tuple(
            Excluded(load_participant(each), Why(each["why"]))
            for each in data["not_counted"]
        ),
        # Reports of engine 1 do not have them.
        tuple(load_participant(each) for each in data.get("decisive", ())),
        tuple(Gap(country, tuple(those)) for country, those in data.get("gaps", ())),
    )


def _load_figure(value: Any) -> Figure:  # noqa: ANN401  # JSON
    if isinstance(value, str):
        return Decimal(value)
    return tuple(value) if isinstance(value, list) else value


def load_participant(data: Mapping[str, Any]) -> Participant:
    """Return the row that `dump_participant` wrote."""
    place = data["place"]
    return Participant(
        name=data["name"],
        place=place
        and Place(
            place["code"],
            place["counts_as"],
            Standing(place["standing"]),
            place["is_eu_member"],
        ),
        role=Role(data["role"]),
        types=tuple(PartnerType(each) for each in data["types"]),
        pic=data["pic"],
        answer=Answer(data["answer"]),
        label=data["label"],
        has_added_value=data.get("has_added_value", False),
    )
