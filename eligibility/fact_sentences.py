"""How findings about stated facts are worded: duration, sector, grant."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.core import Evidence, Figure, Finding, Outcome, Why
from eligibility.words import money, months, together


def duration(_finding: Finding, evidence: Evidence) -> str:
    """Say which duration is stated, and which this type of project takes."""
    allowed = months(numbers(evidence.required))
    if not evidence.found:
        return _("no duration is stated; %(allowed)s allowed.") % {"allowed": allowed}
    stated = months(numbers(evidence.found))
    if evidence.outcome is Outcome.MET:
        return _("%(stated)s stated.") % {"stated": stated}
    return _("%(stated)s stated; this type of project takes %(allowed)s.") % {
        "stated": stated,
        "allowed": allowed,
    }


def listed(_finding: Finding, evidence: Evidence) -> str:
    """Say whether the sector is on the list of the Lot."""
    return {
        Outcome.MET: _("the sector is on the list of this Lot."),
        Outcome.NOT_MET: _("the sector is not on the list of this Lot."),
        Outcome.UNKNOWN: _("no sector is stated."),
    }[evidence.outcome]


def ceiling(_finding: Finding, evidence: Evidence) -> str:
    """Say how the grant asked for stands to the ceiling of its duration."""
    grant, most = evidence.found, evidence.required
    if not isinstance(grant, Decimal):
        if isinstance(most, Decimal):
            return _("no grant is stated; the ceiling is %(ceiling)s.") % {
                "ceiling": money(most)
            }
        return _("no grant is stated.")
    facts = {"grant": money(grant)}
    if not isinstance(most, Decimal):
        return {
            Outcome.MET: _("%(grant)s is within the ceiling of every duration."),
            Outcome.NOT_MET: _("%(grant)s is above the ceiling of every duration."),
            Outcome.UNKNOWN: _(
                "%(grant)s asked; the ceiling depends on an allowed duration."
            ),
        }[evidence.outcome] % facts
    facts |= {"ceiling": money(most), "excess": money(grant - most)}
    if evidence.outcome is Outcome.NOT_MET:
        return (
            _("%(grant)s asked, the ceiling is %(ceiling)s (%(excess)s too much).")
            % facts
        )
    return _("%(grant)s asked, the ceiling is %(ceiling)s.") % facts


def text_present(_finding: Finding, evidence: Evidence) -> str:
    """Say whose added value is not stated, or that nobody's has to be."""
    names = [e.participant.name for e in evidence.not_counted]
    if evidence.outcome is Outcome.NOT_MET:
        names = [
            each.participant.name
            for each in evidence.not_counted
            if each.why is Why.TEXT_MISSING
        ]
        return _("the added value of %(names)s is not stated.") % {
            "names": together(names)
        }
    if evidence.outcome is Outcome.UNKNOWN:
        return _("%(names)s may be in a Partner country.") % {"names": together(names)}
    if not evidence.counted:
        return _("no organisation is in a Partner country.")
    return _("the added value of %(names)s is stated.") % {
        "names": together([each.name for each in evidence.counted])
    }


def exclusive(finding: Finding, evidence: Evidence) -> str:
    """Say whether another live application stands in the way, never whose."""
    if finding.clause.arguments["scope"] == "organisation":
        return _organisations(evidence)
    return {
        Outcome.MET: _(
            "no other live application of this applicant addresses this sector."
        ),
        Outcome.NOT_MET: _(
            "another live application of this applicant addresses this sector."
        ),
        Outcome.UNKNOWN: _("this needs one applicant and a sector first."),
    }[evidence.outcome]


def _organisations(evidence: Evidence) -> str:
    """Say which organisations of the consortium itself are concerned."""
    blamed = (
        Why.STANDS_ELSEWHERE
        if evidence.outcome is Outcome.NOT_MET
        else Why.COUNTRY_UNKNOWN
    )
    names = [e.participant.name for e in evidence.not_counted if e.why is blamed]
    if evidence.outcome is Outcome.MET:
        return _("no organisation takes part in another live application of the call.")
    if evidence.outcome is Outcome.UNKNOWN:
        return _(
            "neither country nor PIC of %(names)s is stated, so nobody can tell"
            " whether it takes part in another application."
        ) % {"names": together(names)}
    return ngettext(
        "%(names)s takes part in another live application of the call.",
        "%(names)s take part in other live applications of the call.",
        len(names),
    ) % {"names": together(names)}


def numbers(found: Figure) -> tuple[int, ...]:
    """Return the months of a figure, none where it holds something else."""
    return found if isinstance(found, tuple) else ()
