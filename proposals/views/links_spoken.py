"""The language of pages behind a partner's link."""

from contextlib import AbstractContextManager, nullcontext

from django.http import Http404, HttpRequest

from alliances.views.languages import has_chosen_language
from proposals.access import get_request_by_token
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.languages import spoken


def spoken_by_link(
    request: HttpRequest, asked: ConfirmationRequest
) -> AbstractContextManager[None]:
    """Speak what the reader chose, else what the question was asked in.

    Where neither is known the browser decides, as everywhere.
    """
    if not asked.language or has_chosen_language(request):
        return nullcontext()
    return spoken(asked.language)


def spoken_at_address(request: HttpRequest) -> AbstractContextManager[None]:
    """Speak as the page at an address does, for what answers in its place.

    One query where the address is a partner's link, else none.
    """
    match = request.resolver_match
    token = match.kwargs.get("token") if match else None
    if token is None:
        return nullcontext()
    try:
        return spoken_by_link(request, get_request_by_token(token))
    except Http404:
        return nullcontext()
