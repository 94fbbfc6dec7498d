"""The mandate of one partner, for its contact: behind the link that was answered.

Each address asks what the page of the link asks: an old link takes a code first.
"""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from alliances.limits import is_too_often
from alliances.views.too_often import too_often
from alliances.views.uploads import limited_bare_uploads
from proposals.access import get_request_by_token
from proposals.enums import DocumentKind
from proposals.errors import LinkClosed
from proposals.forms.signed_copies import SignedCopyForm
from proposals.models import ConfirmationRequest
from proposals.policies import can_sign
from proposals.selectors.mandates.document_files import newest_drawn
from proposals.services.formal_documents import request_own_mandate
from proposals.services.link_codes import is_locked
from proposals.services.signed_copies import upload_own_copy
from proposals.views.documents import drawn_answer
from proposals.views.links_spoken import spoken_by_link
from proposals.views.locked_links import given_key, key_for, opened
from proposals.views.people import received_at
from proposals.views.private_links import private_link
from proposals.views.signed_copies import (
    RATES,
    REFUSED,
    form_in,
    is_taken,
)


@csrf_exempt
@login_not_required
@never_cache
@require_safe
@private_link("confirm")
def own_mandate(request: HttpRequest, token: str) -> HttpResponseBase:
    """Send the mandate as it was drawn last; only who confirmed gets it."""
    asked = _open_link(request, token)
    if asked is None:
        return redirect("confirm", token)
    found = newest_drawn(asked.partnership, kind=DocumentKind.MANDATE)
    if found is None:
        raise Http404
    return drawn_answer(found)


# Without a check of CSRF, as the page itself: the token is what a forger lacks.
@csrf_exempt
@login_not_required
@never_cache
@require_POST
@private_link("confirm")
def own_mandate_draw(request: HttpRequest, token: str) -> HttpResponse:
    """Have the mandate drawn as the draft stands; a link that may not leads back."""
    if _open_link(request, token) is None:
        return redirect("confirm", token)
    try:
        request_own_mandate(token=token)
    except LinkClosed:
        return redirect("confirm", token)
    return redirect(f"{opened(token, given_key(request))}#mandate")


@limited_bare_uploads
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@private_link("confirm")
def own_mandate_signed(request: HttpRequest, token: str) -> HttpResponse:
    """Offer to upload the signed mandate; POST keeps it."""
    asked = _open_link(request, token)
    if asked is None:
        return redirect("confirm", token)
    if request.method != "POST":
        return _show(request, token, asked, SignedCopyForm())
    if is_too_often(request, door="signed-copy", rates=RATES):
        return too_often(request)
    form = form_in(request)
    if is_taken(form, partial(upload_own_copy, token=token)):
        return redirect(f"{opened(token, given_key(request))}#mandate")
    return _show(request, token, asked, form)


def _show(
    request: HttpRequest, token: str, asked: ConfirmationRequest, form: SignedCopyForm
) -> HttpResponse:
    row = asked.partnership
    context = {
        "form": form,
        "organisation": row.name,
        "acronym": row.alliance.acronym,
        "back": opened(token, key_for(request, asked)),
        "key": key_for(request, asked),
    }
    with spoken_by_link(request, asked):
        page = render(request, "proposals/documents/own_signed.html", context)
    page.status_code = REFUSED if form.is_bound else page.status_code
    return page


def _open_link(request: HttpRequest, token: str) -> ConfirmationRequest | None:
    """Return who confirmed by a link; None while an old link waits for its code.

    Not found for a link that leads to no mandate.
    """
    asked = get_request_by_token(token)
    if not can_sign(asked):
        raise Http404
    is_closed = is_locked(asked=asked, key=given_key(request), now=received_at(request))
    return None if is_closed else asked
