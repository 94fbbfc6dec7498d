"""How often one address, or one person, may ask at a door."""

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest


def is_too_often(request: HttpRequest, *, door: str, rates: str) -> bool:
    """Count a request and say whether its address or person asked too often.

    `rates` is written as allauth's own: "120/m/ip,2000/d/ip", or "60/m/user" where
    only people with an account come. allauth knows the real address behind trusted
    proxies, which is why its counter is used here too; it is not public there, so this
    is the only place that imports it.
    """
    usage = consume(
        request, app="alliances", action=door, config={door: rates}, limit_get=True
    )
    return usage is None
