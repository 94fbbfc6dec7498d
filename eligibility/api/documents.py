"""Calls and rulebooks as the API shows them."""

from collections.abc import Iterable
from typing import Any

from alliances.models import Call
from eligibility import models
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    DatedClause,
    DatedValue,
    Lot,
    Rulebook,
    dump_argument,
    dump_reference,
    dump_value,
)
from eligibility.law import Law

Document = dict[str, Any]


def call_list() -> list[Document]:
    """Return every call with the rulebook published last, the newest call first."""
    rows = {row.call_id: row for row in newest_rulebooks()}
    return [
        _summary(published_rulebook(rows[call.code]))
        for call in Call.objects.order_by("-deadline", "code")
        if call.code in rows
    ]


def newest_rulebooks() -> Iterable[models.Rulebook]:
    """Return the rulebook published last of each call; one query."""
    return models.Rulebook.objects.order_by("call", "version")


def call_document(law: Law) -> Document:
    """Return one call with its countries and sectors."""
    return _summary(law.rulebook) | {
        "reference_data": {
            "version": law.edition.version,
            "sha256": law.edition.sha256,
        },
        "countries": [
            {
                "code": each.code,
                "standing": each.standing,
                "is_eu_member": each.is_eu_member,
                "counts_as": each.counts_as or each.code,
            }
            for each in law.tables.countries
        ],
        "sectors": [
            {"lot": each.lot, "slug": each.slug, "title": each.title}
            for each in law.tables.sectors
        ],
    }


def rulebook_document(rulebook: Rulebook) -> Document:
    """Return the law of a call: every clause with its values over time and sources."""
    return _summary(rulebook) | {
        "opens_reference": dump_reference(rulebook.opens_reference),
        "deadline_references": [
            dump_reference(each) for each in rulebook.deadline_references
        ],
        "clauses": [
            {"lot": lot.code, "project_type": kind.code, **_clause(each)}
            for lot in rulebook.lots
            for kind in lot.project_types
            for each in kind.clauses
        ],
    }


def _summary(rulebook: Rulebook) -> Document:
    return {
        "code": rulebook.code,
        "title": rulebook.title,
        "reference": rulebook.reference,
        "is_established": rulebook.is_established,
        "note": rulebook.note,
        "opens": rulebook.opens.isoformat(),
        "deadline": rulebook.deadline.isoformat(),
        "takes_submissions": rulebook.takes_submissions,
        "lots": [_lot(each) for each in rulebook.lots],
        "rulebook": {"version": rulebook.version, "sha256": rulebook.sha256},
    }


def _lot(lot: Lot) -> Document:
    return {
        "code": lot.code,
        "number": lot.number,
        "title": lot.title,
        "project_types": [
            {"code": each.code, "title": each.title} for each in lot.project_types
        ],
    }


def _clause(dated: DatedClause) -> Document:
    clause = dated.clause
    return {
        "clause": clause.id,
        "title": clause.title,
        "check": clause.check,
        "severity": clause.severity,
        "arguments": {
            name: dump_argument(value) for name, value in clause.arguments.items()
        },
        "values": [_value(each) for each in dated.values],
    }


def _value(value: DatedValue) -> Document:
    return {
        "since": value.since.isoformat(),
        "value": dump_value(value.value),
        "reference": dump_reference(value.reference),
    }
