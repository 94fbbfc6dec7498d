"""Refusals around the work plan and the effort in it."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class MonthsReversed(Refused):
    """Something would end before it begins."""

    message = _("The last month is before the first one.")
    field = "end_month"


class LeadElsewhere(Refused):
    """Whoever leads works in the alliance; an associated partner has no days."""

    message = _(
        "Only the applicant, a full partner or an affiliated entity that takes part can"
        " lead. Choose another."
    )
    field = "lead"


class WorkPlanFull(Refused):
    """A work plan holds as much as somebody can read."""

    message = _(
        "A work plan takes 60 work packages, and each of them 60 tasks, results and"
        " milestones of a sort. Remove one before adding another."
    )


class DescriptionEndless(Refused):
    """A description beyond what any text may hold."""

    message = _("This text is longer than 40,000 characters, so it was not saved.")
    field = "description"


class NoDaysThere(Refused):
    """The partner does not work in the alliance, or the work package is gone."""

    message = _(
        "This partner, or one of the work packages, is no longer there, so no days were"
        " saved."
    )


class ActivityNotAsked(Refused):
    """The form of this draft has no such activity."""

    message = _("This activity is not asked here.")
