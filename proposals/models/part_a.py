"""Part A of an organisation: its address, contact person and legal representative."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership

LONGEST_LINE = 200
"""Characters of a name, a function, or a line of an address."""

ADDRESS = ("street", "postcode", "town", "region", "website")
CONTACT = ("contact_name", "contact_function", "contact_email")
REPRESENTATIVE = (
    *("representative_name", "representative_function", "representative_email"),
)
FIELDS = (*ADDRESS, *CONTACT, *REPRESENTATIVE)
"""What is stated, in the order of the official form; empty is "not given"."""
LABELS = {
    "street": _("street and number"),
    "postcode": _("postcode"),
    "town": _("town"),
    "region": _("region"),
    "website": _("website"),
    "contact_name": _("contact person"),
    "contact_function": _("function of the contact person"),
    "contact_email": _("e-mail of the contact person"),
    "representative_name": _("legal representative"),
    "representative_function": _("function of the legal representative"),
    "representative_email": _("e-mail of the legal representative"),
}
"""What each field is called where no heading says whose it is."""


def _line(name: str) -> "models.CharField[str, str]":
    return models.CharField(LABELS[name], max_length=LONGEST_LINE, blank=True)


class PartAQuerySet(models.QuerySet["PartA"]):
    """Filters over Part A."""

    def given_by(self, partnership: Partnership) -> "PartA":
        """Return what is given of a partner: one query.

        Of whom nothing was ever saved, a row that is not stored, of version 0.
        """
        found = self.filter(partnership=partnership).first()
        return found or PartA(partnership=partnership, version=0)

    def contacts_of(self, alliance: int) -> dict[int, str]:
        """Return addresses of contact persons by the keys of partners: one query."""
        given = self.filter(partnership__alliance=alliance).exclude(contact_email="")
        return dict(given.values_list("partnership", "contact_email"))


class PartA(models.Model):
    """What the official form asks of one organisation besides its place here.

    Name, country, PIC and type are stated in the `Partnership`. A row is written the
    first time somebody saves; a partner without one has given nothing. None of it
    decides a verdict, and no confirmation covers it.
    """

    partnership = models.OneToOneField(
        Partnership, models.CASCADE, related_name="part_a"
    )
    street = _line("street")
    postcode = models.CharField(LABELS["postcode"], max_length=20, blank=True)
    town = _line("town")
    region = _line("region")
    website = models.URLField(LABELS["website"], blank=True)
    contact_name = _line("contact_name")
    contact_function = _line("contact_function")
    contact_email = models.EmailField(LABELS["contact_email"], blank=True)
    representative_name = _line("representative_name")
    representative_function = _line("representative_function")
    representative_email = models.EmailField(LABELS["representative_email"], blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PartAQuerySet.as_manager()

    class Meta:
        verbose_name = _("Part A of an organisation")
        verbose_name_plural = _("Part A of organisations")
        ordering: ClassVar = ["partnership"]

    def __str__(self) -> str:
        return str(self.partnership)
