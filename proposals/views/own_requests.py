"""My invitations: what the addresses of this account were asked to confirm."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from proposals.access import get_own_request
from proposals.selectors.asking.own_requests import own_requests_page
from proposals.services.link_codes import key_of
from proposals.services.own_requests import open_own_request
from proposals.views.locked_links import opened
from proposals.views.people import person, received_at


@never_cache
@require_safe
def own_requests(request: HttpRequest) -> HttpResponse:
    page = own_requests_page(person(request), now=received_at(request))
    return render(request, "proposals/lists/own_requests.html", {"page": page})


@never_cache
@require_POST
def own_request_open(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Lead to the page of the link, without the mail: the address is proven."""
    asked = get_own_request(person(request), public_id)
    token = open_own_request(asked=asked)
    return redirect(opened(token, key_of(asked=asked)))
