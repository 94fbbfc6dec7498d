"""Reports as canonical JSON and back, and the public form `ssa-report/1`."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
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
from eligibility.core.snapshot import Edition, Participant, Place
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

REPORT_SCHEMA = "ssa-report/1"


def canonical(value: object) -> str:
    """Return JSON whose bytes depend on the value alone."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def public_report(
    report: Report,
    describe: Callable[[Finding], str],
    *,
    repairs: Iterable[Mapping[str, Any]] = (),
    critical_partners: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return the report in the public form; `describe` words each finding.

    `repairs` and `critical_partners` are in their public form already.
    """
    return {
        "schema": REPORT_SCHEMA,
        "outcome": report.outcome,
        "outcome_as_confirmed": report.outcome_as_confirmed,
        "rulebook": _stamp(report.rulebook),
        "reference_data": _edition(report.edition),
        "on": report.on.isoformat(),
        "findings": [_public_finding(each, describe) for each in report.findings],
        "repairs": list(repairs),
        "critical_partners": list(critical_partners),
    }


def _public_finding(
    finding: Finding, describe: Callable[[Finding], str]
) -> dict[str, Any]:
    planned = finding.planned
    return {
        "clause": finding.clause.id,
        "outcome": planned.outcome,
        "outcome_as_confirmed": finding.confirmed.outcome,
        "severity": finding.clause.severity,
        "required": _figure(planned.required),
        "found": _figure(planned.found),
        "possible": _figure(planned.possible),
        "counted": [each.name for each in planned.counted],
        "not_counted": [
            {"name": each.participant.name, "reason": each.why}
            for each in planned.not_counted
        ],
        "reference": dump_reference(finding.value.reference),
        "message": describe(finding),
    }


def dump_report(report: Report) -> dict[str, Any]:
    """Return everything the report holds as JSON values; `load_report` reverses it."""
    return {
        "on": report.on.isoformat(),
        "rulebook": _stamp(report.rulebook),
        "edition": _edition(report.edition),
        "findings": [
            {
                "clause": _clause(each.clause),
                "since": each.value.since.isoformat(),
                "value": dump_value(each.value.value),
                "reference": dump_reference(each.value.reference),
                "planned": _evidence(each.planned),
                "confirmed": _evidence(each.confirmed),
            }
            for each in report.findings
        ],
    }


def load_report(data: Mapping[str, Any]) -> Report:
    """Return the report that `dump_report` wrote."""
    return Report(
        dt.date.fromisoformat(data["on"]),
        Stamp(**data["rulebook"]),
        Edition(**data["edition"]),
        tuple(_load_finding(each) for each in data["findings"]),
    )


def _stamp(stamp: Stamp) -> dict[str, Any]:
    return {
        "call": stamp.call,
        "lot": stamp.lot,
        "project_type": stamp.project_type,
        "version": stamp.version,
        "sha256": stamp.sha256,
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {"version": edition.version, "sha256": edition.sha256}


def dump_reference(reference: Reference) -> dict[str, Any]:
    """Return a source as JSON values."""
    return {
        "title": reference.title,
        "locator": reference.locator,
        "url": reference.url,
        "quote": reference.quote,
        "note": reference.note,
        "checked": reference.checked.isoformat(),
        "confidence": reference.confidence,
    }


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "title": clause.title,
        "check": clause.check,
        "severity": clause.severity,
        "arguments": {
            name: dump_argument(value) for name, value in clause.arguments.items()
        },
    }


def dump_argument(value: object) -> Any:  # noqa: ANN401  # JSON
    """Return an argument of a check as JSON values; sets are sorted."""
    if isinstance(value, Mapping):
        return {key: sorted(types) for key, types in value.items()}
    return sorted(value) if isinstance(value, frozenset) else value


def dump_value(value: object) -> Any:  # noqa: ANN401  # JSON
    """Return a value of the law as JSON values; ceilings are by months."""
    if isinstance(value, Mapping):
        return {str(months): str(ceiling) for months, ceiling in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _figure(figure: Figure) -> Any:  # noqa: ANN401  # JSON
    if isinstance(figure, Decimal):
        return f"{figure:.2f}"
    return list(figure) if isinstance(figure, tuple) else figure


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "outcome": evidence.outcome,
        "required": _figure(evidence.required),
        "found": _figure(evidence.found),
        "possible": _figure(evidence.possible),
        "counted": [_participant(each) for each in evidence.counted],
        "not_counted": [
            {"why": each.why, **_participant(each.participant)}
            for each in evidence.not_counted
        ],
        "decisive": [_participant(each) for each in evidence.decisive],
        "gaps": [list(each) for each in evidence.gaps],
    }


def _participant(each: Participant) -> dict[str, Any]:
    return {
        "name": each.name,
        "place": None
        if each.place is None
        else {
            "code": each.place.code,
            "counts_as": each.place.counts_as,
            "standing": each.place.standing,
            "is_eu_member": each.place.is_eu_member,
        },
        "role": each.role,
        "types": list(each.types),
        "pic": each.pic,
        "answer": each.answer,
        "label": each.label,
    }


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
        tuple(_load_participant(each) for each in data["counted"]),
        tuple(
            Excluded(_load_participant(each), Why(each["why"]))
            for each in data["not_counted"]
        ),
        # Reports of engine 1 do not have them.
        tuple(_load_participant(each) for each in data.get("decisive", ())),
        tuple(Gap(country, tuple(those)) for country, those in data.get("gaps", ())),
    )


def _load_figure(value: Any) -> Figure:  # noqa: ANN401  # JSON
    if isinstance(value, str):
        return Decimal(value)
    return tuple(value) if isinstance(value, list) else value


def _load_participant(data: Mapping[str, Any]) -> Participant:
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
    )
