"""Mandates and the declaration of a draft: drawn, downloaded, looked after."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from proposals.access import get_partnership, get_proposal
from proposals.errors import NotAllowed, Refused
from proposals.forms.numbers import number_in
from proposals.models import FormalDocument
from proposals.policies import can_draw
from proposals.selectors.consortium.workspace import sections_of
from proposals.selectors.files.file_names import file_name_of
from proposals.selectors.mandates.document_contents import kind_of
from proposals.selectors.mandates.document_files import (
    archive_of,
    file_name,
    newest_drawn,
    present_documents,
)
from proposals.selectors.mandates.signing import signing_page
from proposals.services.formal_documents import request_documents
from proposals.views.people import person, received_at


@never_cache
@require_safe
def documents(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show how far every mandate and the declaration are."""
    return _show(request, public_id)


@require_POST
def documents_draw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Have all drawn as the draft stands, or that of one partner."""
    proposal = get_proposal(person(request), public_id)
    number = number_in(request.POST.get("partner", ""))
    numbers = None if number is None else [number]
    try:
        request_documents(proposal=proposal, by=person(request), numbers=numbers)
    except NotAllowed:
        raise
    except Refused as refusal:
        return _show(request, public_id, refusal)
    messages.success(request, _("Drawn as the draft stands, in a moment."))
    return redirect("documents", public_id)


@cache_control(private=True, no_store=True)
@require_safe
def documents_archive(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send all that can be signed as the draft stands, in one ZIP."""
    proposal = get_proposal(person(request), public_id)
    found = present_documents(proposal)
    if not found:
        return redirect("documents", public_id)
    answer = HttpResponse(archive_of(found), content_type="application/zip")
    name = file_name_of(proposal.alliance, "documents.zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@cache_control(private=True, no_store=True)
@require_safe
def document_drawn(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponseBase:
    """Send the newest document of a partner that was drawn."""
    row = get_partnership(person(request), public_id, number)
    found = newest_drawn(row, kind=kind_of(row) or "")
    if found is None:
        raise Http404
    return drawn_answer(found)


def drawn_answer(document: FormalDocument) -> FileResponse:
    """Send a drawn document as a file to keep, never to be shown in the browser."""
    return FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=file_name(document),
        content_type="application/pdf",
    )


def _show(
    request: HttpRequest, public_id: uuid.UUID, refusal: Refused | None = None
) -> HttpResponse:
    proposal = get_proposal(person(request), public_id)
    now = received_at(request)
    tasks = sections_of(proposal, now=now)
    context = {
        "page": signing_page(proposal, tasks.contents, now=now),
        "tasks": tasks,
        "may_edit": can_draw(person(request), proposal),
        "refusal": refusal,
    }
    status = HTTPStatus.CONFLICT if refusal else None
    template = "proposals/documents/documents.html"
    return render(request, template, context, status=status)
