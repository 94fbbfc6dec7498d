"""What the columns of the tables of an edition are called."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alliances.enums import ReferenceTable

NUMBERS = ("group", "manager", "teacher", "technician", "clerk", "first", "last", "eur")
COLUMNS: Mapping[str, Callable[[], Mapping[str, str]]] = {
    ReferenceTable.STATUS: lambda: {
        "country": _("Country"),
        "code": _("EU code"),
        "standing": _("Status"),
        "member": _("EU"),
        "counts_as": _("Counts as"),
        "region": _("Region"),
        "group": _("Rate group"),
    },
    ReferenceTable.SECTORS: lambda: {
        "title": _("Sector"),
        "lot": _("Lot"),
        "slug": pgettext("of a table", "Code"),
    },
    ReferenceTable.RATES: lambda: {
        "country": _("Country"),
        "code": _("EU code"),
        "group": _("Rate group"),
        "manager": _("Manager, EUR a day"),
        "teacher": _("Teacher, trainer, researcher"),
        "technician": _("Technician"),
        "clerk": _("Administrative"),
    },
    ReferenceTable.MOBILITY: lambda: {
        "kind": _("What it pays"),
        "first": _("From km or day"),
        "last": _("To"),
        "eur": _("EUR"),
        "sure": _("How sure"),
        "source": _("Source"),
    },
}
