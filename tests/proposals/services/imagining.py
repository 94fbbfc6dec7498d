"""Short ways to imagine something of a draft, for tests about what comes of it."""

import uuid

from alliances.enums import Role
from alliances.models import Country
from proposals.models import Sandbox
from proposals.services.sandboxes import (
    ImaginedFacts,
    Newcomer,
    PartnerChange,
    imagine_facts,
    imagine_partners,
)
from proposals.services.scenarios import apply_scenario


def imagine(proposal, *changes, newcomers=(), by=None):
    """Imagine changes, each a number and what `PartnerChange` takes."""
    return imagine_partners(
        proposal=proposal,
        changes=[(number, PartnerChange(**change)) for number, change in changes],
        newcomers=newcomers,
        by=by or proposal.alliance.coordinator,
    )


def without(number):
    """Take a partner out."""
    return number, {"is_out": True}


def as_role(number, role):
    """Give a partner another role."""
    return number, {"role": role}


def as_type(number, *types):
    """Give a partner another type."""
    return number, {"types": types}


def newcomer(name="", country="IT", kind="sme", role=Role.FULL_PARTNER, key=None):
    """Return somebody the draft does not have."""
    return Newcomer(
        request_key=key or uuid.uuid4(),
        role=role,
        country=Country.objects.get(pk=country) if country else None,
        types=(kind,) if kind else (),
        name=name,
    )


def imagine_these(proposal, *, kind=None, duration=None, grant=None):
    """Imagine facts; None: as in the draft."""
    return imagine_facts(
        proposal=proposal,
        facts=ImaginedFacts(kind, duration, grant),
        by=proposal.alliance.coordinator,
    )


def stored(proposal, by=None):
    """Return the sandbox as stored, None if there is none."""
    owner = by or proposal.alliance.coordinator
    return Sandbox.objects.filter(proposal=proposal, owner=owner).first()


def apply_now(proposal, *, state=None, names=None, by=None):
    """Apply what is stored, as a page just loaded would."""
    return apply_scenario(
        proposal=proposal,
        state=state or stored(proposal, by).state,
        names=names or {},
        by=by or proposal.alliance.coordinator,
    )
