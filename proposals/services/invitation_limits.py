"""How many questions one person sends, and one address or one domain gets.

Nobody shall use our mails to fill a mailbox, and no mistake shall do so either. The
limits are judged after the fact, inside the transaction: a refusal undoes the act.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import partial

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from alliances.models import User
from proposals.errors.letters import AddressFull, DomainFull, TooManyRequests
from proposals.models import ConfirmationRequest
from proposals.services.caps import DAY, HOUR, Cap, Sent, require_room

PERSON = (Cap(300, DAY, of_one=True), Cap(150, HOUR, of_one=True))
"""Of one person: the partners of the largest alliance in a day."""
ADDRESS = (Cap(10, DAY), Cap(5, DAY, of_one=True), Cap(6, HOUR))
"""To one address: nobody can fill it alone for everybody else.

Two people at the very same moment may pass it by one.
"""
DOMAIN = (Cap(300, HOUR), Cap(60, HOUR, of_one=True))
"""To all addresses of one domain, which may be a provider of half of Europe."""


def require_within_limits(*, requests: Sequence[ConfirmationRequest], by: User) -> None:
    """Refuse new requests that go beyond a limit; they are stored, not committed.

    TooManyRequests, AddressFull or DomainFull say when there is room again. The row of
    `by` is locked, or two acts at once would each see room. One query.
    """
    now = timezone.now()
    addresses = Counter(each.email.lower() for each in requests)
    domains = Counter(map(_domain, addresses.elements()))
    sent = _sent_before(requests, addresses, domains, by, now)
    total = addresses.total()
    require_room(wanted=total, sent=sent, caps=PERSON, now=now, refuse=TooManyRequests)
    for email, wanted in sorted(addresses.items()):
        to_one = [each for each in sent if each.email == email]
        refuse = partial(AddressFull, email)
        require_room(wanted=wanted, sent=to_one, caps=ADDRESS, now=now, refuse=refuse)
    for domain, wanted in sorted(domains.items()):
        to_all = [each for each in sent if _domain(each.email) == domain]
        full = partial(DomainFull, domain)
        require_room(wanted=wanted, sent=to_all, caps=DOMAIN, now=now, refuse=full)


def _sent_before(
    new: Iterable[ConfirmationRequest],
    addresses: Collection[str],
    domains: Collection[str],
    by: User,
    now: dt.datetime,
) -> list[Sent]:
    """Return what counts against any of the limits."""
    concerns = Q(requested_by=by) | Q(lowered__in=addresses)
    for domain in domains:
        concerns |= Q(lowered__endswith=f"@{domain}", requested_at__gt=now - HOUR)
    rows = (
        ConfirmationRequest.objects.filter(requested_at__gt=now - DAY)
        .exclude(pk__in=[each.pk for each in new])
        .annotate(lowered=Lower("email"))
        .filter(concerns)
        .values_list("lowered", "requested_at", "requested_by")
    )
    return [Sent(email, at, is_mine=asker == by.pk) for email, at, asker in rows]


def _domain(email: str) -> str:
    return email.rpartition("@")[2]
