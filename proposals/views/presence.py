"""The heartbeat of an open section."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from proposals.access import get_form_proposal
from proposals.errors import Refused
from proposals.forms.presence import PresenceForm
from proposals.selectors.form.presence import present_words
from proposals.services.presence import note_presence
from proposals.views.people import person, received_at


@never_cache
@require_POST
def here(
    request: HttpRequest, public_id: uuid.UUID, section: str, partner: int | None = None
) -> JsonResponse:
    """Note that the reader is here, and say who else is."""
    reader, now = person(request), received_at(request)
    proposal = get_form_proposal(reader, public_id)
    place: dict[str, Any] = {"section": section, "partner": partner}
    question = PresenceForm(request.POST).stated()
    try:
        note_presence(proposal=proposal, **place, question=question, by=reader, now=now)
    except Refused as refused:
        raise Http404 from refused
    said = present_words(proposal, **place, reader=reader, now=now)
    return JsonResponse({"said": said})
