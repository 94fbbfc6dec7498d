"""One explained verdict beside zen-engine (PyPI) on the same rules, in one run.

Run with `python -m tests.benchmarks.verdict`. Ours answers with full evidence: who
counts, who does not and why. zen-engine answers with outcome, found and possible only,
without a trace, from raw partners, and leaves out merging and duplicates, for which its
language has no words. Both get 20 partners of one reading.
"""

import json
import sys
import time
import timeit
from collections.abc import Callable
from typing import Any

import zen

from eligibility.core import ConsortiumSnapshot, Reading, Rulebook, evaluate
from eligibility.core.census import merge_rows, take_census
from eligibility.core.engine import read
from tests.eligibility.core.consortia import PROGRAMME, charter, rulebook_2020

PARTNERS = 20
ROUNDS, REPEATS = 20, 100
LABOUR = (
    "['sme','large_enterprise','social_enterprise','social_partner','sector_body',"
    "'eu_network']"
)
EDUCATION = "['higher_education','vet_provider','adult_education']"


def minimum(found: str, possible: str, required: int) -> str:
    """Write the three-valued minimum in zen's expression language."""
    return (
        f"{found} >= {required} ? 'met' :"
        f" ({possible} < {required} ? 'not_met' : 'unknown')"
    )


def group(types: str) -> list[str]:
    """Write the certain and the possible count of a group."""
    open_types = f"(#.types == [] or some(#.types, # in {types}))"
    return [
        f"count($.certain, #.types != [] and all(#.types, # in {types}))",
        f"count($.certain, {open_types}) + count($.unplaced, {open_types})",
    ]


EXPRESSIONS = [
    ("here", "filter(partners, #.answer in ['confirmed', 'invited'])"),
    ("full", "filter($.here, #.role in ['applicant', 'full_partner'])"),
    ("certain", "filter($.full, #.standing == 'programme')"),
    ("unplaced", "filter($.full, #.country == null)"),
    ("codes", "map($.certain, #.country)"),
    ("applicants", "filter($.here, #.role == 'applicant')"),
    ("one_applicant", "len($.applicants) == 1 ? 'met' : 'not_met'"),
    (
        "applicant_place",
        (
            "len($.applicants) != 1 ? 'unknown' : ($.applicants[0].country == null ?"
            " 'unknown' : ($.applicants[0].standing == 'programme' ? 'met' :"
            " 'not_met'))"
        ),
    ),
    ("countries", "count(programme, # in $.codes)"),
    ("countries_possible", "$.countries + len($.unplaced)"),
    ("min_countries", minimum("$.countries", "$.countries_possible", 8)),
    ("partners_found", "len($.certain)"),
    ("partners_possible", "$.partners_found + len($.unplaced)"),
    ("min_partners", minimum("$.partners_found", "$.partners_possible", 12)),
    *zip(("labour", "labour_possible"), group(LABOUR), strict=True),
    ("min_labour", minimum("$.labour", "$.labour_possible", 5)),
    *zip(("education", "education_possible"), group(EDUCATION), strict=True),
    ("min_education", minimum("$.education", "$.education_possible", 5)),
    ("duration", "months == null ? 'unknown' : (months in [48] ? 'met' : 'not_met')"),
    ("listed", "sector == null ? 'unknown' : (sector in sectors ? 'met' : 'not_met')"),
    (
        "ceiling",
        (
            "grant == null ? 'unknown' : (months != 48 ? 'unknown' :"
            " (grant <= 4000000 ? 'met' : 'not_met'))"
        ),
    ),
    ("exclusive", "sector == null ? 'unknown' : (elsewhere == 0 ? 'met' : 'not_met')"),
    ("twelve", minimum("$.countries", "$.countries_possible", 12)),
]


def zen_decision() -> Any:  # the package has no types
    """Build the rules as one expression node between input and output."""
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {
            "id": "rules",
            "type": "expressionNode",
            "name": "rules",
            "content": {
                "expressions": [
                    {"id": key, "key": key, "value": value}
                    for key, value in EXPRESSIONS
                ]
            },
        },
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "b", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    places: dict[str, Any] = {"position": {"x": 0, "y": 0}}
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [{**node, **places} for node in nodes],
        "edges": edges,
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    decision.validate()
    return decision


def raw(snapshot: ConsortiumSnapshot) -> dict[str, Any]:
    """Return the same facts as the plain values zen-engine takes."""
    return {
        "partners": [
            {
                "name": each.name,
                "country": each.place and each.place.counts_as,
                "standing": each.place and str(each.place.standing),
                "role": str(each.role),
                "types": [str(kind) for kind in each.types],
                "answer": str(each.answer),
            }
            for each in snapshot.participants
        ],
        "programme": sorted(PROGRAMME),
        "months": snapshot.duration_months,
        "sector": snapshot.sector,
        "sectors": [entry.slug for entry in snapshot.sectors],
        "grant": float(snapshot.grant_requested or 0),
        "elsewhere": 0,
    }


def one_reading(
    snapshot: ConsortiumSnapshot, rulebook: Rulebook, *, is_merged: bool = False
) -> Callable[[], Any]:
    """Return our evaluation of the planned reading alone, evidence and all.

    `is_merged` leaves out what zen-engine does not do either: to find the rows of one
    organisation.
    """
    merger = merge_rows(snapshot.participants) if is_merged else None
    project_type = rulebook.project_type(snapshot.lot, snapshot.project_type)
    day = rulebook.deadline.date()

    def run() -> Any:  # thrown away
        bound = [(each.clause, each.on(day)) for each in project_type.clauses]
        return read(bound, take_census(snapshot, Reading.PLANNED, merger))

    return run


def seconds(function: Callable[[], Any]) -> float:
    """Return the best time of one call, of the processor."""
    took = timeit.repeat(function, time.process_time, number=ROUNDS, repeat=REPEATS)
    return min(took) / ROUNDS


def main() -> None:
    """Print both times and their ratio; fail above a fifth."""
    snapshot = charter(partners=PARTNERS)
    rulebook = rulebook_2020()
    decision, facts = zen_decision(), raw(snapshot)
    theirs = seconds(lambda: decision.evaluate(facts))
    same = seconds(one_reading(snapshot, rulebook, is_merged=True))
    ours = seconds(one_reading(snapshot, rulebook))
    both = seconds(lambda: evaluate(snapshot, rulebook, on=rulebook.deadline.date()))
    answer = decision.evaluate(facts)["result"]
    report = evaluate(snapshot, rulebook, on=rulebook.deadline.date())
    found = report.by_clause()["min-programme-countries"].planned.found
    assert answer["countries"] == found, (answer["countries"], found)  # same rules
    out = sys.stdout.write
    out(f"zen-engine, no trace      {theirs * 1e6:8.1f} us\n")
    out(f"ours, the same rules      {same * 1e6:8.1f} us  ratio {same / theirs:.2f}\n")
    out(f"ours, one reading         {ours * 1e6:8.1f} us  ratio {ours / theirs:.2f}\n")
    out(f"ours, whole report        {both * 1e6:8.1f} us  ratio {both / theirs:.2f}\n")
    if ours > theirs / 5:
        sys.exit("more than a fifth of zen-engine")


if __name__ == "__main__":
    main()
