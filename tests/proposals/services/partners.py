"""Short words for the services of the composition, for the tests beside this file."""

import uuid

from alliances.enums import Role
from alliances.models import Country, Partnership
from proposals.models import Proposal
from proposals.services.composition import (
    PartnerEntry,
    add_partner,
    change_partner,
    remove_partner,
    restore_partner,
)


def entry(name="School", country="BE", role=Role.FULL_PARTNER, **stated):
    return PartnerEntry(
        name=name,
        country=country and Country.objects.get(code=country),
        role=role,
        **stated,
    )


def add_one(proposal, *, by=None, key=None, **stated):
    return add_partner(
        proposal=proposal,
        entry=entry(**stated),
        request_key=key or uuid.uuid4(),
        by=by or proposal.alliance.coordinator,
    )


def change(partnership, *, version=None, by=None, **stated):
    return change_partner(
        partnership=partnership,
        entry=entry(**stated),
        version=version or partnership.version,
        by=by or partnership.alliance.coordinator,
    )


def remove(partnership, *, version=None):
    return remove_partner(
        partnership=partnership,
        version=version or partnership.version,
        by=partnership.alliance.coordinator,
    )


def restore(partnership):
    return restore_partner(partnership=partnership, by=partnership.alliance.coordinator)


def revision():
    return Proposal.objects.get().revision


def roles():
    rows = Partnership.objects.current().order_by("number")
    return [(each.label, each.role, each.version) for each in rows]
