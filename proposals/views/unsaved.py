"""Texts that a browser kept and that never arrived: looked at, restored, discarded."""

import uuid
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from proposals.access import get_form_proposal
from proposals.errors import Refused, StaleVersion
from proposals.forms.unsaved import KeptForm
from proposals.policies import seat_of
from proposals.selectors.drafts.masthead import masthead_of
from proposals.selectors.form.unsaved import unsaved_fields
from proposals.services.unsaved import restore_unsaved
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE


@never_cache
@require_safe
def unsaved(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the page; what there is on this computer its script asks about."""
    reader = person(request)
    proposal = get_form_proposal(reader, public_id)
    masthead = masthead_of(proposal, now=received_at(request))
    seat = seat_of(reader, proposal)
    context = {
        "masthead": replace(masthead, is_partial=seat.is_contact),
        "journal": f"{reader.pk}/{public_id}",
    }
    return render(request, "proposals/form/unsaved.html", context)


@require_POST
def unsaved_compare(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer with each kept text beside what stands here; nothing is changed."""
    proposal = get_form_proposal(person(request), public_id)
    try:
        texts = KeptForm(request.POST).kept()
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=REFUSED)
    fields = unsaved_fields(proposal, seat_of(person(request), proposal), texts)
    return render(request, "proposals/form/_unsaved.html", {"fields": fields})


@require_POST
def unsaved_restore(request: HttpRequest, public_id: uuid.UUID) -> JsonResponse:
    """Save all kept texts that were sent, or none, and say which."""
    proposal = get_form_proposal(person(request), public_id)
    try:
        texts = KeptForm(request.POST).kept()
        restore_unsaved(proposal=proposal, texts=texts, by=person(request))
    except StaleVersion:
        said = _("Nothing was restored: an answer changed meanwhile. Look again.")
        return JsonResponse({"message": said}, status=STALE)
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=REFUSED)
    return JsonResponse({"restored": len(texts)})
