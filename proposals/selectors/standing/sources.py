"""Where the value of a clause was read, and from when until when it holds."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import day_words, own_words
from eligibility import messages
from eligibility.catalogue import published_rulebook
from eligibility.core import Confidence, Finding
from eligibility.words import deadline_words
from proposals.models import Proposal


@dataclass(frozen=True, slots=True)
class Source:
    """Where the value of a clause comes from, and how far that can be trusted."""

    line: str
    quote: str
    """Copied word for word; empty where the text was not read."""
    note: str
    is_found: bool
    confidence: str
    meaning: str
    """What that confidence means, in a sentence."""
    checked: str
    in_force: str
    """From when until when the value holds."""


def source_of(proposal: Proposal, finding: Finding) -> Source:
    """Return the source of the value in force."""
    reference = finding.value.reference
    is_found = reference.confidence is Confidence.FOUND
    return Source(
        line=messages.source_markup(reference),
        quote=reference.quote or "",
        note=own_words(reference.note or ""),
        is_found=is_found,
        confidence=messages.confidence_word(reference),
        meaning=_("read in the source named here")
        if is_found
        else _("not read in an official text of this call"),
        checked=day_words(reference.checked),
        in_force=_in_force(proposal, finding),
    )


def _in_force(proposal: Proposal, finding: Finding) -> str:
    """Say from when until when the value holds: to the next one or the deadline."""
    rulebook = published_rulebook(proposal.rulebook)
    alliance = proposal.alliance
    law = rulebook.project_type(alliance.lot.code, alliance.project_type.code)
    values = next(
        each.values for each in law.clauses if each.clause.id == finding.clause.id
    )
    later = [each.since for each in values if each.since > finding.value.since]
    until = (
        day_words(min(later) - dt.timedelta(days=1))
        if later
        else deadline_words(rulebook.deadline)
    )
    return _("%(since)s to %(until)s") % {
        "since": day_words(finding.value.since),
        "until": until,
    }
