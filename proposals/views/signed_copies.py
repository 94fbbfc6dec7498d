"""Signed copies of one partner: uploaded, downloaded, removed by who edits."""

import uuid
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from alliances.limits import is_too_often
from alliances.views.too_often import too_often
from alliances.views.uploads import is_too_large, limited_uploads
from proposals.access import get_partnership, get_proposal
from proposals.errors import NotAllowed, Refused
from proposals.forms.signed_copies import SignedCopyForm
from proposals.models import SignedCopy
from proposals.policies import can_draw
from proposals.selectors.mandates.document_contents import kind_of
from proposals.selectors.mandates.document_files import copy_name
from proposals.selectors.mandates.partner_document import partner_document_page
from proposals.services.signed_copies import remove_copy, upload_copy
from proposals.views.people import person, received_at

REFUSED = 422
RATES = "30/m/ip,600/d/ip"
"""Reading a PDF costs more than a page."""


@limited_uploads
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def partner_document(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    """Show what a partner signs and the copies of it; POST takes a signed copy."""
    if request.method != "POST":
        return _show(request, public_id, number, SignedCopyForm())
    if is_too_often(request, door="signed-copy", rates=RATES):
        return too_often(request)
    form, row = form_in(request), get_partnership(person(request), public_id, number)
    keep = partial(upload_copy, proposal=row.alliance.proposal, number=number)
    if is_taken(form, partial(keep, by=person(request))):
        messages.success(request, _("Signed copy kept."))
        return redirect("partner-document", public_id, number)
    return _show(request, public_id, number, form)


def form_in(request: HttpRequest) -> SignedCopyForm:
    """Return the form of a request, which knows of a file that was dropped."""
    # The fields first: only reading them tells whether a file was dropped.
    fields = (request.POST, request.FILES)
    return SignedCopyForm(*fields, is_too_large=is_too_large(request))


def is_taken(form: SignedCopyForm, keep: Callable[..., SignedCopy]) -> bool:
    """Say whether a copy was kept; the form then says why not."""
    if not form.is_valid():
        return False
    try:
        keep(**form.given())
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
    return form.is_valid()


@require_POST
def signed_copy_remove(
    request: HttpRequest, public_id: uuid.UUID, number: int, key: int
) -> HttpResponse:
    """Remove the signed copy that stands."""
    proposal = get_proposal(person(request), public_id)
    try:
        remove_copy(proposal=proposal, number=number, key=key, by=person(request))
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed. Who, when and digest stay on record."))
    return redirect("partner-document", public_id, number)


@cache_control(private=True, no_store=True)
@require_safe
def signed_copy(
    request: HttpRequest, public_id: uuid.UUID, number: int, key: int
) -> HttpResponseBase:
    """Send a signed copy to who edits, as a file that no browser opens by itself."""
    row = get_partnership(person(request), public_id, number)
    decision = can_draw(person(request), row.alliance.proposal)
    if not decision:
        raise NotAllowed(decision.reason)
    return _sent(get_object_or_404(row.signed_copies.exclude(file=""), pk=key))


def _sent(copy: SignedCopy) -> FileResponse:
    answer = FileResponse(
        copy.file.open("rb"),
        as_attachment=True,
        filename=copy_name(copy),
        content_type="application/octet-stream",
    )
    # Whatever a browser makes of it: nothing in it runs, and it has no origin.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _show(
    request: HttpRequest, public_id: uuid.UUID, number: int, form: SignedCopyForm
) -> HttpResponse:
    row = get_partnership(person(request), public_id, number)
    proposal = row.alliance.proposal
    if kind_of(row) is None:
        raise Http404
    context = {
        "page": partner_document_page(proposal, row, now=received_at(request)),
        "form": form,
        "may_edit": can_draw(person(request), proposal),
    }
    status = REFUSED if form.is_bound else None
    return render(request, "proposals/documents/partner.html", context, status=status)
