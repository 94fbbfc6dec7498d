"""The eligibility engine: pure values in, a report out; no Django, no clock."""

from eligibility.core.census import GONE, merge_rows, normalised
from eligibility.core.checks import CHECKS
from eligibility.core.engine import ENGINE_VERSION, evaluate
from eligibility.core.findings import Evidence, Excluded, Figure, Finding, Report, Stamp
from eligibility.core.parser import RulebookError, parse_rulebook
from eligibility.core.rulebook import (
    Clause,
    DatedClause,
    DatedValue,
    Lot,
    NoValue,
    ProjectType,
    Reference,
    Rulebook,
    UnknownLot,
    UnknownProjectType,
)
from eligibility.core.serialise import (
    canonical,
    dump_report,
    load_report,
    public_report,
)
from eligibility.core.snapshot import (
    ConsortiumSnapshot,
    Edition,
    Participant,
    Place,
    Sector,
)
from eligibility.core.terms import (
    FULL_PARTNER_ROLES,
    POSSIBLE,
    Answer,
    Confidence,
    Outcome,
    PartnerType,
    Reading,
    Role,
    Severity,
    Standing,
    Why,
)

__all__ = [
    "CHECKS",
    "ENGINE_VERSION",
    "FULL_PARTNER_ROLES",
    "GONE",
    "POSSIBLE",
    "Answer",
    "Clause",
    "Confidence",
    "ConsortiumSnapshot",
    "DatedClause",
    "DatedValue",
    "Edition",
    "Evidence",
    "Excluded",
    "Figure",
    "Finding",
    "Lot",
    "NoValue",
    "Outcome",
    "Participant",
    "PartnerType",
    "Place",
    "ProjectType",
    "Reading",
    "Reference",
    "Report",
    "Role",
    "Rulebook",
    "RulebookError",
    "Sector",
    "Severity",
    "Stamp",
    "Standing",
    "UnknownLot",
    "UnknownProjectType",
    "Why",
    "canonical",
    "dump_report",
    "evaluate",
    "load_report",
    "merge_rows",
    "normalised",
    "parse_rulebook",
    "public_report",
]
