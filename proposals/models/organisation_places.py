"""The place of an organisation where it may stand in one application of a call."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Call
from proposals.models.proposals import Proposal


class OrganisationPlace(models.Model):
    """An organisation of a live submission, in whatever role; gone when that ends.

    Only where the law of the call lets an organisation stand in one application. The
    row names the draft: its live submission is the one that holds the place.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    organisation_key = models.CharField(
        max_length=400,
        help_text=_("PIC of the organisation, else normalised name and country."),
    )

    class Meta:
        verbose_name = _("place of an organisation")
        verbose_name_plural = _("places of organisations")
        constraints: ClassVar = [
            # The database has the last word, as on the applicant's place in a sector.
            models.UniqueConstraint(
                fields=["call", "organisation_key"],
                name="organisation_stands_in_one_live_submission",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation_key
