"""Reports and snapshots as canonical JSON, and the public form `ssa-report/1`."""

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from eligibility.core.findings import (
    Evidence,
    Figure,
    Finding,
    Report,
    Stamp,
)
from eligibility.core.rulebook import Clause, Reference
from eligibility.core.snapshot import ConsortiumSnapshot, Edition, Participant

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
    """Return all a report holds as JSON values; `loading.load_report` reverses it."""
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
        "counted": [dump_participant(each) for each in evidence.counted],
        "not_counted": [
            {"why": each.why, **dump_participant(each.participant)}
            for each in evidence.not_counted
        ],
        "decisive": [dump_participant(each) for each in evidence.decisive],
        "gaps": [list(each) for each in evidence.gaps],
    }


def dump_participant(each: Participant) -> dict[str, Any]:
    """Return one row as JSON values; `load_participant` reverses it."""
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
        # Absent where there is none: what was kept before reads and digests the same.
        **({"has_added_value": True} if each.has_added_value else {}),
    }


def dump_snapshot(snapshot: ConsortiumSnapshot) -> dict[str, Any]:
    """Return every fact of a consortium as JSON values; `load_snapshot` reverses it."""
    return {
        "call": snapshot.call,
        "lot": snapshot.lot,
        "project_type": snapshot.project_type,
        "participants": [dump_participant(each) for each in snapshot.participants],
        "sectors": [[each.slug, each.title] for each in snapshot.sectors],
        "edition": _edition(snapshot.edition),
        "sector": snapshot.sector,
        "duration_months": snapshot.duration_months,
        "grant_requested": _figure(snapshot.grant_requested),
        "applications_elsewhere": snapshot.applications_elsewhere,
        **({"has_texts": True} if snapshot.has_texts else {}),
        **(
            {}
            if snapshot.standing_elsewhere is None
            else {"standing_elsewhere": list(snapshot.standing_elsewhere)}
        ),
    }
