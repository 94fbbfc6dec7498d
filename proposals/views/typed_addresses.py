"""Addresses typed for partners to ask, kept while another partner is seen to."""

import uuid
from collections.abc import Callable
from functools import wraps
from itertools import islice

from django.http import HttpRequest, HttpResponse

from alliances.files.partners import MOST_PARTNERS
from proposals.forms.invitations import LANGUAGE, OTHER

KEPT = "typed-addresses"
LONGEST = 254
"""No address is longer; what is longer is cut, for it lies in a session."""

View = Callable[[HttpRequest, uuid.UUID, int], HttpResponse]


def keeps_addresses(view: View) -> View:
    """Keep what the form of those to ask held; the next look at it shows that again."""

    @wraps(view)
    def keeping(
        request: HttpRequest, public_id: uuid.UUID, number: int
    ) -> HttpResponse:
        if typed := typed_now(request):
            request.session[KEPT] = {"of": str(public_id), "typed": typed}
        return view(request, public_id, number)

    return keeping


def typed_before(request: HttpRequest, public_id: uuid.UUID) -> dict[str, str]:
    """Return what was typed about these partners before the last act, once."""
    if request.session.get(KEPT, {}).get("of") != str(public_id):
        return {}
    typed: dict[str, str] = request.session.pop(KEPT)["typed"]
    return typed


def typed_now(request: HttpRequest) -> dict[str, str]:
    """Return what the page asks for, and no more of it than it can ask."""
    asked = (
        (name, str(value)[:LONGEST])
        for name, value in request.POST.items()
        if name.startswith(("email-", OTHER, LANGUAGE))
    )
    # An address for each and a language, or another address, and one for all others.
    return dict(islice(asked, 2 * MOST_PARTNERS + 1))
