"""The group a partner counts in, by the rules of its call and with their source."""

from django.utils.translation import gettext as _

from eligibility import messages
from eligibility.core import POSSIBLE, Finding, Report, Why
from proposals.selectors.standing.matrix import GROUPS_CHECK


def group_line(report: Report, label: str) -> str:
    """Say in which group the partner of this label counts, as planned, or why in none.

    Empty where the rules of the call know no groups.
    """
    groups = [each for each in report.findings if each.clause.check == GROUPS_CHECK]
    for each in groups:
        if any(one.label == label for one in each.planned.counted):
            return _counts(each)
    excluded = [
        one
        for each in groups
        for one in each.planned.not_counted
        if one.participant.label == label
    ]
    if not excluded:
        return ""
    told = next((one for one in excluded if one.why is not Why.OTHER_GROUP), None)
    if told is None:
        return _("Counts in neither group of the rules: its type is in none.")
    words = {"why": messages.why(told)}
    if told.why in POSSIBLE:
        return _("May count in a group of the rules. %(why)s.") % words
    return _("Counts in no group of the rules. %(why)s.") % words


def _counts(finding: Finding) -> str:
    reference = finding.value.reference
    return _("Counts in “%(group)s” (%(source)s; %(confidence)s).") % {
        "group": messages.clause_title(finding.clause),
        "source": messages.source_line(reference),
        "confidence": messages.confidence_word(reference).lower(),
    }
