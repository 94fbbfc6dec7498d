"""What is left of a consortium without its organisations in Partner countries."""

from collections.abc import Sequence

from django.utils.translation import ngettext

from eligibility import messages
from eligibility.catalogue import published_rulebook
from eligibility.core import ConsortiumSnapshot, Reading, Report, Standing
from eligibility.services.assess import assess
from eligibility.words import together
from proposals.models import Proposal
from proposals.selectors.standing.verdicts import taking_part
from proposals.snapshots import rest_in_programme_countries

CHECK = "text-present"
"""The check of the clause beside which it is said."""


def without_partner_countries(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report
) -> str:
    """Say the verdict, as planned, on the rest; empty if nobody is in such a country.

    No query: the snapshot is at hand and the rulebook is kept.
    """
    rest = rest_in_programme_countries(snapshot)
    if rest is None:
        return ""
    rulebook = published_rulebook(proposal.rulebook)
    verdict = assess(snapshot=rest, rulebook=rulebook, on=report.on)
    outside = [
        each.label
        for each in taking_part(snapshot)
        if each.place and each.place.standing is Standing.PARTNER
    ]
    return rest_words(outside, messages.overall(verdict, Reading.PLANNED))


def rest_words(labels: Sequence[str], verdict: str) -> str:
    """Word the verdict on the rest: "Without P7, in a Partner country: …"."""
    return ngettext(
        "Without %(who)s, in a Partner country: %(verdict)s.",
        "Without %(who)s, in Partner countries: %(verdict)s.",
        len(labels),
    ) % {"who": together(list(labels)), "verdict": verdict[:1].lower() + verdict[1:]}
