"""Saying which work packages carry out an activity of the form."""

import uuid

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proposals.access import get_proposal
from proposals.errors import Refused
from proposals.forms.activities import numbers_in
from proposals.services.activities import change_coverage
from proposals.views.people import person
from proposals.views.slips import REFUSED


@require_POST
def activity_coverage(
    request: HttpRequest, public_id: uuid.UUID, question: str
) -> JsonResponse:
    """Save the ticked work packages for a script; it says what it has seen now."""
    proposal = get_proposal(person(request), public_id)
    carried = numbers_in(request.POST.getlist("work_package"))
    seen = numbers_in(request.POST.get("seen", "").split())
    by = person(request)
    try:
        change_coverage(
            proposal=proposal, activity=question, carried=carried, seen=seen, by=by
        )
    except Refused as refused:
        return JsonResponse({"said": str(refused)}, status=REFUSED)
    words = " ".join(map(str, sorted(carried)))
    return JsonResponse({"seen": words, "said": _("Saved")})
