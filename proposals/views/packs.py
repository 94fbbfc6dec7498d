"""Application packs: asked for, watched, downloaded."""

import uuid

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from proposals.access import get_pack, get_proposal, get_submission
from proposals.forms.packs import PackRequestForm
from proposals.policies import can_draw
from proposals.selectors.consortium.workspace import sections_of
from proposals.selectors.submissions.packs import file_name, pack_page
from proposals.services.packs import request_pack, stop_pack
from proposals.views.people import person, received_at


@require_POST
def pack_request(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    proposal = get_proposal(person(request), public_id)
    form = PackRequestForm(request.POST)
    form.is_valid()  # nothing of it can be wrong
    number = form.cleaned_data["number"]
    submission = get_submission(person(request), number) if number else None
    pack = request_pack(
        proposal=submission.proposal if submission else proposal,
        by=person(request),
        submission=submission,
        prints_withdrawals=form.cleaned_data["withdrawals"],
    )
    return redirect("pack", pack.public_id)


@never_cache
@require_safe
def pack(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    pack = get_pack(person(request), public_id)
    now = received_at(request)
    context = {
        "page": pack_page(pack, now=now),
        "may_draw": can_draw(person(request), pack.proposal),
        "tasks": sections_of(pack.proposal, now=now),
    }
    return render(request, "proposals/packs/pack.html", context)


@never_cache
@require_safe
def pack_progress(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer the part that changes; it asks again by itself until it is done."""
    pack = get_pack(person(request), public_id)
    context = {
        "page": pack_page(pack, now=received_at(request)),
        "may_draw": can_draw(person(request), pack.proposal),
    }
    return render(request, "proposals/packs/_fragment.html", context)


@require_POST
def pack_stop(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    pack = get_pack(person(request), public_id)
    stop_pack(pack=pack, by=person(request))
    return redirect("pack", pack.public_id)


@cache_control(private=True, no_store=True)
@require_safe
def pack_download(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Send the file to those who may see the draft; others get 404, nobody a link."""
    pack = get_pack(person(request), public_id)
    if not pack.file:
        return redirect("pack", pack.public_id)
    return FileResponse(
        pack.file.open("rb"),
        as_attachment=True,
        filename=file_name(pack),
        content_type="application/pdf",
    )
