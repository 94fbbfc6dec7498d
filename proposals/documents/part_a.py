"""Part A: what the official form asks of each organisation, in words."""

from django.utils.translation import gettext as _

from alliances.enums import Role
from proposals.documents.organisations import takes_part, types_in_words
from proposals.documents.part_a_page import PartARow
from proposals.enums import WORKING_ROLES
from proposals.snapshots import FrozenApplication, FrozenPartA, FrozenPartner


def part_a_rows(application: FrozenApplication) -> tuple[PartARow, ...]:
    """Return Part A of who takes part and works, by number.

    Associated partners are described elsewhere. Nothing for contents from before there
    was a Part A: they are drawn as they always were.
    """
    return tuple(
        [
            _row(each, each.part_a)
            for each in application.partners
            if each.part_a is not None
            and takes_part(each)
            and each.role in WORKING_ROLES
        ]
    )


def _row(partner: FrozenPartner, given: FrozenPartA) -> PartARow:
    pic = _("PIC %s") % partner.pic if partner.pic else _("PIC not given")
    country = partner.country_name or _("country not given")
    return PartARow(
        label=partner.label,
        name=partner.name,
        stated=(
            str(Role(partner.role).label),
            pic,
            country,
            types_in_words(partner.types) if partner.types else _("type not known"),
        ),
        address=_lines(
            given.street,
            f"{given.postcode} {given.town}".strip(),
            given.region,
            given.website,
        ),
        contact=_lines(given.contact_name, given.contact_function, given.contact_email),
        representative=_lines(
            given.representative_name,
            given.representative_function,
            given.representative_email,
        ),
    )


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple([each for each in texts if each])
